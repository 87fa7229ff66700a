#include "sim/fast_forward/snapshot.hpp"

#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

namespace counterpoint::sim {
namespace {

/// A machine with one figure, one counter and some times, `reach_back` cycles of which matter.
Snapshot at(std::int64_t cycle, const std::vector<std::int64_t>& times,
            std::int64_t reach_back = 10) {
    Snapshot snapshot;
    snapshot.cycle = cycle;
    snapshot.figures = {7};
    snapshot.times = times;
    snapshot.counters = {3 * cycle};
    snapshot.reach_back = reach_back;
    return snapshot;
}

TEST(Recurrence, IsFoundWhereAllTimesMovedAlong) {
    const Recurrence state = recurrence(at(100, {97, 100, 104}), at(120, {117, 120, 124}));
    EXPECT_TRUE(state.found);
    EXPECT_EQ(state.cycles, 20);
    EXPECT_EQ(state.reach_ahead, 4);
    EXPECT_TRUE(state.standing.empty());
}

TEST(Recurrence, IsNoneWhereAFigureIsAnother) {
    Snapshot now = at(120, {120});
    now.figures = {8};
    EXPECT_FALSE(recurrence(at(100, {100}), now).found);
    now.figures = {7, 7};
    EXPECT_FALSE(recurrence(at(100, {100}), now).found);
}

TEST(Recurrence, IsNoneWhereNoTimeHasPassed) {
    EXPECT_FALSE(recurrence(at(100, {100}), at(100, {100})).found);
}

TEST(Recurrence, TakesTimesForEqualThatAreTooOldToMatter) {
    EXPECT_TRUE(recurrence(at(100, {90}), at(120, {90})).found);
    EXPECT_TRUE(recurrence(at(100, {3}), at(120, {60})).found);
}

TEST(Recurrence, OfATimeThatStillMattersIsNoneUntilItIsTooOld) {
    const Recurrence state = recurrence(at(100, {91}), at(120, {91}));
    EXPECT_FALSE(state.found);
    EXPECT_EQ(state.vain_before, 101);
    EXPECT_EQ(recurrence(at(100, {99}), at(105, {99})).vain_before, 109);
    EXPECT_TRUE(recurrence(at(109, {99}), at(114, {99})).found);
}

TEST(Recurrence, KnowsTimesAheadThatStandStill) {
    const Recurrence state = recurrence(at(100, {500, 105, 400}), at(120, {500, 125, 400}));
    EXPECT_TRUE(state.found);
    EXPECT_EQ(state.standing, (std::vector<std::size_t>{0, 2}));
    EXPECT_EQ(state.first_standing, 400);
    EXPECT_EQ(state.reach_ahead, 5);
}

TEST(Recurrence, IsNoneWhereATimeAheadMovedOtherwise) {
    EXPECT_FALSE(recurrence(at(100, {500}), at(120, {510})).found);
    EXPECT_EQ(recurrence(at(100, {500}), at(120, {510})).vain_before, 0);
}

TEST(Snapshot, TakesTimesAsIfNothingHadBeenSkipped) {
    std::int64_t time = 30;
    std::int64_t never = -1;
    std::int64_t counter = 5;
    MachineState state;
    state.figure(9);
    state.time(time);
    state.time(never);
    state.counter(counter);
    state.looks_back(2);
    state.looks_back(3);
    Snapshot snapshot;
    snapshot.take(state, 40, 1000);
    EXPECT_EQ(snapshot.cycle, 1040);
    EXPECT_EQ(snapshot.times, (std::vector<std::int64_t>{1030}));
    EXPECT_EQ(snapshot.figures, (std::vector<std::int64_t>{9, 1, 0})); // and which times there are
    EXPECT_EQ(snapshot.counters, (std::vector<std::int64_t>{5}));
    EXPECT_EQ(snapshot.reach_back, 5);
}

} // namespace
} // namespace counterpoint::sim
