// The shortcuts of docs/timings.md, worked out by hand on small layers.

#include <cstdint>
#include <string>

#include <gtest/gtest.h>

#include "analytical/analysis.hpp"
#include "mapping/design.hpp"
#include "tests/analytical/stack_sum.hpp"

namespace counterpoint::analytical {
namespace {

using hw::MemoryIndex;

Analysis analysed(const std::string& design_text, Timing timing) {
    const mapping::Design design = mapping::read_design_text(design_text, "estimate");
    const workloads::Layer& layer = design.workload.layers.front();
    Options options;
    options.timing = timing;
    return analyze(layer, design.hardware, bind(design.dataflow, layer, design.hardware), options);
}

struct Network {
    std::int64_t bytes_per_cycle;
    std::int64_t latency;
};

std::string memory(const std::string& name, Network fill, Network drain) {
    const auto text = [](Network network) {
        return "{bytes_per_cycle: " + std::to_string(network.bytes_per_cycle) +
               ", latency: " + std::to_string(network.latency) + "}";
    };
    return "    - {name: " + name + ", fill: " + text(fill) + ", drain: " + text(drain) + "}\n";
}

/// M = 4, K = 8, N = 1 on one PE.
std::string four_dot_products(const std::string& memories, const std::string& nodes) {
    return "workload: {layers: [{name: l, type: GEMM, dimensions: {M: 4, K: 8}}]}\n"
           "hardware:\n  memories:\n    - {name: DRAM}\n" +
           memories + "mapping:\n  nodes:\n" + nodes;
}

const std::string row_by_row = "    - {temporal: M, tile: 1}\n"
                               "    - {store: [Weight, Input, Output], in: L1}\n";

Analysis row_by_row_with(Network fill, Network drain, Timing timing) {
    return analysed(four_dot_products(memory("L1", fill, drain), row_by_row), timing);
}

TEST(MaestroEstimate, FirstPhaseIsFillAndComputeAndOthersTheLongestOfThree) {
    // Compute 8; first fill 16 B: 3 + 4 − 1; then 8 B: 3 + 2 − 1; drain 1 B: 3 + 1 − 1.
    const Analysis analysis = row_by_row_with({4, 3}, {1, 3}, Timing::maestro);
    EXPECT_EQ(analysis.stack.start, 6);
    EXPECT_EQ(analysis.cycles, (6 + 8) + 3 * 8);
    EXPECT_EQ(sum_of(analysis.stack), analysis.cycles);
}

TEST(MaestroEstimate, PhaseTakesAsLongAsItsFill) {
    const Analysis analysis = row_by_row_with({1, 3}, {1, 3}, Timing::maestro);
    EXPECT_EQ(analysis.cycles, (3 + 16 - 1 + 8) + 3 * (3 + 8 - 1));
    EXPECT_EQ(analysis.stack.waiting[MemoryIndex{1}].fill_transfer, 3 * (10 - 8));
    EXPECT_EQ(sum_of(analysis.stack), analysis.cycles);
}

TEST(MaestroEstimate, PhaseTakesAsLongAsTheDrainOfTheOneBeforeAndTheLastDrainIsFree) {
    const Analysis analysis = row_by_row_with({16, 0}, {1, 20}, Timing::maestro);
    EXPECT_EQ(analysis.cycles, 8 + 3 * 20);
    EXPECT_EQ(analysis.stack.waiting[MemoryIndex{1}].drain, 3 * (20 - 8));
    EXPECT_EQ(analysis.stack.tail, 0);
    EXPECT_EQ(sum_of(analysis.stack), analysis.cycles);
}

TEST(MaestroEstimate, EvenAnEmptyTransferTakesTheLatencyButForOneCycle) {
    // Four phases of one sum: nothing drains between them.
    const std::string nodes = "    - {temporal: M, tile: 1}\n"
                              "    - {store: [Output], in: L1}\n"
                              "    - {temporal: K, tile: 2}\n"
                              "    - {store: [Weight, Input], in: L1}\n";
    const Analysis analysis =
        analysed(four_dot_products(memory("L1", {16, 0}, {1, 20}), nodes), Timing::maestro);
    EXPECT_EQ(analysis.cycles, 2 + 12 * 19 + 3 * 20);
}

TEST(MaestroEstimate, OnePhaseIsFillAndCompute) {
    const std::string nodes = "    - {store: [Weight, Input, Output], in: L1}\n";
    const Analysis analysis =
        analysed(four_dot_products(memory("L1", {4, 3}, {1, 50}), nodes), Timing::maestro);
    EXPECT_EQ(analysis.cycles, (3 + 40 / 4 - 1) + 32);
}

TEST(MaestroEstimate, LeavesOutWhatComesFromOffTheChip) {
    const std::string nodes = "    - {temporal: M, tile: 2}\n"
                              "    - {store: [Weight, Input, Output], in: L2}\n" +
                              row_by_row;
    for (const Network off_chip : {Network{1, 100}, Network{1000, 0}}) {
        const Analysis analysis =
            analysed(four_dot_products(
                         memory("L2", off_chip, off_chip) + memory("L1", {4, 3}, {1, 3}), nodes),
                     Timing::maestro);
        EXPECT_EQ(analysis.cycles, (6 + 8) + 3 * 8);
        EXPECT_EQ(sum_of(analysis.stack), analysis.cycles);
    }
}

TEST(MaestroEstimate, InnerPhasesStartAnewInEachOuterOne) {
    const std::string nodes = "    - {store: [Weight, Input, Output], in: L2}\n"
                              "    - {temporal: M, tile: 2}\n"
                              "    - {store: [Weight, Input, Output], in: row}\n" +
                              row_by_row;
    const Analysis analysis =
        analysed(four_dot_products(memory("L2", {9, 9}, {9, 9}) + memory("row", {1, 0}, {1, 0}) +
                                       memory("L1", {2, 0}, {1, 0}),
                                   nodes),
                 Timing::maestro);
    const std::int64_t first = (8 + 2 * 8 - 1) + ((16 / 2 - 1) + 8) + 8;
    const std::int64_t second = ((8 / 2 - 1) + 8) + 8; // longer than its fill of 15
    EXPECT_EQ(analysis.cycles, first + second);
    EXPECT_EQ(analysis.stack.start, 23 + 7);
    EXPECT_EQ(analysis.stack.waiting[MemoryIndex{3}].fill_transfer, 3);
    EXPECT_EQ(sum_of(analysis.stack), analysis.cycles);
}

TEST(MaestroEstimate, OuterPhaseTakesAsLongAsItsFillWhereThatIsLonger) {
    const std::string nodes = "    - {store: [Weight, Input, Output], in: L2}\n"
                              "    - {temporal: M, tile: 2}\n"
                              "    - {store: [Weight, Input, Output], in: row}\n" +
                              row_by_row;
    const Analysis analysis =
        analysed(four_dot_products(memory("L2", {9, 9}, {9, 9}) + memory("row", {1, 10}, {1, 0}) +
                                       memory("L1", {2, 0}, {1, 0}),
                                   nodes),
                 Timing::maestro);
    EXPECT_EQ(analysis.cycles, (10 + 24 - 1) + (7 + 8 + 8) + (10 + 16 - 1));
    EXPECT_EQ(analysis.stack.waiting[MemoryIndex{2}].fill_transfer, 25 - 19);
    EXPECT_EQ(sum_of(analysis.stack), analysis.cycles);
}

TEST(TimeloopEstimate, IsTheLongestOfComputeAndEachNetworksBytes) {
    EXPECT_EQ(row_by_row_with({2, 99}, {1, 99}, Timing::timeloop).cycles, 32);
    const Analysis filled = row_by_row_with({1, 99}, {1, 99}, Timing::timeloop);
    EXPECT_EQ(filled.cycles, 16 + 3 * 8);
    EXPECT_EQ(filled.stack.waiting[MemoryIndex{1}].fill_transfer, 40 - 32);
    EXPECT_EQ(sum_of(filled.stack), filled.cycles);
}

TEST(TimeloopEstimate, CountsTheDrainsOfTheWholeLayer) {
    // Every product leaves as a sum of its own, each but the first of a row added at DRAM.
    const std::string nodes = "    - {temporal: K, tile: 1}\n" + row_by_row;
    const Analysis analysis =
        analysed(four_dot_products("    - {name: L1, fill: {bytes_per_cycle: 100}, drain: "
                                   "{bytes_per_cycle: 1}}\n",
                                   nodes),
                 Timing::timeloop);
    EXPECT_EQ(analysis.cycles, 32);
    const std::string wide = "    - {name: L1, fill: {bytes_per_cycle: 100}, drain: "
                             "{bytes_per_cycle: 1}}\n  element_bytes: {Output: 3}\n";
    const Analysis drained = analysed(four_dot_products(wide, nodes), Timing::timeloop);
    EXPECT_EQ(drained.cycles, 32 * 3);
    EXPECT_EQ(drained.stack.waiting[MemoryIndex{1}].drain, 32 * 3 - 32);
}

TEST(TimeloopEstimate, LooksAtTheBusiestParent) {
    // Rows 0 and 1 below one L2, row 2 below the other: that one sends 8 B less.
    const std::string design =
        "workload: {layers: [{name: l, type: GEMM, dimensions: {M: 3, K: 8}}]}\n"
        "hardware:\n  memories:\n    - {name: DRAM}\n" +
        memory("L2", {100, 0}, {100, 0}) + memory("L1", {1, 0}, {1, 0}) +
        "mapping:\n  nodes:\n"
        "    - {spatial: M, tile: 2, units: 2}\n"
        "    - {store: [Weight, Input, Output], in: L2}\n" +
        row_by_row;
    EXPECT_EQ(analysed(design, Timing::timeloop).cycles, 8 + 2 * 8);
}

TEST(Estimates, ChangeNothingButTheTime) {
    const Analysis exact = row_by_row_with({1, 3}, {1, 3}, Timing::exact);
    for (const Timing timing : {Timing::maestro, Timing::timeloop}) {
        const Analysis estimated = row_by_row_with({1, 3}, {1, 3}, timing);
        EXPECT_NE(estimated.cycles, exact.cycles);
        EXPECT_EQ(estimated.compute_cycles, exact.compute_cycles);
        EXPECT_EQ(estimated.fill_bytes, exact.fill_bytes);
        EXPECT_TRUE(estimated.counts == exact.counts);
    }
}

} // namespace
} // namespace counterpoint::analytical
