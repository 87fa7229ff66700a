#pragma once

#include <vector>

#include "hw/banks.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::input {
struct Node;
}

namespace counterpoint::hw {

/// Reads `banks:`, such as
/// `{count: 16, bytes_per_cycle: 8, ports: 1, interleave_bytes: 8, latency: 2,
///   arbitration: round_robin}`. Every problem is added; what is returned then is incomplete.
Banks read_banks(const input::Node& node, std::vector<Problem>& problems);

} // namespace counterpoint::hw
