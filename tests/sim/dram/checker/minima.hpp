#pragma once

#include <array>

#include "tests/sim/dram/checker/command.hpp"
#include "tests/sim/dram/checker/limits.hpp"

namespace counterpoint::dram_checker {

/// A rule on the distance of two commands. `clocks` 0: no rule.
struct Minimum {
    const char* rule = "";
    Clock clocks = 0;
};

/// How many clocks a command has to wait for an earlier one of its channel: because of the banks,
/// and because of the data bus. What takes five commands (tFAW) or a state is not here.
std::array<Minimum, 2> minima(const Limits& limits, const Command& earlier, const Command& later);

/// No rule of `minima` reaches further.
Clock horizon(const Limits& limits);

} // namespace counterpoint::dram_checker
