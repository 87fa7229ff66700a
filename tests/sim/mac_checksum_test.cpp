#include "sim/mac_checksum.hpp"

#include <cstdint>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "sim/conservation.hpp"
#include "sim/defect.hpp"
#include "tests/walker/builders.hpp"
#include "tests/walker/layers.hpp"

namespace counterpoint::sim {
namespace {

using Box = std::vector<Range>; ///< one range for each dimension

MacSum checksum_of(const Box& box) {
    MacSum sum = MacSum::of_nothing_yet();
    for (std::size_t d = 0; d < box.size(); ++d) {
        sum *= MacSum::of(DimensionIndex{d}, box[d]);
    }
    return sum;
}

MacSum checksum_of(const std::vector<Box>& boxes) {
    MacSum sum;
    for (const Box& box : boxes) {
        sum += checksum_of(box);
    }
    return sum;
}

workloads::Layer gemm(std::int64_t m, std::int64_t n, std::int64_t k) {
    return walker::fixed_layer(workloads::LayerType::gemm, {{"M", m}, {"N", n}, {"K", k}});
}

/// M, N and K of 7 x 5 x 6, cut at M = 4 and K = 2.
std::vector<Box> four_boxes() {
    std::vector<Box> boxes;
    for (const Range m : {Range{0, 4}, Range{4, 7}}) {
        for (const Range k : {Range{0, 2}, Range{2, 6}}) {
            boxes.push_back({m, Range{0, 5}, k});
        }
    }
    return boxes;
}

TEST(MacSum, OfBoxesThatCoverTheLayerIsThatOfTheLayer) {
    EXPECT_EQ(checksum_of(four_boxes()), sum_of_layer(gemm(7, 5, 6)));
    EXPECT_EQ(checksum_of(Box{{0, 1}, {0, 1}, {0, 1}}), sum_of_layer(gemm(1, 1, 1)));
}

TEST(MacSum, OfAnEmptyBoxIsNothing) {
    EXPECT_EQ(checksum_of(Box{{0, 4}, {3, 3}, {0, 2}}), MacSum());
    EXPECT_EQ(checksum_of(Box{{0, 4}, {3, 1}, {0, 2}}), MacSum());
}

TEST(MacSum, ShowsALostMacAndARepeatedOne) {
    for (std::size_t which = 0; which < 4; ++which) {
        std::vector<Box> boxes = four_boxes();
        ++boxes[which][2].low;
        EXPECT_NE(checksum_of(boxes), sum_of_layer(gemm(7, 5, 6))) << "lost in box " << which;
        boxes = four_boxes();
        boxes.push_back({Range{3, 4}, Range{2, 3}, Range{1, 2}});
        EXPECT_NE(checksum_of(boxes), sum_of_layer(gemm(7, 5, 6))) << "one too many";
    }
}

TEST(MacSum, ShowsAMacThatWentToAnotherOutputThoughTheirNumberIsRight) {
    const MacSum right = sum_of_layer(gemm(7, 5, 6));
    for (std::int64_t n = 0; n < 5; ++n) {
        for (std::int64_t k = 0; k < 6; ++k) {
            // (0, 0, 0) is not done, (1, n, k) a second time.
            std::vector<Box> boxes{{{0, 1}, {0, 1}, {1, 6}},
                                   {{0, 1}, {1, 5}, {0, 6}},
                                   {{1, 7}, {0, 5}, {0, 6}},
                                   {{1, 2}, {n, n + 1}, {k, k + 1}}};
            EXPECT_NE(checksum_of(boxes), right);
        }
    }
}

TEST(MacSum, ShowsTwoInputsSwappedWithinAnOutput) {
    // Output (0, 0) takes k = 0 twice and k = 1 never.
    std::vector<Box> boxes{{{0, 1}, {0, 1}, {0, 1}},
                           {{0, 1}, {0, 1}, {0, 1}},
                           {{0, 1}, {0, 1}, {2, 6}},
                           {{0, 1}, {1, 5}, {0, 6}},
                           {{1, 7}, {0, 5}, {0, 6}}};
    EXPECT_NE(checksum_of(boxes), sum_of_layer(gemm(7, 5, 6)));
}

TEST(MacSum, TellsDimensionsApart) {
    EXPECT_NE(checksum_of(Box{{0, 3}, {0, 4}}), checksum_of(Box{{0, 4}, {0, 3}}));
}

TEST(MacSum, TakesRangesOfAnyLength) {
    const std::int64_t most = std::numeric_limits<std::int64_t>::max();
    MacSum halves = MacSum::of(DimensionIndex{0}, {0, most / 2});
    halves += MacSum::of(DimensionIndex{0}, {most / 2, most});
    EXPECT_EQ(halves, MacSum::of(DimensionIndex{0}, {0, most}));
}

TEST(MacSum, OfMacsThatMoveIsMultiplied) {
    for (const std::int64_t distance : {0, 1, 7, 1000}) {
        MacSum moved = MacSum::of(DimensionIndex{2}, {3, 8});
        moved *= MacSum::shift(DimensionIndex{2}, distance);
        EXPECT_EQ(moved, MacSum::of(DimensionIndex{2}, {3 + distance, 8 + distance}));
    }
}

TEST(MacSum, OfARowOfMovesIsASeries) {
    const MacSum step = MacSum::shift(DimensionIndex{1}, 5);
    MacSum sum;
    MacSum power = MacSum::of_nothing_yet();
    for (std::int64_t times = 0; times < 40; ++times) {
        EXPECT_EQ(MacSum::series(step, times), sum) << times;
        power *= step;
        sum += power;
    }
}

TEST(MacWeights, AreThoseOfTheSum) {
    for (const std::int64_t size : {1, 2, 7, 8, 9, 511, 512, 513, 100'000}) {
        const MacWeights weights(DimensionIndex{3}, size);
        for (const Range range :
             {Range{0, size}, Range{size / 3, size / 2 + 1}, Range{size - 1, size}, Range{1, 1}}) {
            EXPECT_EQ(weights.of(range), MacSum::of(DimensionIndex{3}, range)) << size;
        }
    }
}

struct Walked {
    MacSum sum;
    MacSum without_last_phase;
};

/// Edges everywhere: units and loops over the same dimension with pieces that do not divide.
Walked walk_with_edges(const workloads::Layer& layer) {
    const hw::Hardware hardware = walker::plain_hardware({"DRAM", "L1"});
    walker::MappingBuilder builder(layer, hardware);
    builder.spatial("M", 3, 3).temporal("K", 4).temporal("M", 2).spatial("K", 3, 2);
    builder.temporal("N", 2).temporal("K", 2).store_all("L1");
    const Program program = build_program(layer, hardware, builder.mapping());
    PhaseWalk walk(program, program.innermost());
    PhaseMacs macs(program, walk);
    Walked walked;
    do {
        walked.without_last_phase = walked.sum;
        walked.sum += macs.sum(walk);
    } while (walk.advance());
    return walked;
}

TEST(PhaseMacs, OfAWholeWalkAreThoseOfTheLayer) {
    const workloads::Layer layer = gemm(7, 5, 11);
    const Walked walked = walk_with_edges(layer);
    EXPECT_EQ(walked.sum, sum_of_layer(layer));
    EXPECT_NE(walked.without_last_phase, sum_of_layer(layer));
}

std::string defect_of(std::int64_t macs, const std::vector<std::int64_t>& by_pe, MacSum sum) {
    try {
        check_macs(macs, by_pe, sum, gemm(2, 2, 2));
        return "";
    } catch (const Defect& defect) {
        return defect.what();
    }
}

TEST(CheckMacs, FindsEachKindOfFault) {
    const MacSum right = sum_of_layer(gemm(2, 2, 2));
    // M = 0 twice, M = 1 never: as many MACs, but for the wrong outputs.
    MacSum wrong = checksum_of(Box{{0, 1}, {0, 2}, {0, 2}});
    wrong += wrong;
    EXPECT_EQ(defect_of(8, {4, 4}, right), "");
    EXPECT_EQ(defect_of(7, {4, 3}, right), "the PEs did 7 MACs, the layer has 8");
    EXPECT_EQ(defect_of(8, {4, 3}, right), "the MACs of the PEs do not add up");
    EXPECT_EQ(defect_of(8, {4, 4}, wrong),
              "the PEs did as many MACs as the layer has, but not each of them once");
}

} // namespace
} // namespace counterpoint::sim
