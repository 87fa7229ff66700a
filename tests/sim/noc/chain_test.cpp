#include "sim/noc/chain.hpp"

#include <gtest/gtest.h>

#include "tests/sim/noc/transfers.hpp"

namespace counterpoint::sim::noc {

namespace {

Passage over_chain(std::int64_t link_bytes, std::int64_t hop_cycles, std::int64_t units,
                   std::int64_t bytes_per_cycle, const Messages& messages) {
    return ChainFabric(hw::Chain{link_bytes, hop_cycles}, ends_of({units}, bytes_per_cycle))
        .carry(messages);
}

TEST(Chain, PassesASumFromUnitToUnit) {
    const Passage passage = over_chain(2, 3, 8, 2, messages_of({{0, 10, neighbours(2, 4)}}));
    EXPECT_EQ(passage.transfer_cycles, 5);
    EXPECT_EQ(passage.most_hops, 4) << "three to the last unit and one to the memory";
    EXPECT_EQ(passage.latency_cycles, 12);
    EXPECT_EQ(passage.link_traversals, 40);
    EXPECT_EQ(passage.switch_traversals, 30);
}

TEST(Chain, AddsGroupsSideBySideAtOnce) {
    const Messages groups = messages_of({{0, 6, {0, 1}}, {0, 6, {2, 3}}, {0, 6, {4, 5}}});
    EXPECT_EQ(over_chain(1, 1, 6, 18, groups).transfer_cycles, 6);
    EXPECT_EQ(over_chain(1, 1, 6, 18, groups).extra.narrow_links, 5);
    EXPECT_EQ(over_chain(6, 1, 6, 18, groups).transfer_cycles, 1);
}

TEST(Chain, OccupiesTheLinksPastUnitsThatAddNothing) {
    const Passage passage = over_chain(1, 1, 4, 2, messages_of({{0, 3, {0, 3}}, {0, 3, {1, 2}}}));
    EXPECT_EQ(passage.transfer_cycles, 6) << "both pass from unit 1 to unit 2";
    EXPECT_EQ(passage.link_busy, (std::vector<std::int64_t>{3, 6, 3, 0, 0, 3, 3}));
}

TEST(Chain, OfOneUnitHasOneLink) {
    const ChainFabric chain(hw::Chain{1, 1}, ends_of({}, 1));
    EXPECT_EQ(chain.links(), 1U);
    EXPECT_EQ(chain.link_name(0), "unit 0 to memory");
    EXPECT_EQ(chain.carry(one_for_each(1, 7)).transfer_cycles, 7);
    EXPECT_EQ(chain.carry(one_for_each(1, 7)).latency_cycles, 1);
}

TEST(Chain, NamesItsLinks) {
    const ChainFabric chain(hw::Chain{1, 1}, ends_of({3}, 1));
    EXPECT_EQ(chain.link_name(1), "unit 1 to 2");
    EXPECT_EQ(chain.link_name(2), "unit 0 to memory");
    EXPECT_EQ(chain.link_name(4), "unit 2 to memory");
}

} // namespace

} // namespace counterpoint::sim::noc
