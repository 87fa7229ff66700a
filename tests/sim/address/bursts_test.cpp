#include "sim/address/bursts.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace counterpoint::sim {
namespace {

constexpr std::int64_t burst = 64;

struct Cut {
    std::vector<BurstRange> bursts;
    Overfetch bytes;
};

Cut cut(const std::vector<AddressRun>& runs) {
    Cut made;
    made.bytes = cut_into_bursts(runs, burst, made.bursts);
    return made;
}

TEST(Bursts, NothingNeedsNone) {
    const Cut made = cut({});
    EXPECT_TRUE(made.bursts.empty());
    EXPECT_EQ(made.bytes.moved, 0);
}

TEST(Bursts, WholeBurstsMoveNothingElse) {
    const Cut made = cut({{2 * burst, 3 * burst}});
    EXPECT_EQ(made.bursts, (std::vector<BurstRange>{{2 * burst, 3}}));
    EXPECT_EQ(made.bytes.needed, 3 * burst);
    EXPECT_EQ(made.bytes.moved, 3 * burst);
}

TEST(Bursts, FirstAndLastMayBeUsedInPart) {
    EXPECT_EQ(cut({{burst - 1, 2}}).bursts, (std::vector<BurstRange>{{0, 2}}));
    EXPECT_EQ(cut({{burst - 1, 1}}).bursts, (std::vector<BurstRange>{{0, 1}}));
    const Cut made = cut({{burst, 1}});
    EXPECT_EQ(made.bursts, (std::vector<BurstRange>{{burst, 1}}));
    EXPECT_EQ(made.bytes.needed, 1);
    EXPECT_EQ(made.bytes.moved, burst);
}

TEST(Bursts, RunsInOneBurstMoveItOnce) {
    const Cut made = cut({{0, 4}, {8, 4}, {60, 8}, {126, 4}});
    EXPECT_EQ(made.bursts, (std::vector<BurstRange>{{0, 3}}));
    EXPECT_EQ(made.bytes.needed, 20);
    EXPECT_EQ(made.bytes.moved, 3 * burst);
}

TEST(Bursts, NeighbouringBurstsGoOnAndOthersBegin) {
    const Cut made = cut({{0, burst}, {burst + 8, 8}, {3 * burst, 1}});
    EXPECT_EQ(made.bursts, (std::vector<BurstRange>{{0, 2}, {3 * burst, 1}}));
    EXPECT_EQ(made.bytes.moved, 3 * burst);
}

TEST(Bursts, TheSameBytesAgainAreMovedAgain) {
    const Cut made = cut({{0, 4}, {0, 4}});
    EXPECT_EQ(made.bursts, (std::vector<BurstRange>{{0, 1}, {0, 1}}));
    EXPECT_EQ(made.bytes.needed, 8);
    EXPECT_EQ(made.bytes.moved, 2 * burst);
}

TEST(Bursts, EarlierOnesStayAsTheyAre) {
    std::vector<BurstRange> bursts{{0, 1}};
    cut_into_bursts({{8, 4}}, burst, bursts);
    EXPECT_EQ(bursts, (std::vector<BurstRange>{{0, 1}, {0, 1}}));
}

} // namespace
} // namespace counterpoint::sim
