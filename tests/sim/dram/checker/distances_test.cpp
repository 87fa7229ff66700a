#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sim/dram/checker/traces.hpp"

namespace counterpoint::dram_checker {
namespace {

constexpr At here{};
constexpr At same_group{0, 1};
constexpr At other_group{1, 0};
constexpr At other_rank{0, 0, 1};

/// Commands, the last of which may come `required` clocks after the one at `cause`, not sooner.
struct Probe {
    const char* name;
    std::vector<Command> trace;
    std::size_t cause;
    Clock required;
    const char* rule;
    Limits limits = made_up_device();
};

std::ostream& operator<<(std::ostream& out, const Probe& probe) { return out << probe.name; }

std::vector<Command> with_distance(const Probe& probe, Clock distance) {
    std::vector<Command> trace = probe.trace;
    trace.back().clock = trace[probe.cause].clock + distance;
    return trace;
}

class Distance : public testing::TestWithParam<Probe> {};

TEST_P(Distance, OfTheRuleIsEnough) {
    const auto found = verdict(with_distance(GetParam(), GetParam().required), GetParam().limits);
    EXPECT_TRUE(found.empty()) << summary(found);
}

TEST_P(Distance, OneClockShorterIsFoundWithBothCommands) {
    const auto trace = with_distance(GetParam(), GetParam().required - 1);
    const auto found = verdict(trace, GetParam().limits);
    ASSERT_EQ(found.size(), 1U) << summary(found);
    EXPECT_EQ(found[0].rule, GetParam().rule);
    EXPECT_EQ(found[0].first, trace[GetParam().cause]);
    EXPECT_EQ(found[0].second, trace.back());
    EXPECT_EQ(found[0].required, GetParam().required);
    EXPECT_EQ(found[0].found, GetParam().required - 1);
}

std::string name_of(const testing::TestParamInfo<Probe>& info) { return info.param.name; }

// In the device of these probes RL is 16, WL 12 and a burst 4 clocks.
INSTANTIATE_TEST_SUITE_P(
    OfBanks, Distance,
    testing::Values(Probe{"ActToRd", {ACT(0), RD(0)}, 0, 15, "tRCD"},
                    Probe{"ActToWr", {ACT(0), WR(0)}, 0, 13, "tRCD"},
                    Probe{"ActToPre", {ACT(0), PRE(0)}, 0, 38, "tRAS"},
                    Probe{"ActToPreOfAll", {ACT(0), PREA(0)}, 0, 38, "tRAS"},
                    Probe{"ActToAct", {ACT(0), PRE(40), ACT(0)}, 0, 58, "tRC"},
                    Probe{"ActToRefOfAll", {ACT(0), PRE(40), REF(0)}, 0, 58, "tRC"},
                    Probe{"ActToRefOfTheBank", {ACT(0), PRE(40), REFpb(0)}, 0, 58, "tRC"},
                    Probe{"ActToActOfTheGroup", {ACT(0), ACT(0, same_group)}, 0, 7, "tRRD_L"},
                    Probe{"ActToActOfAnotherGroup", {ACT(0), ACT(0, other_group)}, 0, 5, "tRRD_S"},
                    Probe{"ActToRefOfAnotherBank", {ACT(0), REFpb(0, same_group)}, 0, 50, "tRREFD"},
                    Probe{"PreToAct", {ACT(0), PRE(50), ACT(0)}, 1, 14, "tRP"},
                    Probe{"PreOfAllToAct", {ACT(0), PREA(50), ACT(0, other_group)}, 1, 17, "tRP"},
                    Probe{"PreToRef", {ACT(0), PRE(50), REF(0)}, 1, 14, "tRP"},
                    Probe{"PreOfAllToRef", {ACT(0), PREA(50), REF(0)}, 1, 17, "tRP"},
                    Probe{"PreToRefOfTheBank", {ACT(0), PRE(50), REFpb(0)}, 1, 14, "tRP"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    OfReadsAndWrites, Distance,
    testing::Values(Probe{"RdToPre", {ACT(0), RD(40), PRE(0)}, 1, 8, "tRTP"},
                    Probe{"RdToPreOfAll", {ACT(0), RD(40), PREA(0)}, 1, 8, "tRTP"},
                    Probe{"WrToPre", {ACT(0), WR(40), PRE(0)}, 1, 12 + 4 + 18, "tWR"},
                    Probe{"WrToPreOfAll", {ACT(0), WR(40), PREA(0)}, 1, 12 + 4 + 18, "tWR"},
                    Probe{"RdToRd", {ACT(0), RD(40), RD(0)}, 1, 6, "tCCD_L"},
                    Probe{"RdToRdOfTheGroup",
                          {ACT(0), ACT(7, same_group), RD(40), RD(0, same_group)},
                          2,
                          6,
                          "tCCD_L"},
                    Probe{"RdToRdOfAnotherGroup",
                          {ACT(0), ACT(7, other_group), RD(40), RD(0, other_group)},
                          2,
                          5,
                          "tCCD_S"},
                    Probe{"WrToWrOfTheGroup",
                          {ACT(0), ACT(7, same_group), WR(40), WR(0, same_group)},
                          2,
                          10,
                          "tCCD_L of writes"},
                    Probe{"WrToWrOfAnotherGroup",
                          {ACT(0), ACT(7, other_group), WR(40), WR(0, other_group)},
                          2,
                          7,
                          "tCCD_S of writes"},
                    Probe{"WrToRd", {ACT(0), WR(40), RD(0)}, 1, 12 + 4 + 9, "tWTR_L"},
                    Probe{"WrToRdOfAnotherGroup",
                          {ACT(0), ACT(7, other_group), WR(40), RD(0, other_group)},
                          2,
                          12 + 4 + 3,
                          "tWTR_S"},
                    Probe{"RdToWr", {ACT(0), RD(40), WR(0)}, 1, 11, "tRTW"},
                    Probe{"RdToWrOfAnotherGroup",
                          {ACT(0), ACT(7, other_group), RD(40), WR(0, other_group)},
                          2,
                          11,
                          "tRTW"}),
    name_of);

Limits with_long_bursts() {
    Limits limits = made_up_device();
    limits.burst = 8;
    return limits;
}

INSTANTIATE_TEST_SUITE_P(
    OfTheDataBus, Distance,
    testing::Values(Probe{"Reads", {ACT(0), RD(40), RD(0)}, 1, 8, "data bus", with_long_bursts()},
                    Probe{"WritesOfGroups",
                          {ACT(0), ACT(7, other_group), WR(40), WR(0, other_group)},
                          2,
                          8,
                          "data bus",
                          with_long_bursts()},
                    Probe{"ReadsOfRanks",
                          {ACT(0), ACT(1, other_rank), RD(40), RD(0, other_rank)},
                          2,
                          4 + 3,
                          "tRTRS on the data bus"},
                    Probe{"WritesOfRanks",
                          {ACT(0), ACT(1, other_rank), WR(40), WR(0, other_rank)},
                          2,
                          4 + 3,
                          "tRTRS on the data bus"},
                    Probe{"WriteThenReadOfAnotherRank",
                          {ACT(0), ACT(1, other_rank), WR(40), RD(0, other_rank)},
                          2,
                          12 + 4 + 3 - 16,
                          "tRTRS on the data bus"},
                    Probe{"ReadThenWriteOfAnotherRank",
                          {ACT(0), ACT(1, other_rank), RD(40), WR(0, other_rank)},
                          2,
                          16 + 4 + 3 - 12,
                          "tRTRS on the data bus"},
                    Probe{"ReadThenWrite",
                          {ACT(0), RD(40), WR(0)},
                          1,
                          16 + 8 - 12,
                          "data bus",
                          with_long_bursts()}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    OfRefreshes, Distance,
    testing::Values(
        Probe{"RefToAct", {REF(0), ACT(0)}, 0, 300, "tRFC"},
        Probe{"RefToRef", {REF(0), REF(0)}, 0, 300, "tRFC"},
        Probe{"RefToPre", {REF(0), PRE(0)}, 0, 300, "tRFC"},
        Probe{"RefToRefOfABank", {REF(0), REFpb(0, other_group)}, 0, 300, "tRFC"},
        Probe{"RefOfTheBankToAct", {REFpb(0), ACT(0)}, 0, 100, "tRFC of a bank"},
        Probe{"RefOfTheBankToRef", {REFpb(0), REF(0)}, 0, 100, "tRFC of a bank"},
        Probe{"RefOfABankToRefOfAnother", {REFpb(0), REFpb(0, other_group)}, 0, 50, "tRREFD"},
        Probe{"RefOfABankToActOfTheGroup", {REFpb(0), ACT(0, same_group)}, 0, 50, "tRREFD"},
        Probe{"RefOfABankToActOfAnotherGroup", {REFpb(0), ACT(0, other_group)}, 0, 50, "tRREFD"}),
    name_of);

TEST(FourActivates, MakeTheFifthWait) {
    Limits limits = made_up_device();
    limits.banks = 4;
    std::vector<Command> trace = {ACT(0, {0, 0}), ACT(5, {1, 0}), ACT(12, {0, 1}), ACT(19, {1, 1}),
                                  ACT(32, {0, 2})};
    EXPECT_TRUE(verdict(trace, limits).empty()) << summary(verdict(trace, limits));
    trace.back().clock = 31;
    const auto found = verdict(trace, limits);
    ASSERT_EQ(found.size(), 1U) << summary(found);
    EXPECT_EQ(found[0].rule, "tFAW");
    EXPECT_EQ(found[0].first, trace.front());
    EXPECT_EQ(found[0].required, 32);
    EXPECT_EQ(found[0].found, 31);
    trace.back().rank = 1;
    EXPECT_TRUE(verdict(trace, limits).empty()) << "each rank has a window of its own";
}

TEST(OtherRanks, DoNotWaitForTheTimesOfBanks) {
    const std::vector<Command> trace = {ACT(0),  ACT(1, other_rank), RD(15), PRE(38),
                                        REF(58), PRE(59, other_rank)};
    EXPECT_TRUE(verdict(trace).empty()) << summary(verdict(trace));
}

TEST(OtherChannels, DoNotMeet) {
    Limits limits = made_up_device();
    limits.channels = 3;
    std::vector<Command> trace = {ACT(0), ACT(0), ACT(1)};
    trace[1].channel = 1;
    trace[2].channel = 2;
    EXPECT_TRUE(verdict(trace, limits).empty()) << summary(verdict(trace, limits));
    limits.channels = 2;
    const auto found = verdict(trace, limits);
    ASSERT_EQ(found.size(), 1U) << summary(found);
    EXPECT_EQ(found[0].rule, "no such channel");
}

TEST(PseudoChannels, MeetOnTheCommandBusOnly) {
    Limits limits = made_up_device();
    limits.pseudo_channels = 2;
    std::vector<Command> trace = {ACT(0), ACT(1), RD(15), RD(16)};
    trace[1].pseudo_channel = 1;
    trace[3].pseudo_channel = 1;
    EXPECT_TRUE(verdict(trace, limits).empty()) << summary(verdict(trace, limits));
    trace[3].clock = 15;
    trace[1].clock = 0;
    const auto found = verdict(trace, limits);
    ASSERT_EQ(found.size(), 2U) << summary(found);
    EXPECT_EQ(found[1].rule, "command bus");
    EXPECT_EQ(found[1].first, trace[2]);
}

TEST(TheLastOfACause, Counts) {
    // The second RD is 2 clocks before PRE, the first was long ago.
    const auto found = verdict({ACT(0), RD(15), RD(38), PRE(40)});
    ASSERT_EQ(found.size(), 1U) << summary(found);
    EXPECT_EQ(found[0].first, RD(38));
}

} // namespace
} // namespace counterpoint::dram_checker
