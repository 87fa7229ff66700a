#include "sim/fast_forward/loop_watch.hpp"

#include <cstdint>

#include <gtest/gtest.h>

namespace counterpoint::sim {
namespace {

/// Looks after each iteration of a loop whose state has the period, from iteration `settled` on.
/// Returns the iteration in which the period was seen, 0 if it was not in the first thousand.
std::int64_t iterations_until_seen(std::int64_t period, std::int64_t settled) {
    LoopWatch watch;
    for (std::int64_t i = 1; i < 1000; ++i) {
        Snapshot now;
        now.figures = {i < settled ? -i : i % period};
        if (watch.earlier() != nullptr && watch.earlier()->figures == now.figures) {
            return i;
        }
        watch.differs(now);
    }
    return 0;
}

TEST(LoopWatch, SeesAPeriodOfOneAtOnce) { EXPECT_EQ(iterations_until_seen(1, 0), 2); }

TEST(LoopWatch, SeesAPeriodOfAnyLength) {
    for (std::int64_t period = 1; period <= 60; ++period) {
        for (const std::int64_t settled : {0, 1, 5, 40}) {
            const std::int64_t seen = iterations_until_seen(period, settled);
            EXPECT_GT(seen, 0) << period;
            EXPECT_LE(seen, 4 * (period + settled) + 4) << period << " from " << settled;
        }
    }
}

TEST(LoopWatch, ForgetsWhatItSawWhenALoopOutsideMoves) {
    LoopWatch watch;
    Snapshot now;
    watch.differs(now);
    EXPECT_NE(watch.earlier(), nullptr);
    watch.restart();
    EXPECT_EQ(watch.earlier(), nullptr);
}

/// Runs of the loop in which it is awake, of so many in which it looks in vain.
std::int64_t runs_awake(std::int64_t runs) {
    LoopWatch watch;
    std::int64_t awake = 0;
    for (std::int64_t run = 0; run < runs; ++run) {
        if (watch.awake(0)) {
            ++awake;
            Snapshot now;
            watch.differs(now);
        }
        watch.restart();
    }
    return awake;
}

TEST(LoopWatch, LooksLessAndLessOftenWhereNothingRecurs) {
    EXPECT_EQ(runs_awake(1), 1);
    EXPECT_EQ(runs_awake(3), 2);
    EXPECT_LE(runs_awake(1000), 11);
}

TEST(LoopWatch, IsAwakeAgainWhereSomethingRecurred) {
    LoopWatch watch;
    for (int run = 0; run < 20; ++run) {
        EXPECT_TRUE(watch.awake(0));
        Snapshot now;
        watch.differs(now);
        watch.recurred();
        EXPECT_EQ(watch.earlier(), nullptr);
        watch.restart();
    }
}

TEST(LoopWatch, SleepsUntilACycle) {
    LoopWatch watch;
    watch.sleep_until(50);
    EXPECT_FALSE(watch.awake(49));
    EXPECT_TRUE(watch.awake(50));
}

} // namespace
} // namespace counterpoint::sim
