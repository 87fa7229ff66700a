#include <limits>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/mapping/examples.hpp"

namespace counterpoint::mapping {
namespace {

using testing::HasSubstr;

// conv1 has K 8, C 6, P 5, Q 5, R 3, S 3; there are 16 PEs.
std::vector<Problem> broken(const std::vector<std::string>& nodes,
                            const std::vector<Override>& overrides = {}) {
    return problems_of([&] { bind_nodes(nodes, "{}", overrides); });
}

/// The one broken rule of a mapping whose nodes stand between the stores of L2 and L1.
Problem broken_between(const std::vector<std::string>& loops,
                       const std::vector<Override>& overrides = {}) {
    std::vector<std::string> nodes{store_all_in_l2};
    nodes.insert(nodes.end(), loops.begin(), loops.end());
    nodes.push_back(store_all_in_l1);
    const auto problems = broken(nodes, overrides);
    EXPECT_LE(problems.size(), 1U) << told(problems);
    return problems.empty() ? Problem{} : problems.front();
}

TEST(Coverage, SpatialNodeCoversTheNominalRange) {
    EXPECT_EQ(broken_between({"spatial: K, tile: 1, units: 8"}).message, "");
    EXPECT_EQ(broken_between({"spatial: K, tile: 3, units: 3"}).message, "")
        << "the last piece is short";
    const Problem problem =
        broken_between({"temporal: K, tile: 4", "spatial: K, tile: 1, units: 3"});
    EXPECT_EQ(problem.message,
              "a spatial node must cover the nominal range (4 of K, 3 units of tile 1)");
    EXPECT_EQ(problem.found, "spatial K tile 1 units 3 for layer 'conv1'");
    EXPECT_EQ(problem.remedy,
              "give it 4 units, or fold it with a node above: {temporal: K, tile: 3}");
    EXPECT_EQ(problem.place.path, "mapping.nodes[2]");
}

TEST(Coverage, TheNominalRangeIsTheLeastOfSizeAndEnclosingTiles) {
    EXPECT_EQ(broken_between({"temporal: K, tile: 100", "spatial: K, tile: 1, units: 8"}).message,
              "");
    EXPECT_EQ(broken_between(
                  {"temporal: K, tile: 2", "temporal: K, tile: 4", "spatial: K, tile: 1, units: 2"})
                  .message,
              "");
    EXPECT_EQ(broken_between({"temporal: C, tile: 2", "spatial: K, tile: 1, units: 7"}).message,
              "a spatial node must cover the nominal range (8 of K, 7 units of tile 1)");
    EXPECT_EQ(
        broken_between({"spatial: K, tile: 4, units: 2", "spatial: K, tile: 1, units: 3"}).message,
        "a spatial node must cover the nominal range (4 of K, 3 units of tile 1)");
    EXPECT_EQ(broken_between({"spatial: N, tile: 1, units: 1"}).message, "") << "extent 1";
}

TEST(Coverage, HugeTilesAndUnitsDoNotOverflow) {
    const std::string huge = std::to_string(std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(broken_between({"spatial: K, tile: " + huge + ", units: " + huge}).message, "");
    EXPECT_EQ(broken_between(
                  {"spatial: K, tile: 1, units: " + huge, "spatial: C, tile: 6, units: " + huge})
                  .message,
              "")
        << "units without a piece do not exist";
}

TEST(ProcessingElements, UsedOnesAreThere) {
    EXPECT_EQ(
        broken_between({"spatial: K, tile: 1, units: 8", "spatial: C, tile: 3, units: 2"}).message,
        "");
    const Problem problem =
        broken_between({"spatial: K, tile: 1, units: 8", "spatial: C, tile: 2, units: 3"});
    EXPECT_EQ(problem.message, "the mapping uses 24 PEs (8 of K and 3 of C), the hardware has 16");
    EXPECT_EQ(problem.place.path, "mapping.nodes[2]") << "the node that takes too many";
}

TEST(ProcessingElements, UnitsWithoutAPieceAreNotUsed) {
    EXPECT_EQ(broken_between({"spatial: K, tile: 4, units: 1000"}).message, "");
    EXPECT_EQ(
        broken_between({"spatial: K, tile: 1, units: 8"}, {{"hardware.pe.count", "8"}}).message,
        "");
    EXPECT_EQ(
        broken_between({"spatial: K, tile: 1, units: 8"}, {{"hardware.pe.count", "7"}}).message,
        "the mapping uses 8 PEs (8 of K), the hardware has 7");
    EXPECT_EQ(
        broken_between({"spatial: P, tile: 1, units: 5"}, {{"hardware.pe", "{lanes: 2}"}}).message,
        "")
        << "nothing given: as many as mapped";
}

TEST(ProcessingElements, AreToldOnceForAllSpatialNodes) {
    EXPECT_EQ(
        broken({store_all_in_l2, "spatial: K, tile: 1, units: 8", "spatial: C, tile: 1, units: 6",
                "spatial: P, tile: 1, units: 5", store_all_in_l1})
            .size(),
        1U);
}

TEST(Storage, EveryTensorOnceInEveryInnerMemory) {
    const auto missing = broken({store_all_in_l2, "store: Input, in: L1"});
    ASSERT_EQ(missing.size(), 1U);
    EXPECT_EQ(missing[0].message, "Weight and Output are not stored in L1");
    EXPECT_EQ(missing[0].place.path, "mapping.nodes[1]");
    const auto none = broken({store_all_in_l2});
    ASSERT_EQ(none.size(), 1U);
    EXPECT_EQ(none[0].message, "Weight, Input and Output are not stored in L1");
    const auto twice = broken({store_all_in_l2, store_all_in_l1, "store: Weight, in: L1"});
    ASSERT_EQ(twice.size(), 1U);
    EXPECT_EQ(twice[0].message, "Weight is stored twice in L1");
    EXPECT_EQ(twice[0].place.path, "mapping.nodes[2]");
    EXPECT_EQ(broken({store_all_in_l2, "store: [Weight, Input, Output, Weight], in: L1"}).size(),
              1U);
}

TEST(Storage, ABypassIsSaidOnceAndInsteadOfAStore) {
    EXPECT_TRUE(
        broken({"store: [Weight, Input], bypass: Output, in: L2", store_all_in_l1}).empty());
    EXPECT_TRUE(broken({"bypass: [Weight, Input, Output], in: L2", store_all_in_l1}).empty());
    EXPECT_TRUE(broken({store_all_in_l2, "bypass: [Weight, Input, Output], in: L1"}).empty());
    const auto both = broken({store_all_in_l2, "bypass: Weight, in: L2", store_all_in_l1});
    ASSERT_EQ(both.size(), 1U);
    EXPECT_EQ(both[0].message, "Weight is stored in and bypasses L2");
    EXPECT_THAT(both[0].found, HasSubstr("bypass Weight in L2"));
    const auto twice = broken({"store: [Input, Output], bypass: Weight, in: L2",
                               "bypass: Weight, in: L2", store_all_in_l1});
    ASSERT_EQ(twice.size(), 1U);
    EXPECT_EQ(twice[0].message, "Weight is said twice to bypass L2");
    const auto forgotten = broken({"store: [Weight, Input], in: L2", store_all_in_l1});
    ASSERT_EQ(forgotten.size(), 1U);
    EXPECT_THAT(forgotten[0].remedy, HasSubstr("bypass: [Output]"));
}

TEST(Storage, ABypassHasAPlaceLikeAStore) {
    const auto early =
        broken({"bypass: Weight, in: L1", store_all_in_l2, "store: [Input, Output], in: L1"});
    ASSERT_EQ(early.size(), 1U);
    EXPECT_EQ(early[0].message, "Weight bypasses L1 before L2");
    EXPECT_EQ(broken({store_all_in_l2, "bypass: Weight, in: L1", "spatial: K, tile: 2, units: 4",
                      "store: [Input, Output], in: L1"})
                  .size(),
              1U);
    EXPECT_EQ(broken({"bypass: Weight, in: DRAM", store_all_in_l2, store_all_in_l1}).size(), 1U);
}

TEST(Storage, NothingInMemory0ByANode) {
    const auto problems = broken({"store: Weight, in: DRAM", store_all_in_l2, store_all_in_l1});
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_THAT(problems[0].message, HasSubstr("nothing is stored in DRAM by a node"));
    EXPECT_EQ(problems[0].place.path, "mapping.nodes[0]");
}

TEST(Storage, FromTheOutsideIn) {
    const auto problems =
        broken({"store: Input, in: L1", store_all_in_l2, "store: [Weight, Output], in: L1"});
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].message, "Input is stored in L1 before L2");
    EXPECT_EQ(problems[0].place.path, "mapping.nodes[0]");
    EXPECT_TRUE(
        broken({"store: Weight, in: L2", "store: Weight, in: L1", "store: [Input, Output], in: L2",
                "temporal: K, tile: 2", "store: [Input, Output], in: L1"})
            .empty())
        << "each tensor for itself";
}

TEST(Storage, NoSpatialNodeBetweenTheStoresOfOneMemory) {
    const auto problems =
        broken({store_all_in_l2, "store: Weight, in: L1", "spatial: K, tile: 2, units: 4",
                "temporal: C, tile: 2", "spatial: C, tile: 1, units: 2",
                "store: [Input, Output], in: L1"});
    ASSERT_EQ(problems.size(), 2U) << told(problems);
    EXPECT_EQ(problems[0].place.path, "mapping.nodes[2]");
    EXPECT_EQ(problems[1].place.path, "mapping.nodes[4]");
    EXPECT_EQ(problems[0].message, "a spatial node stands between the store nodes of L1");
    EXPECT_TRUE(broken({"spatial: P, tile: 5, units: 1", store_all_in_l2, "store: Weight, in: L1",
                        "temporal: K, tile: 2", "store: [Input, Output], in: L1"})
                    .empty());
}

TEST(Storage, NothingStandsBelowTheLastStoreNode) {
    const auto problems =
        broken({store_all_in_l2, store_all_in_l1, "temporal: R, tile: 1", "temporal: S, tile: 1"});
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].message, "a node stands below the last store node");
    EXPECT_EQ(problems[0].found, "temporal R tile 1 for layer 'conv1'");
    EXPECT_EQ(problems[0].place.path, "mapping.nodes[2]");
}

