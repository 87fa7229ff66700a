#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/mapping/examples.hpp"

namespace counterpoint::mapping {
namespace {

using testing::AllOf;
using testing::HasSubstr;

// conv1 has K 8, C 6, P 5, Q 5, R 3, S 3; there are 16 PEs.

/// What is wrong with loops between the stores of L2 and L1 where this fills L1.
std::string wrong(const std::vector<std::string>& loops, const std::string& network,
                  const std::string& direction = "fill") {
    std::vector<std::string> nodes{store_all_in_l2};
    nodes.insert(nodes.end(), loops.begin(), loops.end());
    nodes.push_back(store_all_in_l1);
    return told(problems_of([&] {
        bind_nodes(nodes, "{}", {{"hardware.memories.L1." + direction + ".network", network}});
    }));
}

TEST(NetworkRules, UnitsUnderOneParentFindANodeEach) {
    const std::string grid = "{topology: mesh, size: 2x4}";
    EXPECT_EQ(wrong({"spatial: K, tile: 1, units: 8"}, grid), "");
    EXPECT_EQ(wrong({}, grid), "");
    EXPECT_THAT(
        wrong({"spatial: P, tile: 1, units: 5", "spatial: C, tile: 2, units: 3"}, grid),
        AllOf(HasSubstr("mapping.nodes[2]: the mapping spreads 15 units of L1 under one unit of "
                        "L2, the fill network of topology mesh joins 8 (2 x 4)"),
              HasSubstr("at most 8 units; 3 x 5 or 1 x 15 would fit"),
              HasSubstr("for layer 'conv1'")));
}

TEST(NetworkRules, UnitsWithoutAPieceTakeNoNode) {
    const std::string grid = "{topology: systolic, size: 2x4}";
    EXPECT_EQ(wrong({"spatial: K, tile: 1, units: 16"}, grid), "");
    EXPECT_EQ(wrong({"temporal: K, tile: 2", "spatial: K, tile: 1, units: 16",
                     "spatial: C, tile: 2, units: 16"},
                    grid),
              "");
    EXPECT_THAT(wrong({"spatial: K, tile: 1, units: 8", "spatial: C, tile: 3, units: 100"}, grid),
                HasSubstr("spreads 16 units"));
}

TEST(NetworkRules, DrainsHaveGridsToo) {
    EXPECT_EQ(wrong({"spatial: K, tile: 1, units: 8"}, "{topology: systolic, size: 4x2}", "drain"),
              "");
    EXPECT_THAT(wrong({"spatial: K, tile: 1, units: 8", "spatial: C, tile: 3, units: 2"},
                      "{topology: systolic, size: 4x2}", "drain"),
                HasSubstr("the drain network of topology systolic joins 8 (4 x 2)"));
}

TEST(NetworkRules, TreesAndBusesReachAll) {
    for (const char* network : {"{topology: tree}", "{topology: bus}", "{topology: crossbar}"}) {
        EXPECT_EQ(
            wrong({"spatial: K, tile: 1, units: 8", "spatial: C, tile: 3, units: 2"}, network), "");
    }
}

TEST(NetworkRules, EachUnitOutsideHasANetworkOfItsOwn) {
    const std::vector<std::string> nodes{"spatial: C, tile: 3, units: 2", store_all_in_l2,
                                         "spatial: K, tile: 1, units: 8", store_all_in_l1};
    const auto wrong_with = [&](const std::string& memory, const std::string& size) {
        return told(problems_of([&] {
            bind_nodes(nodes, "{}",
                       {{"hardware.memories." + memory + ".fill.network",
                         "{topology: mesh, size: " + size + "}"}});
        }));
    };
    EXPECT_EQ(wrong_with("L1", "2x4"), "");
    EXPECT_THAT(wrong_with("L1", "2x2"), HasSubstr("spreads 8 units of L1"));
    EXPECT_EQ(wrong_with("L2", "1x2"), "");
    EXPECT_THAT(wrong_with("L2", "1x1"), AllOf(HasSubstr("mapping.nodes[0]: the mapping spreads 2 "
                                                         "units of L2 under one unit of DRAM")));
}

TEST(NetworkRules, WidthsAreThoseOfTensorsThatAreThere) {
    const auto wrong_names = [](const std::string& widths) {
        return told(problems_of([&] {
            read_design_text(
                example, "file",
                {{"hardware.memories.L1.fill.network",
                  "{topology: row_column_bus, size: 4x4, width_bytes: " + widths + "}"}});
        }));
    };
    EXPECT_EQ(wrong_names("{Weight: 8, Input: 2, Output: 4}"), "");
    EXPECT_THAT(wrong_names("{Weights: 8}"), AllOf(HasSubstr("no tensor is named 'Weights'"),
                                                   HasSubstr("did you mean 'Weight'?")));
}

} // namespace
} // namespace counterpoint::mapping
