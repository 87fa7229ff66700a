#pragma once

#include <string>
#include <variant>
#include <vector>

#include "mapping/maestro/description.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::mapping::maestro {

/// Bounds on what is read at all, so that no input takes the process down.
struct Limits {
    std::size_t bytes = std::size_t{16} << 20U;
    std::size_t layers = 2'000;
    std::size_t directives = 64; ///< of one dataflow
    std::size_t sizes = 64;      ///< of one block, such as Dimensions
    std::size_t problems = 100;  ///< of one file; then the reading stops
};

using FileDescription = std::variant<NetworkDescription, HardwareDescription>;

/// Reads a `.m` text, `file` standing for its name: hardware where it begins with a key of a
/// hardware file, such as `num_pes`, else a network. Throws InputError with all problems.
///
/// A layer without a dataflow takes that of the layer before it, as in MAESTRO. Names that occur
/// again become `NAME#2`, `NAME#3`.
FileDescription parse(const std::string& text, const std::string& file, const Limits& limits = {});

} // namespace counterpoint::mapping::maestro
