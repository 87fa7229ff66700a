#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "input/document.hpp"
#include "mapping/scale_sim/reading.hpp"

namespace counterpoint::mapping::scale_sim {

/// Which operand of a matrix product stays in the array: SCALE-Sim's `os`, `ws` and `is`.
enum class Stationary { output, weight, input };

/// What a `.cfg` file says and counts here.
struct Configuration {
    std::string file;
    std::string name;
    Number rows;
    Number columns;
    Number ifmap_kilobytes;
    Number filter_kilobytes;
    Number ofmap_kilobytes;
    std::optional<Stationary> stationary; ///< nothing in files of old versions
    input::TextPosition stationary_at;
    /// Words a cycle between DRAM and each of the three buffers; nothing: never too few (`CALC`).
    std::optional<Number> bandwidth;
};

/// Reads a configuration. Throws InputError with all problems.
Configuration parse_configuration(const std::string& text, Reading& reading);

/// The tree that a YAML file with the key `hardware` would be read into.
input::Document hardware_tree(const Configuration& configuration);

} // namespace counterpoint::mapping::scale_sim
