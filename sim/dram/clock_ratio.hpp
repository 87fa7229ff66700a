#pragma once

#include <cstdint>

#include "hw/dram/standard.hpp"
#include "sim/dram/clock.hpp"

namespace counterpoint::sim {

/// Converts between cycles of the accelerator and clocks of the DRAM, both counted from time 0.
/// Exact fractions: a conversion never depends on the one before, so nothing drifts.
class ClockRatio {
  public:
    /// Periods of one cycle and of one clock; both positive.
    ClockRatio(hw::ClockPeriod cycle, hw::ClockPeriod clock);

    /// The first clock that does not begin before this cycle begins.
    [[nodiscard]] Clock clock_from(std::int64_t cycle) const;

    /// The first cycle that does not begin before this clock begins.
    [[nodiscard]] std::int64_t cycle_from(Clock clock) const;

  private:
    std::int64_t clocks_ = 1; ///< so many clocks …
    std::int64_t cycles_ = 1; ///< … last exactly as long as so many cycles
};

/// The period of a frequency in GHz, which is taken to the nearest kHz, at least one.
hw::ClockPeriod period_of(double clock_ghz);

} // namespace counterpoint::sim
