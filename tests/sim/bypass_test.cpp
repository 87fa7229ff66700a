#include <cstddef>
#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

#include "sim/process.hpp"
#include "tests/sim/small_products.hpp"
#include "tests/walker/builders.hpp"
#include "tests/walker/layers.hpp"
#include "tests/walker/products.hpp"

namespace counterpoint::sim::bypass {
namespace {

using hw::Access;
using hw::MemoryIndex;
using walker::MappingBuilder;
using walker::products::dram;
using walker::products::gemm;
using walker::products::input;
using walker::products::output;
using walker::products::weight;
using workloads::Layer;
using workloads::LayerType;

constexpr MemoryIndex l2{1};
constexpr MemoryIndex l1{2};
/// With values, which have to be right.
Simulation with_values(const Layer& layer, const hw::Hardware& hardware,
                       const mapping::Mapping& mapping) {
    Options options;
    options.functional.emplace();
    Simulation result = simulate(layer, hardware, mapping, options);
    EXPECT_EQ(result.values->wrong, 0) << result.values->first_wrong;
    EXPECT_GT(result.values->outputs, 0);
    return result;
}

TEST(BypassedMemory, CountsNothingNeedsNoRoomAndIsPassedAllTheSame) {
    const Layer layer = gemm(4, 1, 3);
    const hw::Hardware hardware = three_memories();
    const Simulation result = with_values(layer, hardware,
                                          MappingBuilder(layer, hardware)
                                              .store({"Input", "Output"}, "L2", {"Weight"})
                                              .temporal("M", 1)
                                              .store_all("L1")
                                              .mapping());
    EXPECT_EQ(result.counts[dram][weight], (Access{3, 0}));
    EXPECT_EQ(result.counts[l2][weight], (Access{0, 0}));
    EXPECT_EQ(result.counts[l1][weight], (Access{12, 3}));
    EXPECT_EQ(result.capacity[l2].by_tensor[weight], 0);
    EXPECT_EQ(result.fill_bytes[l2], 4 * 3 + 3);
    EXPECT_EQ(result.fill_bytes[l1], 4 * 3 + 3);
}

TEST(BypassedMemory, IsNotSeenToHoldWhatPassesIt) {
    const Layer layer = gemm(4, 1, 3);
    const hw::Hardware hardware = three_memories();
    Options options;
    options.trace.occupancy_points = 100;
    const Simulation result = simulate(layer, hardware,
                                       MappingBuilder(layer, hardware)
                                           .store({"Input", "Output"}, "L2", {"Weight"})
                                           .temporal("M", 1)
                                           .store_all("L1")
                                           .mapping(),
                                       options);
    EXPECT_EQ(result.observed.occupancy[l2].most.bytes, 4 * 3 + 4);
    EXPECT_EQ(result.observed.occupancy[l1].most.bytes, 3 + 3 + 1 + (3 + 1)) << "and the next row";
}

TEST(BypassedMemory, WhichNothingIsStoredInStillHasItsUnits) {
    const Layer layer = gemm(4, 2, 3);
    const hw::Hardware hardware = three_memories();
    const Simulation result = with_values(layer, hardware,
                                          MappingBuilder(layer, hardware)
                                              .spatial("M", 2, 2)
                                              .temporal("K", 1)
                                              .store({}, "L2", {"Weight", "Input", "Output"})
                                              .spatial("M", 1, 2)
                                              .store_all("L1")
                                              .mapping());
    EXPECT_EQ(result.units[l2], 2);
    EXPECT_EQ(result.pes, 4);
    EXPECT_EQ(result.phases[l2], 3);
    EXPECT_EQ(result.counts[l2], std::vector<Access>(3));
    EXPECT_EQ(result.capacity[l2].bytes, 0);
    EXPECT_EQ(result.counts[dram][weight].reads, 6) << "one read serves all four PEs";
    EXPECT_EQ(result.fill_bytes[l1], 2 * 6 + 12) << "each unit that is passed repeats it";
}

TEST(BypassedMemory, OfPartialSumsThatComeBack) {
    const std::int64_t m = 4;
    const std::int64_t k = 3;
    const Layer layer = gemm(m, 1, k);
    const hw::Hardware hardware = three_memories();
    const Simulation result = with_values(layer, hardware,
                                          MappingBuilder(layer, hardware)
                                              .store({"Input", "Weight"}, "L2", {"Output"})
                                              .temporal("K", 1)
                                              .temporal("M", 1)
                                              .store_all("L1")
                                              .mapping());
    EXPECT_EQ(result.counts[dram][output], (Access{m * (k - 1), m * k}));
    EXPECT_EQ(result.counts[l2][output], (Access{0, 0}));
    EXPECT_EQ(result.drain_bytes[l2], m * k);
    EXPECT_EQ(result.drain_bytes[l1], m * k);
}

TEST(BypassedMemory, OfInputsOfAConvolutionWithStridesAndHalos) {
    const Layer layer = walker::fixed_layer(
        LayerType::conv2d, {{"N", 1}, {"K", 3}, {"C", 2}, {"P", 5}, {"Q", 4}, {"R", 3}, {"S", 2}});
    hw::Hardware hardware = three_memories();
    for (const bool multicast : {false, true}) {
        hardware.memories[l2].fill.multicast = multicast;
        hardware.memories[l1].fill.multicast = !multicast;
        const Simulation result = with_values(layer, hardware,
                                              MappingBuilder(layer, hardware)
                                                  .spatial("P", 3, 2)
                                                  .temporal("C", 1)
                                                  .store({"Weight", "Output"}, "L2", {"Input"})
                                                  .temporal("Q", 3)
                                                  .spatial("K", 2, 2)
                                                  .store_all("L1")
                                                  .mapping());
        // Rows 0 to 4 and 3 to 6 of 7, columns 0 to 3 and 3 to 4 of 5, of each channel; K shares.
        const std::int64_t rows = multicast ? 7 : 5 + 4;
        EXPECT_EQ(result.counts[dram][input].reads, 2 * rows * 5);
    }
}

TEST(BypassedInnermostMemory, LeavesOperandsInPlaceWhereEveryPeHasItsOwn) {
    const Layer layer = gemm(2, 3, 4);
    const hw::Hardware hardware = walker::plain_hardware({"DRAM", "WeightPad", "SumPad"});
    const Simulation result = with_values(layer, hardware,
                                          MappingBuilder(layer, hardware)
                                              .spatial("M", 1, 2)
                                              .store({"Weight"}, "WeightPad", {"Input", "Output"})
                                              .temporal("K", 1)
                                              .store({"Output", "Input"}, "SumPad", {"Weight"})
                                              .mapping());
    EXPECT_EQ(result.counts[l2][weight], (Access{24, 2 * 12}));
    EXPECT_EQ(result.counts[l1][weight], (Access{0, 0}));
    EXPECT_EQ(result.fill_bytes[l1], 8) << "inputs only";
}

TEST(BypassedInnermostMemory, LeavesPartialSumsInPlace) {
    const Layer layer = gemm(2, 3, 4);
    const hw::Hardware hardware = three_memories();
    const Simulation result = with_values(layer, hardware,
                                          MappingBuilder(layer, hardware)
                                              .store_all("L2")
                                              .temporal("K", 2)
                                              .temporal("N", 1)
                                              .store({"Weight", "Input"}, "L1", {"Output"})
                                              .mapping());
    EXPECT_EQ(result.counts[l2][output].writes, 24);
    EXPECT_EQ(result.counts[l2][output].reads, 24 - 6 + 6) << "but for the first; and drained";
    EXPECT_EQ(result.counts[l1][output], (Access{0, 0}));
    EXPECT_EQ(result.drain_bytes[l1], 0);
    EXPECT_EQ(result.drain_bytes[l2], 6);
}

TEST(BypassedInnermostMemory, LetsPesKeepInRegistersWhatTheyShare) {
    const Layer layer = gemm(2, 3, 4);
    const hw::Hardware hardware = three_memories();
    const Simulation result = with_values(layer, hardware,
                                          MappingBuilder(layer, hardware)
                                              .store_all("L2")
                                              .temporal("K", 1)
                                              .spatial("M", 1, 2)
                                              .store({"Input"}, "L1", {"Weight", "Output"})
                                              .mapping());
    EXPECT_EQ(result.counts[l2][weight], (Access{12, 12}));
    EXPECT_EQ(result.counts[l1][weight], (Access{0, 0}));
    EXPECT_EQ(result.counts[l1][output], (Access{0, 0}));
    EXPECT_EQ(result.capacity[l1].by_tensor[weight], 0);
    EXPECT_EQ(result.capacity[l1].by_tensor[output], 0);
    EXPECT_EQ(result.fill_bytes[l1], 12 + 8);
    EXPECT_EQ(result.drain_bytes[l1], 6);
}

TEST(BypassedMemory, FillsAheadOnlyBehindWhatPassesIt) {
    // A column of weights and a row of inputs have 4 bytes, every network carries a byte a cycle.
    const Layer layer = gemm(2, 2, 4);
    hw::Hardware hardware = three_memories();
    hardware.memories[l2].fill.bytes_per_cycle = 1;
    hardware.memories[l1].fill.bytes_per_cycle = 1;
    const auto cycles = [&](bool bypass) {
        MappingBuilder builder(layer, hardware);
        builder.temporal("M", 1);
        bypass ? builder.store({"Input", "Output"}, "L2", {"Weight"}) : builder.store_all("L2");
        return with_values(layer, hardware, builder.temporal("N", 1).store_all("L1").mapping());
    };
    const Simulation bypassed = cycles(true);
    EXPECT_EQ(bypassed.stack.start, 4 + 8);
    // The second column passes L2 from 12 to 16. Not before can L2 get the second row, 16 to 20;
    // with it L1 gets both columns again, 20 to 28 and 28 to 32. Then four MACs and two drains.
    EXPECT_EQ(bypassed.cycles, 32 + 4 + 2);
    const Simulation stored = cycles(false);
    EXPECT_EQ(stored.stack.start, 12 + 8);
    EXPECT_EQ(stored.cycles, 36 + 4 + 2) << "the second row came long before it was needed";
}

TEST(BypassedMemory, IsPassedByDrainsThatEachNetworkAddsUp) {
    const Layer layer = gemm(2, 1, 4);
    hw::Hardware hardware = walker::plain_hardware({"DRAM", "L3", "L2", "L1"});
    const MemoryIndex inner{3};
    const MemoryIndex passed{2};
    const mapping::Mapping mapping = MappingBuilder(layer, hardware)
                                         .store_all("L3")
                                         .spatial("K", 2, 2)
                                         .store({"Input", "Weight"}, "L2", {"Output"})
                                         .spatial("K", 1, 2)
                                         .store_all("L1")
                                         .mapping();
    for (const bool outer : {false, true}) {
        for (const bool within : {false, true}) {
            hardware.memories[passed].drain.reduction = outer;
            hardware.memories[inner].drain.reduction = within;
            const Simulation result = with_values(layer, hardware, mapping);
            EXPECT_EQ(result.drain_bytes[inner], within ? 4 : 8);
            EXPECT_EQ(result.drain_bytes[passed], outer ? 2 : (within ? 4 : 8));
            EXPECT_EQ(result.counts[MemoryIndex{1}][output].writes, result.drain_bytes[passed]);
        }
    }
    hardware.memories[MemoryIndex{1}].accumulate = false;
    hardware.memories[passed].drain.reduction = false;
    EXPECT_THROW(simulate(layer, hardware, mapping), InputError);
}

} // namespace
} // namespace counterpoint::sim::bypass
