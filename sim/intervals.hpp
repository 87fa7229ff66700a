#pragma once

#include <cstdint>
#include <vector>

#include "sim/walk.hpp"

namespace counterpoint::sim {

/// What becomes of the intervals of some units along one axis when they move.
struct AxisMove {
    std::int64_t after = 0;  ///< added lengths of the new intervals
    std::int64_t common = 0; ///< added lengths of what each has in common with its old one
    std::int64_t united = 0; ///< points in any new interval
    std::int64_t kept = 0;   ///< points that every new interval with them had before
};

/// `after` and `before` have one interval for each unit.
AxisMove measure(const std::vector<Range>& after, const std::vector<Range>& before);

/// Points of [a.low, a.high) that lie in b.
std::int64_t common_length(const Range& a, const Range& b);

} // namespace counterpoint::sim
