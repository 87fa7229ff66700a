#pragma once

#include <vector>

#include "hw/hardware.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::input {
struct Node;
}

namespace counterpoint::hw {

/// Reads the value of `hardware:`. Every problem is added; what is returned then is incomplete.
Hardware read_hardware(const input::Node& node, std::vector<Problem>& problems);

} // namespace counterpoint::hw
