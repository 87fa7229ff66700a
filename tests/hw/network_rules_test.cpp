#include "hw/network_rules.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "hw/grid.hpp"
#include "hw/reader.hpp"
#include "tests/input/reading.hpp"

namespace counterpoint::hw {
namespace {

using testing::AllOf;
using testing::HasSubstr;

const std::string ideal = "fill: {bytes_per_cycle: 8}, drain: {bytes_per_cycle: 8}";

/// What is wrong where the innermost memory has this fill network: of two memories, or three.
std::string wrong(const std::string& pe, const std::string& network, bool three = false) {
    return input::reading_of("{pe: " + pe + ", memories: [{name: DRAM}, " +
                                 (three ? "{name: L2, " + ideal + "}, " : "") +
                                 "{name: L1, fill: {bytes_per_cycle: 8, network: " + network +
                                 "}, drain: {bytes_per_cycle: 8}}]}",
                             read_hardware)
        .told();
}

TEST(Reach, AGridHasANodeForEachPe) {
    for (const char* topology : {"mesh", "row_column_bus", "systolic"}) {
        const std::string begin = std::string("{topology: ") + topology + ", size: ";
        EXPECT_EQ(wrong("{count: 168}", begin + "12x14}"), "");
        EXPECT_THAT(wrong("{count: 168}", begin + "16x16}"),
                    AllOf(HasSubstr("memories[1].fill.network.size: a network of topology " +
                                    std::string(topology) + " with 256 nodes cannot join 168 PEs"),
                          HasSubstr("12 x 14, 8 x 21 or 7 x 24 would fit")));
        EXPECT_NE(wrong("{count: 168}", begin + "6x14}"), "");
    }
}

TEST(Reach, SeveralUnitsOutsideMayEachHaveAShare) {
    EXPECT_EQ(wrong("{count: 168}", "{topology: mesh, size: 6x14}", true), "");
    EXPECT_EQ(wrong("{count: 168}", "{topology: mesh, size: 12x14}", true), "");
    EXPECT_THAT(wrong("{count: 168}", "{topology: mesh, size: 16x16}", true),
                HasSubstr("the same nodes under each unit outside"));
}

TEST(Reach, IsOpenWhereThePesAreNotCounted) {
    EXPECT_EQ(wrong("{lanes: 2}", "{topology: mesh, size: 3x5}"), "");
    EXPECT_EQ(wrong("{lanes: 2}", "{topology: tree, roots: 7}"), "");
}

TEST(Reach, RootsOwnEqualNumbersOfPes) {
    EXPECT_EQ(wrong("{count: 168}", "{topology: tree, roots: 8}"), "");
    EXPECT_EQ(wrong("{count: 168}", "{topology: tree, roots: 168}"), "");
    EXPECT_THAT(wrong("{count: 168}", "{topology: tree, roots: 16}"),
                AllOf(HasSubstr("fill.network.roots: 16 roots cannot own equal numbers of 168 PEs"),
                      HasSubstr("14 or 21 would fit")));
    EXPECT_THAT(wrong("{count: 7}", "{topology: tree, roots: 9}"), HasSubstr("7 would fit"));
    EXPECT_THAT(wrong("{count: 2305843009213693951}", "{topology: tree, roots: 2}"),
                HasSubstr("1 would fit")); // a prime
}

TEST(Reach, ADrainReachesAllPesToo) {
    const auto told = [](const std::string& size) {
        return input::reading_of(
                   "{pe: {count: 16}, memories: [{name: DRAM}, {name: L1, fill: "
                   "{bytes_per_cycle: 8}, drain: {bytes_per_cycle: 8, network: {topology: "
                   "systolic, size: " +
                       size + "}}}]}",
                   read_hardware)
            .told();
    };
    EXPECT_EQ(told("4x4"), "");
    EXPECT_THAT(told("4x5"), HasSubstr("memories[1].drain.network.size: "));
}

TEST(Reach, IsNotAskedOfNetworksThatAreWrongAnyway) {
    const std::string told = wrong("{count: 168}", "{topology: mesh, size: 0x4}");
    EXPECT_THAT(told, Not(HasSubstr("cannot join")));
}

TEST(Grids, AreNamedFromTheSquareOutwards) {
    EXPECT_EQ(fitting_grids(1), "1 x 1 would fit");
    EXPECT_EQ(fitting_grids(2), "1 x 2 would fit");
    EXPECT_EQ(fitting_grids(7), "1 x 7 would fit");
    EXPECT_EQ(fitting_grids(16), "4 x 4, 2 x 8 or 1 x 16 would fit");
    EXPECT_EQ(fitting_grids(168), "12 x 14, 8 x 21 or 7 x 24 would fit");
    EXPECT_EQ(fitting_grids(most_grid_nodes), "1024 x 1024, 512 x 2048 or 256 x 4096 would fit");
    EXPECT_EQ(fitting_grids(most_grid_nodes + 1), "no grid is that large");
}

} // namespace
} // namespace counterpoint::hw
