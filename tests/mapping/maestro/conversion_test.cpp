#include "tests/mapping/conversion.hpp"

#include <gtest/gtest.h>

#include "analytical/analysis.hpp"
#include "analytical/residency.hpp"
#include "tests/mapping/maestro/reading.hpp"

namespace counterpoint::mapping::maestro {
namespace {

constexpr const char* converted_network = R"(
Network odd-net {
  Layer Conv-1 { Type: CONV Stride { X: 2, Y: 1 } Dimensions { N 2 K 8 C 6 R 3 S 3 Y 11 X 13 }
    Dataflow { SpatialMap(2,2) K; TemporalMap(2,2) C; TemporalMap(Sz(R),1) Y
               Cluster(2,P) SpatialMap(1,1) C } }
  Layer 12 { Type: DSCONV Dimensions { C 8 R 3 S 3 Y 9 X 9 }
    Dataflow { SpatialMap(1,1) C; TemporalMap(Sz(R),1) Y; TemporalMap(7,5) X } }
  Layer up*[1] { Type: TRCONV Dimensions { K 4 C 8 R 4 S 2 Y 9 X 9 }
    Dataflow { SpatialMap(1,1) K; TemporalMap(5,2) Y; Cluster(2,P); SpatialMap(1,1) C } }
  Layer true { Type: GEMM Dimensions { M 8 N 9 K 10 }
    Dataflow { TemporalMap(2,2) N; SpatialMap(1,1) M; Cluster(5,P); SpatialMap(1,1) K } }
})";

constexpr const char* converted_hardware =
    "num_pes: 20\nl1_size_cstr: 60\nl2_size_cstr: 400\nnoc_bw_cstr: 8\noffchip_bw_cstr: 3\n"
    "NoC_NumHops: 2\n";

TEST(Conversion, TheTextsGiveTheSameResults) {
    DesignTree theirs;
    theirs.take_text(converted_network, "net.m");
    theirs.take_text(converted_hardware, "hw.m");
    const Design design = theirs.read({{"workload.layers.Conv-1.dimensions.K", "7"}},
                                      analytical::residency_cost, Parts::all);
    ASSERT_TRUE(theirs.has_foreign_mapping());
    const Design again = converted(theirs, design);
    EXPECT_EQ(again.workload.name, "odd-net");
    ASSERT_EQ(again.workload.layers.size(), 4U);
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_EQ(again.workload.layers[i].name, design.workload.layers[i].name);
        const auto before = analysis_in(design, i);
        const auto after = analysis_in(again, i);
        EXPECT_EQ(after.cycles, before.cycles);
        EXPECT_EQ(after.macs, before.macs);
        EXPECT_TRUE(after.counts == before.counts);
        EXPECT_TRUE(after.stack == before.stack);
    }
}

TEST(Conversion, OwnPartsAreNotForeign) {
    DesignTree tree;
    tree.take_text("Network n { Layer a { Type GEMM Dimensions { M 1 N 1 K 1 } } }", "model.m");
    tree.take_text("hardware: {memories: [{name: D}, {name: L, fill: {bytes_per_cycle: 1}, "
                   "drain: {bytes_per_cycle: 1}}]}",
                   "hw.yaml");
    tree.read({}, {}, Parts::those_given);
    EXPECT_NE(tree.foreign_part("workload"), nullptr);
    EXPECT_EQ(tree.foreign_part("hardware"), nullptr);
    EXPECT_FALSE(tree.has_foreign_mapping());
}

} // namespace
} // namespace counterpoint::mapping::maestro
