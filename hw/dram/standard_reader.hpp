#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hw/dram/standard.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::input {
struct Node;
}

namespace counterpoint::hw {

/// Reads the map of one standard (the files in hw/dram/standards/ are examples). Every problem is
/// added with its place: what is missing, and what contradicts, by the name of the broken rule.
/// What is returned then is incomplete.
DramStandard read_dram_standard(const input::Node& node, std::vector<Problem>& problems);

/// The names of the shipped standards, in alphabetical order.
std::vector<std::string> dram_standard_names();

/// A shipped standard by its name; nothing where there is none.
std::optional<DramStandard> find_dram_standard(std::string_view name);

} // namespace counterpoint::hw
