#include <gmock/gmock.h>

#include "mapping/timeloop/directives.hpp"
#include "tests/mapping/timeloop/files.hpp"

namespace counterpoint::mapping::timeloop {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> nodes_in(const std::vector<std::string>& files) {
    return nodes_of(design_of(files));
}

TEST(TimeloopFactors, AreReadInEverySpelling) {
    for (const char* text :
         {"C=4 K=20", "C4 K20", "C=4,K=20", " C = 4, K = 20 ", "K20C4", "C=4 K=20 # M=3"}) {
        const auto factors = factors_of(text);
        ASSERT_TRUE(factors) << text;
        ASSERT_EQ(factors->size(), 2U) << text;
        EXPECT_EQ(factors->at("C").count, 4) << text;
        EXPECT_EQ(factors->at("K").count, 20) << text;
    }
    EXPECT_TRUE(factors_of("")->empty());
    EXPECT_EQ(factors_of("C=5,3 K=2")->at("C").last, 3);
    for (const char* text :
         {"C", "=4", "C=-4", "C=4 C=4", "C<=4", "C=5,6", "C=99999999999999999999"}) {
        EXPECT_FALSE(factors_of(text)) << text;
    }
}

TEST(TimeloopMapping, PermutationsHaveTheInnermostLoopFirst) {
    const std::vector<std::string> expected{"temporal K 2", "temporal M 1", "temporal N 1",
                                            "A B Z in L1"};
    for (const char* permutation : {"NMK", "[N, M, K]", "N M K", "'N,M,K'"}) {
        EXPECT_EQ(nodes_in({gemm_problem(4, 4, 4), two_levels(),
                            "mapping:\n" + loops("DRAM", "M=4 N=4 K=2", permutation) +
                                loops("L1", "K=2", "KMN")}),
                  expected);
    }
}

TEST(TimeloopMapping, LoopsOfALevelStandAboveTheNextOne) {
    EXPECT_THAT(nodes_in({gemm_problem(8, 8, 8), three_levels(4),
                          "mapping:\n" + loops("L2", "N=2 M=4", "KMN") + loops("L1", "K=8", "KMN") +
                              loops("DRAM", "M=2", "KNM") + loops("L2", "N=4", "MNK", "spatial")}),
                ElementsAre("temporal M 4", "A B Z in L2", "temporal N 4", "temporal M 1",
                            "spatial N 1 on 4", "A B Z in L1"));
}

TEST(TimeloopMapping, FilesMayComeInAnyOrder) {
    const std::string mapping = "mapping:\n" + loops("DRAM", "M=4 N=4 K=4", "KNM");
    const auto expected = nodes_in({gemm_problem(4, 4, 4), two_levels(), mapping});
    EXPECT_EQ(nodes_in({mapping, two_levels(), gemm_problem(4, 4, 4)}), expected);
    EXPECT_EQ(nodes_in({mapping + two_levels() + gemm_problem(4, 4, 4)}), expected);
}

// Timeloop numbers levels from the innermost one.
TEST(TimeloopMapping, TargetsMayBeNumbers) {
    EXPECT_EQ(nodes_in({gemm_problem(4, 4, 4), two_levels(),
                        "mapping:\n" + loops("1", "M=4 N=4", "KNM") + loops("0", "K=4", "KMN")}),
              (std::vector<std::string>{"temporal M 1", "temporal N 1", "A B Z in L1"}));
}

TEST(TimeloopMapping, AFactorOfZeroIsTheRest) {
    EXPECT_THAT(
        nodes_in({gemm_problem(4, 6, 4), two_levels(),
                  "mapping:\n" + loops("DRAM", "M=0 N=0 K=4", "KNM") + loops("L1", "N=3", "KMN")}),
        ElementsAre("temporal M 1", "temporal N 3", "temporal K 1", "A B Z in L1"));
    EXPECT_THAT(problems_of({gemm_problem(4, 4, 4), two_levels(),
                             "mapping:\n" + loops("DRAM", "M=0 N=4 K=4", "KNM") +
                                 loops("L1", "M=0", "KMN")}),
                Contains(HasSubstr("two factors of M are 0")));
}

// The last of 3 iterations of 5 has 2: 12 in all.
TEST(TimeloopMapping, RemaindersAreShortTiles) {
    const Design design =
        design_of({gemm_problem(12, 1, 1), two_levels(),
                   "mapping:\n" + loops("DRAM", "M=3", "MNK") + loops("L1", "'M=5,2'", "MNK")});
    EXPECT_THAT(nodes_of(design), ElementsAre("temporal M 5", "A B Z in L1"));
    const workloads::Layer& layer = design.workload.layers.front();
    const auto analysis =
        analytical::analyze(layer, design.hardware, bind(design.dataflow, layer, design.hardware));
    EXPECT_EQ(analysis.macs, 12);
    EXPECT_EQ(analysis.stack.compute, 12);
    EXPECT_THAT(
        nodes_in({gemm_problem(14, 1, 1), three_levels(4),
                  "mapping:\n" + loops("L2", "M=2", "MNK") +
                      loops("L2", "'M=4,3'", "MNK", "spatial") + loops("L1", "M=2", "MNK")}),
        ElementsAre("A B Z in L2", "temporal M 8", "spatial M 2 on 4", "A B Z in L1"));
}

TEST(TimeloopMapping, FactorsMakeUpTheSizes) {
    EXPECT_THAT(
        problems_of({gemm_problem(4, 4, 4), two_levels(),
                     "mapping:\n" + loops("DRAM", "M=4 N=3", "KNM") + loops("L1", "K=4", "KMN")}),
        ElementsAre(AllOf(HasSubstr("file2.yaml:1:1"), HasSubstr("the factors of N do not"),
                          HasSubstr("expected 4"), HasSubstr("found 3"))));
    EXPECT_THAT(problems_of({gemm_problem(4, 4, 4), two_levels(),
                             "mapping:\n" + loops("DRAM", "M=9999999999 N=4", "KNM") +
                                 loops("L1", "K=4 M=9999999999", "KMN")}),
                Contains(HasSubstr("the factors of M are too large")));
}

TEST(TimeloopMapping, TheOrderOfLoopsIsSaid) {
    const std::vector<std::string> files{gemm_problem(4, 4, 4), two_levels(),
                                         "mapping:\n" + loops("DRAM", "M=4 N=4", "K") +
                                             loops("L1", "K=4", "''")};
    EXPECT_THAT(problems_of(files),
                ElementsAre(AllOf(HasSubstr("the permutation of DRAM leaves out M and N"),
                                  HasSubstr("--lenient"))));
    const Design design = design_of(files, true);
    EXPECT_THAT(design.notes, ElementsAre(HasSubstr("left out")));
    EXPECT_THAT(nodes_of(design), ElementsAre("temporal N 1", "temporal M 1", "A B Z in L1"));
}

TEST(TimeloopMapping, SpatialFactorsFitTheFanout) {
    const auto problems = [](const std::string& factors) {
        return problems_of({gemm_problem(8, 8, 8), three_levels(4),
                            "mapping:\n" + loops("L2", "M=0 N=0", "KMN") +
                                loops("L2", factors, "MNK", "spatial") +
                                loops("L1", "K=8", "KMN")});
    };
    EXPECT_THAT(problems("N=2"), IsEmpty());
    EXPECT_THAT(problems("N=2 M=2"), IsEmpty());
    EXPECT_THAT(problems("N=8"),
                ElementsAre(AllOf(HasSubstr("the spatial factors of L2 exceed its fanout"),
                                  HasSubstr("at most 4 along X and 1 along Y"))));
    // A level without a fanout has no spatial loops.
    EXPECT_THAT(problems_of({gemm_problem(4, 4, 4), two_levels(),
                             "mapping:\n" + loops("DRAM", "M=4 N=4", "KNM") +
                                 loops("DRAM", "K=4", "KMN", "spatial")}),
                ElementsAre(HasSubstr("at most 1 along X")));
}

TEST(TimeloopMapping, LoopsAlongYComeBehindTheSplit) {
    std::string mesh = three_levels(6, "word-bits: 8", "word-bits: 8, meshX: 3");
    mesh.replace(mesh.find("class: intmac"), 13, "class: intmac, attributes: {meshX: 3}");
    const auto problems = [&](const std::string& split) {
        return problems_of({gemm_problem(2, 3, 1), mesh,
                            "mapping:\n  - {target: L2, type: spatial, factors: M=2 N=3, "
                            "permutation: NMK" +
                                split + "}\n"});
    };
    EXPECT_THAT(problems(", split: 1"), IsEmpty());
    EXPECT_THAT(problems(""),
                ElementsAre(AllOf(HasSubstr("found 6 and 1"), HasSubstr("split: N"))));
    EXPECT_THAT(problems(", split: 0"), ElementsAre(HasSubstr("found 1 and 6")));
}

TEST(TimeloopMapping, WhatALevelDoesNotKeepBypassesIt) {
    const std::string keeps = "  - {target: L2, type: datatype, keep: [A, Z], bypass: [B]}\n"
                              "  - {target: L1, type: bypass, bypass: [Z]}\n";
    EXPECT_THAT(nodes_in({gemm_problem(4, 4, 4), three_levels(1),
                          "mapping:\n" + keeps + loops("L2", "M=4 N=4 K=4", "KNM")}),
                ElementsAre("A Z (B) in L2", "temporal M 1", "temporal N 1", "temporal K 1",
                            "A B (Z) in L1"));
    EXPECT_THAT(problems_of({gemm_problem(1, 1, 1), two_levels(),
                             "mapping:\n  - {target: DRAM, type: bypass, bypass: [A]}\n"}),
                ElementsAre(HasSubstr("A cannot bypass DRAM")));
    EXPECT_THAT(
        problems_of({gemm_problem(1, 1, 1), two_levels(),
                     "mapping:\n  - {target: L1, type: bypass, keep: [A], bypass: [A, Y]}\n"}),
        ElementsAre(HasSubstr("A is kept in and bypasses L1"),
                    HasSubstr("no data-space is named 'Y'")));
}

// Loops on arithmetic units side by side stand above their registers, in which nothing is stored.
TEST(TimeloopMapping, UnitsBelowOneBufferShareIt) {
    std::string text = two_levels();
    text.replace(text.find("name: MAC,"), 10, "name: 'MAC[0..3]',");
    EXPECT_THAT(nodes_in({gemm_problem(2, 4, 3), text,
                          "mapping:\n" + loops("DRAM", "M=2", "KNM") + loops("L1", "K=3", "KNM") +
                              loops("L1", "N=4", "NKM", "spatial")}),
                ElementsAre("temporal M 1", "A B Z in L1", "temporal K 1", "spatial N 1 on 4",
                            "(A) (B) (Z) in MAC"));
    // Without them one of the units is used, out of the buffer.
    EXPECT_THAT(
        nodes_in({gemm_problem(2, 4, 3), text,
                  "mapping:\n" + loops("DRAM", "M=2", "KNM") + loops("L1", "K=3 N=4", "KNM")}),
        ElementsAre("temporal M 1", "A B Z in L1", "(A) (B) (Z) in MAC"));
}

TEST(TimeloopMapping, TilesFitAsInTimeloop) {
    const auto problems = [](const std::string& l1) {
        return problems_of(
            {gemm_problem(4, 4, 4), two_levels("word-bits: 16", "word-bits: 16, " + l1),
             "mapping:\n" + loops("DRAM", "M=4 N=4", "KNM") + loops("L1", "K=4", "KMN")});
    };
    EXPECT_THAT(problems("entries: 9"), IsEmpty());
    EXPECT_THAT(problems("entries: 8"),
                ElementsAre(AllOf(HasSubstr("do not fit L1"), HasSubstr("at most 8 words"),
                                  HasSubstr("found 9 (A 4, B 4, Z 1)"))));
    EXPECT_THAT(problems("entries: 18, multiple-buffering: 2.0"), IsEmpty());
    EXPECT_THAT(problems("entries: 17, multiple-buffering: 2.0"), testing::SizeIs(1));
    EXPECT_THAT(problems("entries: 8, allow_overbooking: true"),
                ElementsAre(HasSubstr("overbooking is not modelled")));
}

// One read of A, B and Z for each MAC.
TEST(TimeloopMapping, ABandwidthThatSlowsMacsDownIsListed) {
    const auto problems = [](const std::string& l1) {
        return problems_of(
            {gemm_problem(4, 4, 4), two_levels("word-bits: 8", "word-bits: 8, " + l1),
             "mapping:\n" + loops("DRAM", "M=4 N=4", "KNM") + loops("L1", "K=4", "KMN")});
    };
    EXPECT_THAT(problems("read_bandwidth: 3, write_bandwidth: 1"), IsEmpty());
    EXPECT_THAT(
        problems("read_bandwidth: 2"),
        ElementsAre(AllOf(HasSubstr("a MAC reads 3 words a cycle of L1"), HasSubstr("--lenient"))));
}

TEST(TimeloopMapping, WhatIsWrongIsToldWithItsPlace) {
    const auto problems = [](const std::string& directives) {
        return problems_of({gemm_problem(1, 1, 1), two_levels(), "mapping:\n" + directives});
    };
    EXPECT_THAT(problems(loops("L3", "M=1", "M")),
                ElementsAre(AllOf(HasSubstr("file2.yaml:2:5: mapping[0]: "),
                                  HasSubstr("no storage level is named 'L3'"),
                                  HasSubstr("known: DRAM, L1"))));
    EXPECT_THAT(problems(loops("L1", "Q=1", "M")),
                ElementsAre(HasSubstr("the problem has no dimension 'Q'")));
    EXPECT_THAT(problems(loops("L1", "M=1", "MX")),
                ElementsAre(HasSubstr("the problem has no dimension 'X'")));
    EXPECT_THAT(problems(loops("L1", "M=1", "MM")), ElementsAre(HasSubstr("M stands twice")));
    EXPECT_THAT(problems(loops("L1", "M=x", "M")),
                ElementsAre(AllOf(HasSubstr("file2.yaml:2:"), HasSubstr("these are not factors"))));
    EXPECT_THAT(problems(loops("L1", "M=1", "M", "spacial")),
                ElementsAre(HasSubstr("no directive of a mapping has this type")));
    EXPECT_THAT(problems(loops("L1", "M=1", "M") + loops("L1", "N=1", "M")),
                ElementsAre(AllOf(HasSubstr("file2.yaml:3:5"), HasSubstr("given twice"))));
    EXPECT_THAT(
        problems("  - {target: L1, type: temporal, factors: M=1, no_temporal_reuse: [A]}\n"),
        ElementsAre(AllOf(HasSubstr("'no_temporal_reuse'"), HasSubstr("--lenient"))));
    EXPECT_THAT(problems("  - {target: L1, type: skew, modulo: 3}\n"),
                ElementsAre(HasSubstr("a skew of loops is not modelled")));
}

TEST(TimeloopMapping, NeedsItsArchitecture) {
    const std::string ours = "hardware:\n  memories:\n  - {name: DRAM}\n  - {name: L1, fill: "
                             "{bytes_per_cycle: 1}, drain: {bytes_per_cycle: 1}}\n";
    const std::string mapping = "mapping:\n" + loops("DRAM", "M=4 N=4 K=4", "KNM");
    EXPECT_THAT(problems_of({gemm_problem(4, 4, 4), ours, mapping}),
                ElementsAre(HasSubstr("needs the architecture that it is for")));
    const std::string native = "mapping:\n- nodes:\n  - {store: [A, B, Z], in: L1}\n";
    EXPECT_THAT(problems_of({gemm_problem(4, 4, 4), two_levels(), native}), IsEmpty());
    EXPECT_THAT(problems_of({gemm_problem(4, 4, 4), two_levels(), mapping, native}),
                ElementsAre(HasSubstr("this is a mapping, and there is another one")));
    EXPECT_THAT(problems_of({gemm_problem(4, 4, 4), two_levels(), mapping, mapping}),
                Contains(HasSubstr("'mapping' is given twice")));
}

// `--set` changes what the files say before the mapping is read.
TEST(TimeloopMapping, SizesMayBeOverridden) {
    const std::vector<std::string> files{gemm_problem(4, 4, 4), two_levels(),
                                         "mapping:\n" + loops("DRAM", "M=0 N=4 K=4", "KNM")};
    const Design design =
        design_of(files, false, {{"workload.layers.gemm-ABZ.dimensions.M", "12"}});
    EXPECT_EQ(nodes_of(design).front(), "temporal M 1");
    EXPECT_EQ(design.workload.layers.front().dimensions[workloads::DimensionIndex{0}].size, 12);
}

} // namespace
} // namespace counterpoint::mapping::timeloop
