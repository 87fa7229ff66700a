#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "hw/counts.hpp"
#include "hw/hardware.hpp"
#include "mapping/mapping.hpp"
#include "sim/functional/fault.hpp"
#include "sim/functional/functional_options.hpp"
#include "sim/functional/tensors.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::sim {

/// An element of the output that is not what it has to be.
struct WrongElement {
    std::vector<std::int64_t> index; ///< by axis
    std::variant<std::int64_t, double> found;
    std::variant<std::int64_t, double> expected;
};

/// How the output compares with a plain loop nest: integers have to be equal, floats within a bound
/// on their rounding errors (sim/functional/reference.hpp).
struct OutputComparison {
    std::int64_t elements = 0;
    std::int64_t wrong = 0;
    std::optional<WrongElement> first_wrong;
    double largest_error = 0;    ///< floats only: the error that comes nearest to its bound
    double bound_of_largest = 0; ///< the bound of that element
};

struct FunctionalResult {
    hw::Counts counts; ///< elements that really moved
    std::int64_t macs = 0;
    bool floating = false;         ///< float32, else integers
    std::int64_t beyond_int32 = 0; ///< integers only: outputs that an int32 cannot hold
    OutputComparison comparison;
};

/// Executes one layer with real values, moving every element as the mapping says.
/// `mapping` is legal for `layer` and `hardware`; capacities are not checked.
/// Throws InputError where tensors cannot be read or written, an output does not fit the int32 that
/// is to be written, or the hardware cannot run the mapping. Throws Defect where the machine finds
/// itself wrong. Wrong values are no exception: see the comparison.
FunctionalResult run_functional(const workloads::Layer& layer, const hw::Hardware& hardware,
                                const mapping::Mapping& mapping,
                                const FunctionalOptions& options = {});

/// The same with values that are there already, nothing read or written, and a machine that does
/// one thing wrong; `fault` then says whether it came to that.
FunctionalResult run_functional(const workloads::Layer& layer, const hw::Hardware& hardware,
                                const mapping::Mapping& mapping, const TensorValues& tensors,
                                Fault& fault);

} // namespace counterpoint::sim
