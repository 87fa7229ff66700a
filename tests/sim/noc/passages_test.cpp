#include "sim/noc/passages.hpp"

#include <gtest/gtest.h>

#include "sim/noc/fabrics.hpp"
#include "tests/sim/noc/transfers.hpp"

namespace counterpoint::sim::noc {

namespace {

/// Two parents with four units each, over a bus of 2 bytes.
Passages two_buses(bool with_arrivals) {
    return {make_fabric(hw::FillTopology{hw::Bus{2, 1}}, ends_of({4}, 4)), 2, 4, with_arrivals};
}

TEST(Passages, TakesTheSlowestParentAndAddsUpTheTraffic) {
    Passages passages = two_buses(true);
    const Pass& pass = passages.find({7}, [] {
        return std::vector<ParentMessages>{{messages_of({{0, 5, {1}}}), {1}},
                                           {messages_of({{0, 9, {0, 3}}}), {0}}};
    });
    EXPECT_EQ(pass.transfer_cycles, 5);
    EXPECT_EQ(pass.extra.narrow_links, 2) << "of the slowest: 5 instead of 3";
    EXPECT_EQ(pass.bytes, 14);
    EXPECT_EQ(pass.link_traversals, 14);
    EXPECT_EQ(pass.link_busy, (std::vector<std::int64_t>{5 + 3}));
    EXPECT_EQ(pass.arrivals, (std::vector<std::int64_t>{5, 0, 0, 5, 0, 3, 0, 0}));
}

TEST(Passages, LetsParentsThatLookAlikeShareAnEntry) {
    Passages passages = two_buses(true);
    const Pass& pass = passages.find({}, [] {
        return std::vector<ParentMessages>{{messages_of({{0, 4, {2}}}), {0, 1}}};
    });
    EXPECT_EQ(pass.transfer_cycles, 2);
    EXPECT_EQ(pass.link_traversals, 8);
    EXPECT_EQ(pass.arrivals, (std::vector<std::int64_t>{0, 0, 2, 0, 0, 0, 2, 0}));
}

TEST(Passages, LatencyLastsUntilTheLastParentHasAll) {
    // A chain: the first parent's group is short and wide, the second one's long and quick.
    Passages passages(make_fabric(hw::DrainTopology{hw::Chain{1, 1}}, ends_of({8}, 1)), 2, 8,
                      false);
    const Pass& pass = passages.find({}, [] {
        return std::vector<ParentMessages>{{messages_of({{0, 6, {0}}}), {0}},
                                           {messages_of({{0, 4, {0, 7}}}), {1}}};
    });
    EXPECT_EQ(pass.transfer_cycles, 6);
    EXPECT_EQ(pass.latency_cycles, 4 + 8 - 6);
    EXPECT_EQ(pass.most_hops, 8);
    EXPECT_TRUE(pass.arrivals.empty());
}

TEST(Passages, WorksOutWhatLooksTheSameOnce) {
    Passages passages = two_buses(false);
    int built = 0;
    const auto build = [&built] {
        ++built;
        return std::vector<ParentMessages>{{one_for_each(4, 1), {0, 1}}};
    };
    const Pass& first = passages.find({1, 2}, build);
    for (std::int64_t other = 0; other < 100; ++other) {
        passages.find({other}, build);
    }
    const Pass& again = passages.find({1, 2}, build);
    EXPECT_EQ(&first, &again);
    EXPECT_EQ(built, 101);
}

TEST(Passages, NothingTakesNothing) {
    Passages passages = two_buses(true);
    const Pass& pass = passages.find({}, [] { return std::vector<ParentMessages>{}; });
    EXPECT_EQ(pass.transfer_cycles, 0);
    EXPECT_EQ(pass.latency_cycles, 0);
    EXPECT_EQ(pass.arrivals, std::vector<std::int64_t>(8, 0));
}

} // namespace

} // namespace counterpoint::sim::noc
