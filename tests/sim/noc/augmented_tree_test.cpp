#include "sim/noc/augmented_tree.hpp"

#include <gtest/gtest.h>

#include "tests/sim/noc/transfers.hpp"

namespace counterpoint::sim::noc {

namespace {

Passage over_augmented(std::int64_t link_bytes, std::int64_t bytes_per_cycle,
                       const Messages& messages) {
    return AugmentedTreeFabric(hw::AugmentedTree{link_bytes, 1}, ends_of({16}, bytes_per_cycle))
        .carry(messages);
}

TEST(AugmentedTree, AddsGroupsOfAnySizeAtOnce) {
    // MAERI's own example: groups of five in sixteen units.
    const Messages fives = messages_of(
        {{0, 4, neighbours(0, 5)}, {0, 4, neighbours(5, 5)}, {0, 4, neighbours(10, 5)}});
    EXPECT_EQ(over_augmented(4, 12, fives).transfer_cycles, 1);
    EXPECT_EQ(over_augmented(4, 4, fives).transfer_cycles, 3);
    EXPECT_EQ(over_augmented(4, 4, fives).extra.all(), 0);
}

TEST(AugmentedTree, IsBoundByTheUnits) {
    const Passage passage = over_augmented(1, 12, messages_of({{0, 12, {3, 4}}, {0, 3, {4, 5}}}));
    EXPECT_EQ(passage.transfer_cycles, 15);
    EXPECT_EQ(passage.extra.narrow_links, 13);
    EXPECT_EQ(passage.link_busy[4], 15);
}

TEST(AugmentedTree, TakesOnePieceForEachRunOfNeighbours) {
    const Passage passage = over_augmented(8, 4, messages_of({{0, 8, {0, 1, 4, 9, 10}}}));
    EXPECT_EQ(passage.transfer_cycles, 6) << "three runs";
    EXPECT_EQ(passage.extra.fragmentation, 4);
}

std::int64_t hops(Unit first, Unit count) {
    return over_augmented(1, 1, messages_of({{0, 1, neighbours(first, count)}})).latency_cycles;
}

TEST(AugmentedTree, LetsASumLeaveWhereItIsComplete) {
    EXPECT_EQ(hops(5, 1), 1) << "its link";
    EXPECT_EQ(hops(4, 2), 2) << "one adder";
    EXPECT_EQ(hops(4, 4), 3);
    EXPECT_EQ(hops(0, 16), 5);
}

TEST(AugmentedTree, JoinsNeighbouringAddersOfDifferentParents) {
    EXPECT_EQ(hops(7, 2), 3) << "an adder and the link to its neighbour, not up to the root";
    EXPECT_EQ(hops(6, 4), 3);
    EXPECT_EQ(hops(1, 2), 3) << "adders of one parent go there";
    EXPECT_EQ(hops(4, 8), 4);
}

} // namespace

} // namespace counterpoint::sim::noc
