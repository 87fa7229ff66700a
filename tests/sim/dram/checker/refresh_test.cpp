#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sim/dram/checker/traces.hpp"

namespace counterpoint::dram_checker {
namespace {

using testing::HasSubstr;

// A refresh is due each 1000 clocks, in the device of these tests with one rank.
Limits one_rank() {
    Limits limits = made_up_device();
    limits.ranks = 1;
    return limits;
}

std::vector<Command> refreshes(const std::vector<Clock>& clocks) {
    std::vector<Command> trace;
    trace.reserve(clocks.size());
    for (const Clock clock : clocks) {
        trace.push_back(REF(clock));
    }
    return trace;
}

TEST(Refreshes, MayComeEightIntervalsLate) {
    EXPECT_TRUE(verdict(refreshes({9000}), one_rank()).empty());
    const auto found = verdict(refreshes({9001}), one_rank());
    ASSERT_EQ(found.size(), 1U) << summary(found);
    EXPECT_THAT(found[0].rule, HasSubstr("tREFI"));
    EXPECT_FALSE(found[0].first.has_value());
    EXPECT_EQ(found[0].second, REF(9001));
    EXPECT_EQ(found[0].required, 9000);
    EXPECT_EQ(found[0].found, 9001);
}

TEST(Refreshes, MayFollowEachOtherByNineIntervals) {
    EXPECT_TRUE(verdict(refreshes({1000, 10000}), one_rank()).empty());
    const auto found = verdict(refreshes({1000, 10001}), one_rank());
    ASSERT_EQ(found.size(), 1U) << summary(found);
    EXPECT_EQ(found[0].first, REF(1000));
}

TEST(Refreshes, ThatAreOwedStayOwed) {
    // The second is owed since 2000, whenever the first was.
    EXPECT_TRUE(verdict(refreshes({9000, 10000}), one_rank()).empty());
    EXPECT_EQ(verdict(refreshes({9000, 10001}), one_rank()).size(), 1U);
}

TEST(Refreshes, MayBePostponedLessWhereTheStandardSaysSo) {
    Limits limits = one_rank();
    limits.postponed = 4;
    EXPECT_TRUE(verdict(refreshes({5000}), limits).empty());
    EXPECT_EQ(verdict(refreshes({5001}), limits).size(), 1U);
}

TEST(Refreshes, MayBeDoneEightAhead) {
    EXPECT_TRUE(
        verdict(refreshes({0, 300, 600, 900, 1200, 1500, 1800, 2100, 2400}), one_rank()).empty());
    Limits quick = one_rank();
    quick.RFC = 100;
    EXPECT_TRUE(verdict(refreshes({0, 100, 200, 300, 400, 500, 600, 700, 1000}), quick).empty());
    const auto found = verdict(refreshes({0, 100, 200, 300, 400, 500, 600, 700, 999}), quick);
    ASSERT_EQ(found.size(), 1U) << summary(found);
    EXPECT_THAT(found[0].rule, HasSubstr("ahead"));
}

TEST(Refreshes, AreOwedAtTheEndOfATrace) {
    EXPECT_TRUE(verdict_until(9001, {ACT(0)}, one_rank()).empty());
    const auto found = verdict_until(9002, {ACT(0)}, one_rank());
    ASSERT_EQ(found.size(), 1U) << summary(found);
    EXPECT_FALSE(found[0].second.has_value());
}

TEST(Refreshes, AreOwedByEachRank) {
    EXPECT_EQ(verdict_until(9002, {ACT(0)}, made_up_device()).size(), 2U);
    EXPECT_EQ(verdict_until(9002, {REF(9000, 1)}, made_up_device()).size(), 1U);
}

TEST(Refreshes, AreNotAskedForWithoutAnInterval) {
    Limits limits = one_rank();
    limits.REFI = 0;
    EXPECT_TRUE(verdict_until(1000000, {ACT(0)}, limits).empty());
    EXPECT_TRUE(verdict_until(1000000, {REF(0), REF(300)}, limits).empty());
}

/// Refreshes of the four banks, `gap` clocks apart, the last at `end`.
std::vector<Command> round_until(Clock end, Clock gap) {
    return {REFpb(end - 3 * gap, {0, 0}), REFpb(end - 2 * gap, {0, 1}), REFpb(end - gap, {1, 0}),
            REFpb(end, {1, 1})};
}

TEST(RefreshesOfBanks, CountAPartEach) {
    // The fourth of the first round is due at 1750 and may be late by 8000.
    EXPECT_TRUE(verdict(round_until(9750, 250), one_rank()).empty());
    const auto found = verdict(round_until(9751, 250), one_rank());
    EXPECT_EQ(found.size(), 4U) << summary(found) << "each of them is late by a clock";
}

TEST(RefreshesOfBanks, GoRound) {
    std::vector<Command> trace = {REFpb(1000, {0, 0}), REFpb(1250, {1, 1}), REFpb(1500, {1, 0}),
                                  REFpb(1750, {0, 1}), REFpb(2000, {0, 1})};
    EXPECT_TRUE(verdict(trace, one_rank()).empty()) << summary(verdict(trace, one_rank()));
    trace[3] = REFpb(1750, {1, 1});
    trace.pop_back();
    const auto found = verdict(trace, one_rank());
    ASSERT_EQ(found.size(), 1U) << summary(found);
    EXPECT_THAT(found[0].rule, HasSubstr("before all other banks"));
}

TEST(RefreshesOfBanks, BeginAnewAfterOneOfAll) {
    EXPECT_TRUE(verdict({REFpb(1000), REF(1250), REFpb(1750)}, one_rank()).empty());
}

} // namespace
} // namespace counterpoint::dram_checker
