#pragma once

#include <vector>

#include "hw/hardware.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::input {
struct Node;
}

namespace counterpoint::hw {

/// Reads `fill:` and `drain:` of a memory. Every problem is added; what is returned then is
/// incomplete.
FillNetwork read_fill(const input::Node& node, std::vector<Problem>& problems);
DrainNetwork read_drain(const input::Node& node, std::vector<Problem>& problems);

} // namespace counterpoint::hw
