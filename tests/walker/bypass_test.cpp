#include <gtest/gtest.h>

#include "tests/walker/builders.hpp"
#include "tests/walker/layers.hpp"
#include "tests/walker/products.hpp"
#include "tests/walker/walker.hpp"

namespace counterpoint::walker::bypass {
namespace {

using hw::MemoryIndex;
using products::dram;
using products::expect_access;
using products::gemm;
using products::input;
using products::output;
using products::weight;
using workloads::Layer;

constexpr MemoryIndex l2{1};
constexpr MemoryIndex l1{2};
TEST(Bypass, AMemoryThatIsPassedCountsNothingAndNeedsNoRoom) {
    const Layer layer = gemm(4, 1, 3);
    const hw::Hardware hardware = plain_hardware({"DRAM", "L2", "L1"});
    const WalkResult result = walk(layer, hardware,
                                   MappingBuilder(layer, hardware)
                                       .store({"Input", "Output"}, "L2", {"Weight"})
                                       .temporal("M", 1)
                                       .store_all("L1")
                                       .mapping());
    expect_access(result.counts[dram][weight], 3, 0);
    expect_access(result.counts[l2][weight], 0, 0);
    expect_access(result.counts[l1][weight], 12, 3);
    EXPECT_EQ(result.capacity[l2].by_tensor[weight], 0);
    EXPECT_EQ(result.fill_bytes[l2], 4 * 3 + 3) << "weights go over the network all the same";
    EXPECT_EQ(result.fill_bytes[l1], 4 * 3 + 3);
}

TEST(Bypass, EachNetworkOnTheWayCopiesForItsOwnUnits) {
    const Layer layer = gemm(4, 1, 3);
    hw::Hardware hardware = plain_hardware({"DRAM", "L2", "L1"});
    const mapping::Mapping mapping = MappingBuilder(layer, hardware)
                                         .spatial("M", 2, 2)
                                         .store({"Input", "Output"}, "L2", {"Weight"})
                                         .spatial("M", 1, 2)
                                         .store_all("L1")
                                         .mapping();
    const auto weights_read = [&](bool outer_multicast, bool inner_multicast) {
        hardware.memories[l2].fill.multicast = outer_multicast;
        hardware.memories[l1].fill.multicast = inner_multicast;
        const WalkResult result = walk(layer, hardware, mapping);
        EXPECT_EQ(result.counts[l1][weight].writes, 4 * 3);
        EXPECT_EQ(result.fill_bytes[l1] - 4 * 3, (inner_multicast ? 2 : 4) * 3);
        EXPECT_EQ(result.fill_bytes[l2] - 4 * 3, result.counts[dram][weight].reads);
        return result.counts[dram][weight].reads;
    };
    EXPECT_EQ(weights_read(true, true), 3);
    EXPECT_EQ(weights_read(true, false), 3) << "a unit of L2 takes an element once, repeats it";
    EXPECT_EQ(weights_read(false, true), 2 * 3);
    EXPECT_EQ(weights_read(false, false), 2 * 3);
}

TEST(Bypass, PartialSumsAreAddedWhereANetworkReduces) {
    const Layer layer = gemm(2, 1, 4);
    hw::Hardware hardware = plain_hardware({"DRAM", "L3", "L2", "L1"});
    const MemoryIndex inner{3};
    const MemoryIndex passed{2};
    const mapping::Mapping mapping = MappingBuilder(layer, hardware)
                                         .store_all("L3")
                                         .spatial("K", 2, 2)
                                         .store({"Input", "Weight"}, "L2", {"Output"})
                                         .spatial("K", 1, 2)
                                         .store_all("L1")
                                         .mapping();
    const auto arriving = [&](bool outer_reduces, bool inner_reduces) {
        hardware.memories[passed].drain.reduction = outer_reduces;
        hardware.memories[inner].drain.reduction = inner_reduces;
        const WalkResult result = walk(layer, hardware, mapping);
        EXPECT_EQ(result.drain_bytes[inner], 2 * (inner_reduces ? 2 : 4));
        EXPECT_EQ(result.drain_bytes[passed], result.counts[MemoryIndex{1}][output].writes);
        expect_access(result.counts[passed][output], 0, 0);
        return result.counts[MemoryIndex{1}][output].writes;
    };
    EXPECT_EQ(arriving(true, true), 2);
    EXPECT_EQ(arriving(true, false), 2) << "added on the second network";
    EXPECT_EQ(arriving(false, true), 2 * 2);
    EXPECT_EQ(arriving(false, false), 2 * 4);
    hardware.memories[MemoryIndex{1}].accumulate = false;
    EXPECT_THROW(walk(layer, hardware, mapping), CannotRun);
}

TEST(Bypass, PartialSumsComeBackPastTheMemory) {
    const std::int64_t m = 4;
    const std::int64_t k = 3;
    const Layer layer = gemm(m, 1, k);
    const hw::Hardware hardware = plain_hardware({"DRAM", "L2", "L1"});
    const WalkResult result = walk(layer, hardware,
                                   MappingBuilder(layer, hardware)
                                       .store({"Input", "Weight"}, "L2", {"Output"})
                                       .temporal("K", 1)
                                       .temporal("M", 1)
                                       .store_all("L1")
                                       .mapping());
    expect_access(result.counts[dram][output], m * (k - 1), m * k);
    expect_access(result.counts[l2][output], 0, 0);
    expect_access(result.counts[l1][output], m * k + m * (k - 1), m * k + m * (k - 1));
}

TEST(Bypass, ScratchpadsOfOnePeAreUsedInPlace) {
    const Layer layer = gemm(2, 3, 4);
    const hw::Hardware hardware = plain_hardware({"DRAM", "WeightPad", "SumPad"});
    const WalkResult result = walk(layer, hardware,
                                   MappingBuilder(layer, hardware)
                                       .spatial("M", 1, 2)
                                       .store({"Weight"}, "WeightPad", {"Input", "Output"})
                                       .temporal("K", 1)
                                       .store({"Output", "Input"}, "SumPad", {"Weight"})
                                       .mapping());
    EXPECT_EQ(result.pes, 2);
    expect_access(result.counts[MemoryIndex{1}][weight], 24, 2 * 12);
    expect_access(result.counts[MemoryIndex{2}][weight], 0, 0);
    EXPECT_EQ(result.counts[MemoryIndex{2}][output].writes, 24);
    EXPECT_EQ(result.fill_bytes[MemoryIndex{2}], 8) << "inputs only; weights are at hand";
}

TEST(Bypass, WhatPesShareComesToTheirRegistersUncounted) {
    const Layer layer = gemm(2, 3, 4);
    const hw::Hardware hardware = plain_hardware({"DRAM", "L2", "L1"});
    const WalkResult result = walk(layer, hardware,
                                   MappingBuilder(layer, hardware)
                                       .store_all("L2")
                                       .temporal("K", 1)
                                       .spatial("M", 1, 2)
                                       .store({"Output", "Input"}, "L1", {"Weight"})
                                       .mapping());
    expect_access(result.counts[l2][weight], 12, 12);
    expect_access(result.counts[l1][weight], 0, 0);
    EXPECT_EQ(result.capacity[l1].by_tensor[weight], 0);
    EXPECT_EQ(result.fill_bytes[l1], 12 + 8);
}

TEST(Bypass, APassedMemoryFillsAheadOnlyBehindWhatPassesIt) {
    const Layer layer = gemm(2, 2, 1);
    hw::Hardware hardware = plain_hardware({"DRAM", "L2", "L1"});
    hardware.memories[l2].fill.bytes_per_cycle = 1;
    hardware.memories[l1].fill.bytes_per_cycle = 1;
    const auto second_fill = [&](bool weight_bypasses) {
        MappingBuilder builder(layer, hardware);
        builder.temporal("M", 1);
        if (weight_bypasses) {
            builder.store({"Input", "Output"}, "L2", {"Weight"});
        } else {
            builder.store_all("L2");
        }
        return walk(layer, hardware, builder.temporal("N", 1).store_all("L1").mapping())
            .timeline.fills[l2][1];
    };
    EXPECT_EQ(second_fill(false).start, 3) << "one input and two weights went before it";
    EXPECT_EQ(second_fill(true).start, 4) << "the second weight starts to pass in cycle 3";
}

} // namespace
} // namespace counterpoint::walker::bypass
