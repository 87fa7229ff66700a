#include "sim/dram/clock_ratio.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

namespace counterpoint::sim {

namespace {

// Products of two 64-bit integers fit.
__extension__ using Wide = __int128;

constexpr std::int64_t picoseconds_of_a_khz = 1'000'000'000;

std::int64_t checked(Wide value) {
    if (value > std::numeric_limits<std::int64_t>::max()) {
        throw std::overflow_error("a time does not fit into 64 bits");
    }
    return static_cast<std::int64_t>(value);
}

/// ⌈value · numerator / denominator⌉ for a value of at least 0.
std::int64_t scaled_up(std::int64_t value, std::int64_t numerator, std::int64_t denominator) {
    return checked((Wide{value} * numerator + denominator - 1) / denominator);
}

} // namespace

ClockRatio::ClockRatio(hw::ClockPeriod cycle, hw::ClockPeriod clock) {
    // cycle / clock as a fraction in lowest terms: cancelled crosswise, the products stay small.
    const std::int64_t lengths = std::gcd(cycle.numerator, clock.numerator);
    const std::int64_t parts = std::gcd(cycle.denominator, clock.denominator);
    clocks_ = checked(Wide{cycle.numerator / lengths} * (clock.denominator / parts));
    cycles_ = checked(Wide{clock.numerator / lengths} * (cycle.denominator / parts));
}

Clock ClockRatio::clock_from(std::int64_t cycle) const {
    return scaled_up(cycle, clocks_, cycles_);
}

std::int64_t ClockRatio::cycle_from(Clock clock) const {
    return scaled_up(clock, cycles_, clocks_);
}

hw::ClockPeriod period_of(double clock_ghz) {
    const std::int64_t khz = std::max<std::int64_t>(std::llround(clock_ghz * 1e6), 1);
    const std::int64_t divisor = std::gcd(picoseconds_of_a_khz, khz);
    return {picoseconds_of_a_khz / divisor, khz / divisor};
}

} // namespace counterpoint::sim