TEST(Rules, AllBrokenOnesAreTold) {
    EXPECT_EQ(broken({"store: Input, in: DRAM", store_all_in_l2, "spatial: K, tile: 1, units: 3",
                      "store: [Weight, Input], in: L1", "temporal: R, tile: 1"})
                  .size(),
              4U);
}

/// The example mapping after a change that no reader would let through.
template <class Change>
std::string rules_after(Change change) {
    const Design design = read_design_text(example, "file");
    const workloads::Layer& layer = design.workload.layers[0];
    Mapping mapping = bind(design.dataflow, layer, design.hardware);
    change(mapping);
    return told(broken_rules(mapping, layer, design.hardware));
}

TEST(Rules, HoldForMappingsThatNoFileGave) {
    EXPECT_EQ(rules_after([](Mapping&) {}), "");
    EXPECT_THAT(rules_after([](Mapping& m) { m.nodes.clear(); }),
                HasSubstr("the mapping has no nodes"));
    EXPECT_THAT(rules_after([](Mapping& m) { std::get<Temporal>(m.nodes[1].what).tile = 0; }),
                HasSubstr("a tile is positive"));
    EXPECT_THAT(rules_after([](Mapping& m) { std::get<Spatial>(m.nodes[2].what).tile = -1; }),
                HasSubstr("a tile is positive"));
    EXPECT_THAT(rules_after([](Mapping& m) { std::get<Spatial>(m.nodes[2].what).units = 0; }),
                HasSubstr("units are positive"));
}

} // namespace
} // namespace counterpoint::mapping
