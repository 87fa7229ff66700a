#include "sim/dram/clock_ratio.hpp"

#include <cstdint>
#include <random>

#include <gtest/gtest.h>

namespace counterpoint::sim {
namespace {

__extension__ using Wide = __int128;

/// Whether moment `a` of `a_period` does not come before moment `b` of `b_period`.
bool not_before(std::int64_t a, hw::ClockPeriod a_period, std::int64_t b,
                hw::ClockPeriod b_period) {
    return Wide{a} * a_period.numerator * b_period.denominator >=
           Wide{b} * b_period.numerator * a_period.denominator;
}

TEST(ClockRatio, EqualClocksConvertToThemselves) {
    const ClockRatio ratio({1000, 1}, {1000, 1});
    for (const std::int64_t clock : {0L, 1L, 17L, 1'000'000'000'000L}) {
        EXPECT_EQ(ratio.clock_from(clock), clock);
        EXPECT_EQ(ratio.cycle_from(clock), clock);
    }
}

TEST(ClockRatio, AConversionIsTheFirstMomentThatIsNotEarlier) {
    const std::uint64_t seed = 20;
    RecordProperty("seed", static_cast<int>(seed));
    std::mt19937_64 random(seed);
    for (int i = 0; i < 10'000; ++i) {
        const auto number = [&](std::int64_t most) {
            return std::uniform_int_distribution<std::int64_t>(1, most)(random);
        };
        const hw::ClockPeriod cycle{number(10'000), number(7)};
        const hw::ClockPeriod clock{number(10'000), number(7)};
        const ClockRatio ratio(cycle, clock);
        const std::int64_t moment = number(1'000'000'000'000);
        const Clock to = ratio.clock_from(moment);
        EXPECT_TRUE(not_before(to, clock, moment, cycle));
        EXPECT_FALSE(not_before(to - 1, clock, moment, cycle));
        const std::int64_t back = ratio.cycle_from(moment);
        EXPECT_TRUE(not_before(back, cycle, moment, clock));
        EXPECT_FALSE(not_before(back - 1, cycle, moment, clock));
    }
}

TEST(ClockRatio, NeverDrifts) {
    // 200 MHz against 833 ps: 5000 clocks last as long as 833 cycles, for ever.
    const ClockRatio ratio(period_of(0.2), {833, 1});
    EXPECT_EQ(ratio.clock_from(833), 5000);
    EXPECT_EQ(ratio.clock_from(833'000'000'000), 5'000'000'000'000);
    EXPECT_EQ(ratio.clock_from(833'000'000'001), 5'000'000'000'007);
    EXPECT_EQ(ratio.cycle_from(5'000'000'000'000), 833'000'000'000);
    EXPECT_EQ(ratio.cycle_from(5'000'000'000'001), 833'000'000'001);
}

TEST(ClockRatio, AFractionOfAPicosecondIsKept) {
    const ClockRatio ratio({1000, 1}, {1250, 3}); // 1 GHz against DDR5-4800
    EXPECT_EQ(ratio.clock_from(5), 12);
    EXPECT_EQ(ratio.clock_from(1), 3);
    EXPECT_EQ(ratio.cycle_from(12), 5);
}

TEST(ClockRatio, AFrequencyIsTakenToTheKilohertz) {
    const hw::ClockPeriod period = period_of(1.2);
    EXPECT_EQ(period.numerator, 2500);
    EXPECT_EQ(period.denominator, 3);
    EXPECT_EQ(period_of(1e-9).numerator, 1'000'000'000);
}

} // namespace
} // namespace counterpoint::sim
