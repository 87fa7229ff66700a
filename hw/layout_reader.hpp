#pragma once

#include <map>
#include <string>
#include <vector>

#include "hw/layout.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::input {
struct Node;
}

namespace counterpoint::hw {

/// Reads `layout:`, a map such as `{Input: [N, Y, X, C], Weight: [K/8, C, R, S, K%8]}`, by tensor.
/// Whether there are such tensors and axes only the layers know.
std::map<std::string, Layout> read_layouts(const input::Node& node, std::vector<Problem>& problems);

} // namespace counterpoint::hw
