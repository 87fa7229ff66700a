#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/mapping/maestro/reading.hpp"

namespace counterpoint::mapping::maestro {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* conv = "K 64 C 128 R 3 S 3 Y 18 X 18";

TEST(Lowering, ASpatialMapFoldsAtItsPlaceAndSpreadsAtTheEndOfItsLevel) {
    EXPECT_THAT(loops_of(conv, "SpatialMap(2,2) K TemporalMap(64,64) C Cluster(64,P) "
                               "SpatialMap(1,1) C"),
                ElementsAre("K by groups * 2", "C by 64", "K by 2 on groups", "C by 1 on 64"));
}

TEST(Lowering, TheTopLevelHasThePesThatClustersLeave) {
    const Design design = design_of(one_layer(conv, "SpatialMap(1,1) K Cluster(3,P) "
                                                    "SpatialMap(1,1) R Cluster(5,P) "
                                                    "SpatialMap(1,1) C"));
    const DataflowEntry& entry = design.dataflow.entries.at(0);
    ASSERT_EQ(entry.parameters.size(), 1U);
    EXPECT_EQ(entry.parameters[0].name, "groups");
    EXPECT_EQ(entry.parameters[0].value.source(), "floor(pe.count / 15)");
    EXPECT_THAT(loops_of(entry), ElementsAre("K by groups", "K by 1 on groups", "R by 1 on 3",
                                             "C by 5", "C by 1 on 5"));
}

TEST(Lowering, WithoutClustersEveryPeIsAUnit) {
    const Design design = design_of(one_layer(conv, "SpatialMap(1,1) K"));
    EXPECT_THAT(design.dataflow.entries.at(0).parameters, IsEmpty());
    EXPECT_THAT(loops_of(design.dataflow.entries[0]),
                ElementsAre("K by pe.count", "K by 1 on pe.count"));
}

TEST(Lowering, WhatTakesInAllThatIsLeftIsNoLoop) {
    EXPECT_THAT(loops_of(conv, "TemporalMap(Sz(R),7) R TemporalMap(500,500) C TemporalMap(18,1) Y "
                               "TemporalMap(16,16) X' SpatialMap(64,64) K"),
                IsEmpty());
}

TEST(Lowering, AWindowOfTheInputIsSoManyOutputs) {
    EXPECT_THAT(loops_of(conv, "TemporalMap(Sz(R),1) Y SpatialMap(6,4) X"),
                ElementsAre("P by 1", "Q by pe.count * 4", "Q by 4 on pe.count"));
}

TEST(Lowering, OutputRowsAreOutputRows) {
    EXPECT_THAT(loops_of(conv, "TemporalMap(4,4) Y' SpatialMap(1,1) X'"),
                ElementsAre("P by 4", "Q by pe.count", "Q by 1 on pe.count"));
}

TEST(Lowering, AWindowThatOverlapsMoreThanTheFilterAdvancesByItsOffset) {
    EXPECT_THAT(loops_of("K 64 C 1 R 3 S 3 Y 18 X 18", "SpatialMap(1,1) K TemporalMap(7,1) Y"),
                ElementsAre("K by pe.count", "P by 1", "K by 1 on pe.count"));
    EXPECT_THAT(loops_of(conv, "SpatialMap(2,1) K"),
                ElementsAre("K by pe.count", "K by 1 on pe.count"));
}

TEST(Lowering, WithAStrideTheWindowAloneSaysHowFarAStepGoes) {
    const std::string head = "Type: CONV Stride { X: 2, Y: 2 }";
    const std::string dimensions = "K 64 C 3 R 7 S 7 Y 224 X 224";
    EXPECT_THAT(loops_of(dimensions, "TemporalMap(Sz(R),1) Y SpatialMap(14,8) X", head),
                ElementsAre("P by 1", "Q by pe.count * 4", "Q by 4 on pe.count"));
}

TEST(Lowering, InsideOfAStepOverTheFilterAWindowMayBeSmaller) {
    EXPECT_THAT(loops_of(conv, "SpatialMap(1,1) K TemporalMap(1,1) R TemporalMap(1,1) Y"),
                ElementsAre("K by pe.count", "R by 1", "P by 1", "K by 1 on pe.count"));
    const auto problems =
        problems_of_network(one_layer(conv, "SpatialMap(1,1) K TemporalMap(2,2) Y"));
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_THAT(problems[0].message, HasSubstr("one output needs 3"));
}

TEST(Lowering, RowsWithFilterRowsAreTheDiagonal) {
    const std::string outer = "SpatialMap(1,1) Y' TemporalMap(1,1) X' Cluster(Sz(R),P) ";
    const auto diagonal = ElementsAre("P by groups", "Q by 1", "P by 1 on groups", "R by 1 on 3");
    EXPECT_THAT(loops_of(conv, outer + "SpatialMap(1,1) Y SpatialMap(1,1) R "
                                       "TemporalMap(Sz(S),Sz(S)) S"),
                diagonal);
    EXPECT_THAT(loops_of(conv, outer + "SpatialMap(1,1) R TemporalMap(Sz(R),Sz(R)) R "
                                       "SpatialMap(1,1) Y"),
                diagonal);
}

TEST(Lowering, OnADiagonalThereIsOneOutputAtATime) {
    EXPECT_THAT(loops_of(conv, "TemporalMap(6,4) X SpatialMap(1,1) K Cluster(2,P) "
                               "SpatialMap(1,1) X SpatialMap(1,1) S"),
                ElementsAre("Q by 4", "K by groups", "K by 1 on groups", "Q by 1", "S by 2",
                            "S by 1 on 2"));
}

TEST(Lowering, OtherPairsOfSpatialMapsAreRefused) {
    for (const char* pair :
         {"SpatialMap(1,1) X SpatialMap(1,1) R", "SpatialMap(1,1) K SpatialMap(1,1) C",
          "SpatialMap(1,1) Y' SpatialMap(1,1) R",
          "SpatialMap(1,1) Y SpatialMap(1,1) R SpatialMap(1,1) K"}) {
        const auto problems = problems_of_network(one_layer(conv, pair));
        ASSERT_EQ(problems.size(), 1U) << pair;
        EXPECT_THAT(problems[0].message, HasSubstr("only Y with R or X with S go together"));
        EXPECT_EQ(problems[0].place.line, 6);
    }
    const auto uneven = problems_of_network(one_layer(conv, "SpatialMap(3,1) Y SpatialMap(1,1) R"));
    ASSERT_EQ(uneven.size(), 1U);
    EXPECT_THAT(uneven[0].message, HasSubstr("not the same"));
}

TEST(Lowering, UnitsThatNobodyGivesWorkAreRefused) {
    const auto problems =
        problems_of_network(one_layer(conv, "SpatialMap(1,1) K Cluster(4,P) TemporalMap(1,1) C"));
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_THAT(problems[0].message, HasSubstr("4 units and no SpatialMap"));
    EXPECT_THAT(loops_of(conv, "SpatialMap(1,1) K Cluster(1,P) TemporalMap(1,1) C"),
                ElementsAre("K by pe.count", "K by 1 on pe.count", "C by 1"));
    EXPECT_THAT(loops_of(conv, "TemporalMap(1,1) C", "Type: CONV", "num_pes: 1"),
                ElementsAre("C by 1"));
}

TEST(Lowering, StepsThatLeaveSomethingOutAreRefused) {
    for (const char* map : {"SpatialMap(1,2) K", "SpatialMap(1,1) K TemporalMap(3,4) Y",
                            "SpatialMap(1,1) K TemporalMap(2,4) X'"}) {
        const auto problems = problems_of_network(one_layer(conv, map));
        ASSERT_EQ(problems.size(), 1U) << map;
        EXPECT_THAT(problems[0].message, HasSubstr("leaves out a part"));
    }
}

TEST(Lowering, ADimensionIsDividedOnceInALevel) {
    const auto problems =
        problems_of_network(one_layer(conv, "TemporalMap(8,8) C SpatialMap(1,1) C"));
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_THAT(problems[0].message, HasSubstr("another map of this level"));
}

TEST(Lowering, ClustersHaveToFitThePes) {
    const std::string network =
        one_layer(conv, "SpatialMap(1,1) K Cluster(16,P) SpatialMap(1,1) C Cluster(4,P) "
                        "SpatialMap(1,1) R");
    EXPECT_TRUE(problems_of_network(network, "num_pes: 64").empty());
    const auto problems = problems_of_network(network, "num_pes: 63");
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_THAT(problems[0].message, HasSubstr("need 64 PEs for one group"));
    const std::string huge = "9223372036854775807";
    EXPECT_EQ(problems_of_network(one_layer(conv, "SpatialMap(1,1) K Cluster(" + huge +
                                                      ",P) SpatialMap(1,1) C Cluster(" + huge +
                                                      ",P) SpatialMap(1,1) R"))
                  .size(),
              1U);
}

TEST(Lowering, UnknownDimensionsAreRefusedWithTheirPlace) {
    const auto problems = problems_of_network(
        one_layer(conv, "SpatialMap(1,1) K TemporalMap(Sz(G),1) C TemporalMap(1,1) Z"));
    ASSERT_EQ(problems.size(), 2U);
    EXPECT_THAT(problems[0].message, HasSubstr("Sz(G)"));
    EXPECT_EQ(problems[0].place.column, 31);
    EXPECT_THAT(problems[1].message, HasSubstr("TemporalMap over Z"));
}

TEST(Lowering, DepthwiseLayersHaveNoFilterCount) {
    EXPECT_THAT(loops_of("K 1 C 32 R 3 S 3 Y 18 X 18", "TemporalMap(1,1) K SpatialMap(1,1) C",
                         "Type: DSCONV"),
                ElementsAre("C by pe.count", "C by 1 on pe.count"));
    EXPECT_THAT(loops_of("K 2 C 32 R 3 S 3 Y 18 X 18", "TemporalMap(1,1) K SpatialMap(1,1) C",
                         "Type: DSCONV"),
                ElementsAre("K by 1", "G by pe.count", "G by 1 on pe.count"));
}

TEST(Lowering, ProductsHaveTheirOwnDimensions) {
    EXPECT_THAT(loops_of("M 8 N 9 K 10",
                         "TemporalMap(2,2) N SpatialMap(1,1) M TemporalMap(5,5) K "
                         "Cluster(5,P) SpatialMap(1,1) K",
                         "Type: GEMM"),
                ElementsAre("N by 2", "M by groups", "K by 5", "M by 1 on groups", "K by 1 on 5"));
}

} // namespace
} // namespace counterpoint::mapping::maestro
