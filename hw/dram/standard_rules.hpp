#pragma once

#include <vector>

#include "hw/dram/standard.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::hw {

/// Adds every way in which the figures of a standard contradict each other, by the name of the rule
/// and with the numbers, at `place`.
void check(const DramStandard& standard, const Place& place, std::vector<Problem>& problems);

} // namespace counterpoint::hw
