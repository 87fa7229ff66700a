#pragma once

#include <cstdint>
#include <vector>

#include "sim/neighbours.hpp"
#include "sim/walk.hpp"

namespace counterpoint::sim {

/// What becomes of the intervals of some units along one axis when they move.
struct AxisMove {
    std::int64_t after = 0;  ///< added lengths of the new intervals
    std::int64_t common = 0; ///< added lengths of what each has in common with its old one
    std::int64_t united = 0; ///< points in any new interval
    std::int64_t kept = 0;   ///< points that every new interval with them had before
    /// Added lengths of what is new to each and what a neighbour of it had before.
    std::int64_t passed = 0;
    /// Points that every new interval with them, or a neighbour of it, had before; without `kept`.
    std::int64_t served = 0;
};

/// `after` and `before` have one interval for each unit.
AxisMove measure(const std::vector<Range>& after, const std::vector<Range>& before,
                 const Neighbours& neighbours = {});

/// Points of [a.low, a.high) that lie in b.
std::int64_t common_length(const Range& a, const Range& b);

} // namespace counterpoint::sim
