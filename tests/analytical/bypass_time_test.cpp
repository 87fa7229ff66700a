// The time of tensors that bypass a memory, worked out by hand.

#include <cstdint>
#include <string>

#include <gtest/gtest.h>

#include "analytical/analysis.hpp"
#include "tests/analytical/stack_sum.hpp"
#include "tests/analytical/three_memories.hpp"
#include "tests/walker/walker.hpp"

namespace counterpoint::analytical::bypass {
namespace {

/// Two rows of the input in L2, one after the other; the weights come past it in halves.
const std::string weights_past_l2 = "[{temporal: M, tile: 1},"
                                    " {store: [Input, Output], bypass: [Weight], in: L2},"
                                    " {temporal: K, tile: 2},"
                                    " {store: [Weight, Input, Output], in: L1}]";

Analysis with_weights_past_l2(Network outer, Network inner, Timing timing = Timing::exact) {
    return analysed(gemm(2, 1, 4), memories({outer, inner}), weights_past_l2, timing);
}

TEST(BypassTime, AMemoryWaitsWithItsNextTileUntilAllThatPassesItHasPassed) {
    const Analysis analysis = with_weights_past_l2({1, 0}, {2, 0});
    // L2's first row until 4, weights past it until 6 and 8, and only then the second row, until
    // 12, though it has had a slot from the start. L1 follows until 14 and 16, MACs until 18.
    EXPECT_EQ(analysis.cycles, 18 + 2);
    EXPECT_EQ(analysis.stack.start, 6);
    EXPECT_EQ(analysis.stack.compute, 8);
    EXPECT_EQ(analysis.stack.tail, 2);
    EXPECT_EQ(analysis.stack.waiting[l2].fill_transfer, 2);
    EXPECT_EQ(analysis.stack.waiting[l1].fill_transfer, 2);
    EXPECT_EQ(sum_of(analysis.stack), analysis.cycles);
}

TEST(BypassTime, ATransferTakesTheSlowestNetworkAndAllLatencies) {
    // Weights of 2 B a phase over both networks, inputs of 2 B over the inner one.
    const Analysis outer_slow = with_weights_past_l2({1, 3}, {100, 5});
    EXPECT_EQ(outer_slow.stack.start, (4 + 3) + (2 + 3 + 5));
    const Analysis inner_slow = with_weights_past_l2({100, 3}, {1, 5});
    EXPECT_EQ(inner_slow.stack.start, (1 + 3) + (4 + 3 + 5));
}

TEST(BypassTime, APassedNetworkIsFreeWhenItsOwnBytesAreThrough) {
    // Each weight passes in a cycle; that L1 takes 4 for weights and inputs does not keep L2's
    // second row: 1 for the first, 1 and 1 for weights at 1 and 5, then until 7.
    const Analysis analysis = with_weights_past_l2({4, 0}, {1, 0});
    EXPECT_EQ(analysis.stack.start, 1 + 4);
    // L1's fills end at 5, 9, 13, 17: its own network never rests.
    EXPECT_EQ(analysis.cycles, 17 + 2 + 2);
}

TEST(BypassTime, TheEstimatesCountWhatPasses) {
    const Analysis timeloop = with_weights_past_l2({1, 9}, {2, 9}, Timing::timeloop);
    EXPECT_EQ(timeloop.cycles, 2 * 4 + 4 * 2); // rows and weights over the outer network
    EXPECT_EQ(timeloop.stack.waiting[l2].fill_transfer, timeloop.cycles - 8);
    const Analysis maestro = with_weights_past_l2({1, 9}, {2, 3}, Timing::maestro);
    // The outer network is off the chip. Fills of 3 + 2 − 1, MACs of 2.
    EXPECT_EQ(maestro.cycles, (4 + 2) + 3 * 4);
}

TEST(BypassTime, MaestroTakesTheSlowestNetworkOnTheChipAndTheLatenciesOfAll) {
    const std::string nodes = "[{store: [Weight, Input, Output], in: L3},"
                              " {store: [Input], bypass: [Weight, Output], in: L2},"
                              " {temporal: N, tile: 1}, {store: [Weight, Input, Output], in: L1}]";
    const Analysis analysis =
        analysed(gemm(2, 3, 4), memories({{1, 99}, {1, 5}, {2, 3}}), nodes, Timing::maestro);
    // L2: 8 inputs at 1 B a cycle. L1: 12 B in the first phase, then columns of 4 B, which take 4
    // past L2; 8 MACs. A drain has latencies of 5 and 3 and a byte a cycle on the slower network.
    EXPECT_EQ(analysis.cycles, (5 + 8 - 1) + (5 + 3 + 6 - 1) + 8 + 2 * (5 + 3 + 4 - 1));
    EXPECT_EQ(sum_of(analysis.stack), analysis.cycles);
}

TEST(BypassTime, AMemoryThatNothingLiesInIsALongerWire) {
    // The output comes back, so everything passes in both directions.
    const std::string loops = " {temporal: K, tile: 2}, {temporal: M, tile: 1},"
                              " {temporal: N, tile: 2}, {store: [Weight, Input, Output], in: L1}]";
    const std::string past = "[{bypass: [Weight, Input, Output], in: L2}," + loops;
    const Network outer{2, 3, true, true, true, 3};
    const Network inner{4, 5, true, true, true, 1};
    const Network both{2, 8, true, true, true, 1};
    const Analysis passing = analysed(gemm(4, 5, 6), memories({outer, inner}), past);
    const Analysis direct = analysed(gemm(4, 5, 6), memories({both}), "[" + loops);
    EXPECT_EQ(passing.cycles, direct.cycles);
    EXPECT_EQ(passing.stack.start, direct.stack.start);
    EXPECT_EQ(passing.stack.tail, direct.stack.tail);
    const hw::MemoryStalls& stalls = passing.stack.waiting[l1];
    const hw::MemoryStalls& expected = direct.stack.waiting[hw::MemoryIndex{1}];
    EXPECT_EQ(stalls.fill_transfer, expected.fill_transfer);
    EXPECT_EQ(stalls.fill_latency, expected.fill_latency);
    EXPECT_EQ(stalls.drain, expected.drain);
    EXPECT_EQ(passing.capacity[l2].bytes, 0);
    EXPECT_EQ(passing.fill_bytes[l2], passing.fill_bytes[l1]);
    EXPECT_EQ(passing.drain_bytes[l2], passing.drain_bytes[l1]);
}

TEST(BypassTime, ASlotOfAMemoryUsedInPlaceIsFreeWhenItsMacsAreDone) {
    // Weights are used in L2; L1 has taken all its inputs long before.
    const std::string nodes = "[{temporal: N, tile: 1}, {store: [Weight, Input, Output], in: L2},"
                              " {store: [Input, Output], bypass: [Weight], in: L1}]";
    const std::string one_slot =
        "hardware:\n  memories:\n    - {name: DRAM}\n"
        "    - {name: L2, slots: 1, fill: {bytes_per_cycle: 1}, drain: {bytes_per_cycle: 9}}\n"
        "    - {name: L1, fill: {bytes_per_cycle: 100}, drain: {bytes_per_cycle: 9}}\n";
    const Analysis analysis = analysed(gemm(1, 2, 10), one_slot, nodes);
    // Weight column and inputs 20, L1 1, MACs 10; only now the next column: 10, and 10 MACs.
    EXPECT_EQ(analysis.stack.start, 20 + 1);
    EXPECT_EQ(analysis.cycles, 20 + 1 + 10 + 10 + 10 + 2);
    EXPECT_EQ(analysis.stack.waiting[l2].fill_transfer, 10);
}

TEST(BypassTime, OutputsInPlaceDrainFromWhereTheyLie) {
    // The output never sees L1, so its drains have L2's network and latency only.
    const std::string nodes = "[{temporal: N, tile: 1}, {store: [Weight, Input, Output], in: L2},"
                              " {store: [Weight, Input], bypass: [Output], in: L1}]";
    const Network outer{1'000, 7, true, true, true, 1};
    const Network inner{1'000, 50, true, true, true, 1};
    const Analysis analysis = analysed(gemm(3, 2, 4), memories({outer, inner}), nodes);
    EXPECT_EQ(analysis.stack.tail, 3 + 7);
    EXPECT_EQ(analysis.drain_bytes[l1], 0);
}

TEST(BypassTime, SumsGoToTheFirstUnitThatIsPassedWhileAnotherTakesMoreInputs) {
    // R = 3 + 2 over two units of L2. When P goes on, the first unit's tap goes from 2 back to 0
    // and finds its input there; the second one's window is new. Only the first gets sums.
    const std::string workload = "workload: {name: w, layers: [{name: l, type: CONV2D,"
                                 " dimensions: {C: 3, P: 4, R: 5}, stride: {P: 2}}]}\n";
    const std::string nodes = "[{spatial: R, tile: 3, units: 2},"
                              " {store: [Weight, Input], bypass: [Output], in: L2},"
                              " {temporal: C, tile: 1}, {temporal: P, tile: 1},"
                              " {store: [Output], in: L1}, {temporal: R, tile: 1},"
                              " {store: [Weight, Input], in: L1}]";
    const std::string hardware = memories({{1'000, 0}, {1, 0}}) + "  element_bytes: {Output: 4}\n";
    const mapping::Design design = mapping::read_design_text(
        workload + hardware + "mapping: {nodes: " + nodes + "}\n", "sums");
    const workloads::Layer& layer = design.workload.layers.front();
    const mapping::Mapping mapping = bind(design.dataflow, layer, design.hardware);
    const walker::WalkResult right = walker::walk(layer, design.hardware, mapping);
    const Analysis analysis = analyze(layer, design.hardware, mapping);
    EXPECT_GT(analysis.counts[dram][output].reads, 0);
    EXPECT_EQ(analysis.counts, right.counts);
    EXPECT_EQ(analysis.cycles, right.cycles);
    EXPECT_EQ(analysis.stack, right.stack);
}

} // namespace
} // namespace counterpoint::analytical::bypass
