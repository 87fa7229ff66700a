#include "sim/noc/tree.hpp"

#include <map>
#include <set>

#include <gtest/gtest.h>

#include "sim/noc/adder_tree.hpp"
#include "tests/sim/noc/transfers.hpp"

namespace counterpoint::sim::noc {

namespace {

Passage over_tree(const hw::Tree& tree, const std::vector<std::int64_t>& units,
                  std::int64_t bytes_per_cycle, const Messages& messages) {
    return TreeFabric(tree, ends_of(units, bytes_per_cycle)).carry(messages);
}

TEST(Tree, OfWidthOneTakesACycleForEachElement) {
    for (const Unit units : {1, 2, 3, 16, 17, 64}) {
        const Passage passage = over_tree({2, 1, {1}, 1}, {units}, 1024, one_for_each(units, 1));
        EXPECT_EQ(passage.transfer_cycles, units);
    }
}

TEST(Tree, OfFullWidthTakesOneCycle) {
    for (const Unit units : {1, 2, 3, 16, 17, 64}) {
        const Passage passage =
            over_tree({2, 1, {units}, 1}, {units}, units, one_for_each(units, 1));
        EXPECT_EQ(passage.transfer_cycles, 1);
    }
}

TEST(Tree, IsMonotoneInItsWidth) {
    std::int64_t before = 64;
    for (std::int64_t width = 1; width <= 64; ++width) {
        const Passage passage = over_tree({2, 1, {width}, 1}, {64}, 64, one_for_each(64, 1));
        EXPECT_LE(passage.transfer_cycles, before);
        EXPECT_EQ(passage.transfer_cycles, (64 + width - 1) / width);
        before = passage.transfer_cycles;
    }
}

TEST(Tree, MulticastsInTheSwitches) {
    const Passage passage =
        over_tree({2, 1, {2}, 1}, {8}, 2, messages_of({{0, 10, neighbours(0, 8)}}));
    EXPECT_EQ(passage.transfer_cycles, 5);
    EXPECT_EQ(passage.link_traversals, 10 * (1 + 2 + 4 + 8));
    EXPECT_EQ(passage.switch_traversals, 10 * (1 + 2 + 4));
}

TEST(Tree, TakesASlotOfEachRootPortForAMulticastAcrossThem) {
    const hw::Tree four_roots{2, 4, {1}, 1};
    // Each root port owns 4 of 16 units; the memory gives a byte a cycle to all that want it.
    const Passage all = over_tree(four_roots, {16}, 8, messages_of({{0, 8, neighbours(0, 16)}}));
    EXPECT_EQ(all.transfer_cycles, 8);
    EXPECT_EQ(all.link_traversals, 8 * 4 * (1 + 2 + 4));
    const Passage own = over_tree(
        four_roots, {16}, 8,
        messages_of({{0, 8, {0}}, {0, 8, {4}}, {0, 8, {8}}, {0, 8, {12}}, {0, 8, {4, 13}}}));
    EXPECT_EQ(own.transfer_cycles, 16) << "root ports 1 and 3 have two messages";
    EXPECT_EQ(own.extra.narrow_links, 16 - 5);
}

TEST(Tree, MayBeFatOrThin) {
    const Messages messages = one_for_each(8, 4);
    EXPECT_EQ(over_tree({2, 1, {8, 4, 2, 1}, 1}, {8}, 8, messages).transfer_cycles, 4);
    const Passage thin = over_tree({2, 1, {8, 2}, 1}, {8}, 8, messages);
    EXPECT_EQ(thin.transfer_cycles, 8) << "16 bytes below each child of the root, 2 a cycle";
    EXPECT_EQ(thin.extra.narrow_links, 4);
}

TEST(Tree, TakesAHopForEachLevel) {
    EXPECT_EQ(over_tree({2, 1, {1}, 3}, {8}, 1, one_for_each(8, 1)).latency_cycles, 4 * 3);
    EXPECT_EQ(over_tree({4, 1, {1}, 1}, {17}, 1, one_for_each(1, 1)).latency_cycles, 4);
    EXPECT_EQ(over_tree({2, 8, {1}, 1}, {8}, 1, one_for_each(8, 1)).latency_cycles, 1);
    EXPECT_EQ(over_tree({2, 1, {1}, 1}, {1}, 1, one_for_each(1, 1)).most_hops, 1);
}

TEST(Tree, LetsAUnitHaveItsBytesBeforeOthers) {
    const Passage passage =
        over_tree({2, 1, {2}, 1}, {4}, 2, messages_of({{0, 4, {0}}, {0, 2, {3}}, {0, 6, {1, 2}}}));
    EXPECT_EQ(passage.arrivals, (std::vector<std::int64_t>{2 + 3, 6 + 3, 6 + 3, 3 + 3}));
}

TEST(Tree, NamesItsLinks) {
    const TreeFabric tree({2, 2, {1}, 1}, ends_of({3, 2}, 1));
    ASSERT_EQ(tree.links(), 2U + 4U + 6U);
    EXPECT_EQ(tree.link_name(1), "root port 1");
    EXPECT_EQ(tree.link_name(2 + 3), "level 1 link 3");
    EXPECT_EQ(tree.link_name(2 + 4 + 5), "unit 5");
}

/// Bytes by link, a link being its root, level and the units below it, found for each unit alone.
using Loads = std::map<std::vector<std::int64_t>, std::int64_t>;

Loads loads_by_unit(std::int64_t units, std::int64_t roots, std::int64_t arity,
                    const Messages& messages) {
    const std::int64_t of_root = (units + roots - 1) / roots;
    Loads loads;
    for (std::size_t message = 0; message < messages.size(); ++message) {
        std::set<std::vector<std::int64_t>> links;
        for (const Unit unit : messages.units(message)) {
            std::int64_t below = 1;
            std::int64_t from_below = 0;
            links.insert({unit / of_root, 0, unit % of_root});
            while (below < of_root) {
                below *= arity;
                ++from_below;
                links.insert({unit / of_root, from_below, unit % of_root / below});
            }
        }
        for (const std::vector<std::int64_t>& link : links) {
            loads[link] += messages.bytes(message);
        }
    }
    return loads;
}

TEST(Tree, LoadsEachLinkWithWhatIsWantedBelowIt) {
    std::mt19937 random(20240917);
    for (int i = 0; i < 200; ++i) {
        const std::int64_t units = draw(random, 1, 40);
        const std::int64_t roots = draw(random, 1, 4);
        const std::int64_t arity = draw(random, 2, 4);
        const std::int64_t width = draw(random, 1, 9);
        const Messages messages =
            random_messages(random, static_cast<Unit>(units), 10, Kind::any_sets);
        const Passage passage = over_tree({arity, roots, {width}, 1}, {units}, 1000, messages);
        std::int64_t most = 0;
        std::int64_t traversals = 0;
        for (const auto& [link, bytes] : loads_by_unit(units, roots, arity, messages)) {
            most = std::max(most, bytes);
            traversals += bytes;
        }
        ASSERT_EQ(passage.link_traversals, traversals);
        ASSERT_EQ(passage.transfer_cycles,
                  std::max((most + width - 1) / width, (messages.all_bytes() + 999) / 1000));
    }
}

Passage over_adders(const hw::AdderTree& tree, std::int64_t units, std::int64_t bytes_per_cycle,
                    const Messages& messages) {
    return AdderTreeFabric(tree, ends_of({units}, bytes_per_cycle)).carry(messages);
}

TEST(AdderTree, BringsOneSumToTheRoot) {
    const Passage passage = over_adders({2, {1}, 2}, 8, 1, messages_of({{0, 5, neighbours(0, 8)}}));
    EXPECT_EQ(passage.transfer_cycles, 5);
    EXPECT_EQ(passage.latency_cycles, 4 * 2);
    EXPECT_EQ(passage.link_traversals, 5 * (8 + 4 + 2 + 1));
    EXPECT_EQ(passage.switch_traversals, 5 * (4 + 2 + 1));
    EXPECT_TRUE(passage.arrivals.empty());
}

TEST(AdderTree, TakesMoreLinksForGroupsThatAreNotSubtrees) {
    // Units 2, 3, 4 meet in the root only; units 4..7 in its right child.
    const Messages aligned = messages_of({{0, 1, {4, 5, 6, 7}}});
    const Messages unaligned = messages_of({{0, 1, {2, 3, 4}}});
    EXPECT_EQ(over_adders({2, {1}, 1}, 8, 1, aligned).link_traversals, 4 + 2 + 1 + 1);
    EXPECT_EQ(over_adders({2, {1}, 1}, 8, 1, unaligned).link_traversals, 3 + 2 + 2 + 1);
}

TEST(AdderTree, LetsAllSumsLeaveAtTheRoot) {
    const Messages groups = messages_of({{0, 2, {0, 1}}, {0, 2, {2, 3}}, {0, 2, {4, 5}}});
    const Passage narrow = over_adders({2, {1}, 1}, 8, 6, groups);
    EXPECT_EQ(narrow.transfer_cycles, 6);
    EXPECT_EQ(narrow.extra.narrow_links, 5);
    EXPECT_EQ(over_adders({2, {6}, 1}, 8, 6, groups).transfer_cycles, 1);
}

} // namespace

} // namespace counterpoint::sim::noc
