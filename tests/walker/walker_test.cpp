#include "tests/walker/walker.hpp"

#include <gtest/gtest.h>

#include "tests/walker/builders.hpp"
#include "tests/walker/layers.hpp"
#include "tests/walker/products.hpp"

namespace counterpoint::walker {
namespace {

using hw::MemoryIndex;
using products::dram;
using products::expect_access;
using products::gemm;
using products::input;
using products::output;
using products::weight;
using workloads::Layer;
using workloads::LayerType;

constexpr MemoryIndex first{1};  ///< the memory below DRAM
constexpr MemoryIndex second{2}; ///< and the one below that

TEST(Walker, OneTileTakesFillComputeAndDrainOneAfterTheOther) {
    const std::int64_t m = 3;
    const std::int64_t n = 4;
    const std::int64_t k = 5;
    const Layer layer = gemm(m, n, k);
    hw::Hardware hardware = plain_hardware({"DRAM", "L1"});
    hardware.memories[first].fill = {7, 2, true, false, {}};
    hardware.memories[first].drain = {5, 3, true, {}};
    hardware.pe.lanes = 8;
    hardware.element_bytes = {{"Output", 4}};
    const WalkResult result =
        walk(layer, hardware, MappingBuilder(layer, hardware).store_all("L1").mapping());

    const std::int64_t fill = (m * k + k * n + 6) / 7 + 2;
    const std::int64_t compute = (m * n * k + 7) / 8;
    const std::int64_t drain = (4 * m * n + 4) / 5 + 3;
    EXPECT_EQ(result.cycles, fill + compute + drain);
    EXPECT_EQ(result.stack.start, fill);
    EXPECT_EQ(result.stack.compute, compute);
    EXPECT_EQ(result.stack.tail, drain);
    EXPECT_EQ(result.macs, m * n * k);
    EXPECT_EQ(result.capacity[first].bytes, m * k + k * n + 4 * m * n);
    EXPECT_EQ(result.fill_bytes[first], m * k + k * n);
    EXPECT_EQ(result.drain_bytes[first], 4 * m * n);
    expect_access(result.counts[dram][weight], k * n, 0);
    expect_access(result.counts[dram][output], 0, m * n);
    expect_access(result.counts[first][input], m * n * k, m * k);
    expect_access(result.counts[first][output], m * n * (k - 1) + m * n, m * n * k);
}

TEST(Walker, ALayerOfOneMacIsOneMac) {
    const Layer layer = gemm(1, 1, 1);
    const hw::Hardware hardware = plain_hardware({"DRAM", "L1"});
    const WalkResult result =
        walk(layer, hardware,
             MappingBuilder(layer, hardware).temporal("K", 5).store_all("L1").mapping());
    EXPECT_EQ(result.macs, 1);
    EXPECT_EQ(result.pes, 1);
    EXPECT_EQ(result.phases[first], 1);
    EXPECT_EQ(result.cycles, 1 + 1 + 1);
    expect_access(result.counts[first][output], 1, 1);
}

TEST(Walker, AStationaryOutputLeavesOnceWhileInputsStream) {
    const std::int64_t m = 2;
    const std::int64_t n = 3;
    const std::int64_t k = 7;
    const Layer layer = gemm(m, n, k);
    const hw::Hardware hardware = plain_hardware({"DRAM", "L1"});
    const WalkResult result = walk(layer, hardware,
                                   MappingBuilder(layer, hardware)
                                       .store({"Output"}, "L1")
                                       .temporal("K", 3)
                                       .store({"Weight", "Input"}, "L1")
                                       .mapping());
    EXPECT_EQ(result.phases[first], 3) << "pieces of 3, 3 and 1";
    expect_access(result.counts[dram][output], 0, m * n);
    expect_access(result.counts[dram][weight], k * n, 0);
    EXPECT_EQ(result.capacity[first].by_tensor[weight], 3 * n + 3 * n) << "two slots";
    EXPECT_EQ(result.capacity[first].by_tensor[output], m * n) << "never a new element";
}

TEST(Walker, AReductionOutsideOfItsOutputsSendsPartialSumsOutAndBack) {
    const std::int64_t m = 4;
    const std::int64_t k = 3;
    const Layer layer = gemm(m, 1, k);
    const hw::Hardware hardware = plain_hardware({"DRAM", "L1"});
    const WalkResult result = walk(layer, hardware,
                                   MappingBuilder(layer, hardware)
                                       .temporal("K", 1)
                                       .temporal("M", 1)
                                       .store_all("L1")
                                       .mapping());
    expect_access(result.counts[dram][output], m * (k - 1), m * k);
    expect_access(result.counts[first][output], m * k + m * (k - 1), m * k + m * (k - 1));
    expect_access(result.counts[dram][weight], k, 0);
}

TEST(Walker, AMemoryThatAddsTakesPartialSumsInsteadOfHandingThemBack) {
    const std::int64_t m = 4;
    const std::int64_t k = 3;
    const Layer layer = gemm(m, 1, k);
    const hw::Hardware hardware = plain_hardware({"DRAM", "L2", "L1"});
    const WalkResult result = walk(layer, hardware,
                                   MappingBuilder(layer, hardware)
                                       .store_all("L2")
                                       .temporal("K", 1)
                                       .temporal("M", 1)
                                       .store_all("L1")
                                       .mapping());
    expect_access(result.counts[dram][output], 0, m);
    expect_access(result.counts[first][output], m * (k - 1) + m, m * k);
    expect_access(result.counts[second][output], m * k, m * k);
}

TEST(Walker, MulticastReadsOnceForAllUnits) {
    const std::int64_t m = 5;
    const std::int64_t n = 2;
    const std::int64_t k = 3;
    const Layer layer = gemm(m, n, k);
    hw::Hardware hardware = plain_hardware({"DRAM", "L1"});
    const mapping::Mapping mapping =
        MappingBuilder(layer, hardware).spatial("M", 2, 9).store_all("L1").mapping();
    const WalkResult together = walk(layer, hardware, mapping);
    EXPECT_EQ(together.pes, 3) << "five rows by two, the last unit with one";
    EXPECT_EQ(together.compute_cycles, 2 * n * k);
    expect_access(together.counts[dram][weight], k * n, 0);
    expect_access(together.counts[first][weight], m * n * k, 3 * k * n);

    hardware.memories[first].fill.multicast = false;
    const WalkResult one_by_one = walk(layer, hardware, mapping);
    expect_access(one_by_one.counts[dram][weight], 3 * k * n, 0);
    EXPECT_EQ(one_by_one.fill_bytes[first], 3 * k * n + m * k);
}

TEST(Walker, PartialSumsOfAReductionOverUnitsAreAddedOnTheWay) {
    const std::int64_t units = 4;
    const std::int64_t m = 3;
    const Layer layer = gemm(m, 1, units);
    hw::Hardware hardware = plain_hardware({"DRAM", "L1"});
    const mapping::Mapping mapping =
        MappingBuilder(layer, hardware).spatial("K", 1, units).store_all("L1").mapping();
    const WalkResult result = walk(layer, hardware, mapping);
    expect_access(result.counts[dram][output], 0, m);
    expect_access(result.counts[first][output], units * m, units * m);

    hardware.memories[first].drain.reduction = false;
    EXPECT_THROW(walk(layer, hardware, mapping), CannotRun);
}

TEST(Walker, WithoutReductionThePartialSumsAreAddedWhereTheyArrive) {
    const std::int64_t units = 4;
    const std::int64_t m = 3;
    const Layer layer = gemm(m, 1, units);
    hw::Hardware hardware = plain_hardware({"DRAM", "L2", "L1"});
    hardware.memories[second].drain.reduction = false;
    const mapping::Mapping mapping = MappingBuilder(layer, hardware)
                                         .store_all("L2")
                                         .spatial("K", 1, units)
                                         .store_all("L1")
                                         .mapping();
    const WalkResult result = walk(layer, hardware, mapping);
    expect_access(result.counts[first][output], (units - 1) * m + m, units * m);
    EXPECT_EQ(result.drain_bytes[second], units * m);

    hardware.memories[first].accumulate = false;
    EXPECT_THROW(walk(layer, hardware, mapping), CannotRun);
}

TEST(Walker, ASlidingWindowTakesOnlyWhatIsNew) {
    const std::int64_t p = 6;
    const std::int64_t r = 5;
    for (const std::int64_t stride : {1, 2, 7}) {
        const Layer layer = fixed_layer(LayerType::conv2d, {{"P", p}, {"R", r}}, {{"P", stride}});
        const hw::Hardware hardware = plain_hardware({"DRAM", "L1"});
        const WalkResult result =
            walk(layer, hardware,
                 MappingBuilder(layer, hardware).temporal("P", 1).store_all("L1").mapping());
        const std::int64_t step = std::min(stride, r);
        EXPECT_EQ(result.counts[dram][input].reads, r + (p - 1) * step) << "stride " << stride;
        EXPECT_EQ(result.capacity[first].by_tensor[input], r + step) << "stride " << stride;
    }
}

TEST(Walker, AnIdleUnitKeepsTheTileOfADimensionItDoesNotHave) {
    const std::int64_t c = 4;
    const Layer layer = fixed_layer(LayerType::fc, {{"N", 1}, {"K", 3}, {"C", c}});
    const hw::Hardware hardware = plain_hardware({"DRAM", "L1"});
    const WalkResult result = walk(layer, hardware,
                                   MappingBuilder(layer, hardware)
                                       .spatial("K", 2, 2)
                                       .temporal("K", 1)
                                       .store_all("L1")
                                       .mapping());
    EXPECT_EQ(result.phases[first], 2);
    EXPECT_EQ(result.pes, 2);
    EXPECT_EQ(result.counts[first][input].writes, 2 * c) << "unit 1 idles, its input stays";
    EXPECT_EQ(result.counts[first][weight].writes, 3 * c);
    expect_access(result.counts[dram][output], 0, 3);
}

/// Phases of one cycle behind a latency: (slots) phases in (1 to send + latency + 1) cycles.
TEST(Walker, TwoSlotsHideLittleLatency) {
    const std::int64_t latency = 4;
    const auto cycles = [&](std::int64_t phases, std::int64_t slots) {
        const Layer layer = gemm(1, 1, phases);
        hw::Hardware hardware = plain_hardware({"DRAM", "L1"});
        hardware.memories[first].fill.latency_cycles = latency;
        hardware.memories[first].slots = slots;
        return walk(layer, hardware,
                    MappingBuilder(layer, hardware).temporal("K", 1).store_all("L1").mapping());
    };
    for (const std::int64_t slots : {std::int64_t{1}, std::int64_t{2}, 1 + latency, 2 + latency}) {
        EXPECT_EQ(cycles(100 + slots, slots).cycles - cycles(100, slots).cycles, 2 + latency)
            << slots << " slots";
    }
    EXPECT_EQ(cycles(101, 3 + latency).cycles - cycles(100, 3 + latency).cycles, 1)
        << "no slots can give more than a phase a cycle";
    const hw::CycleStack stack = cycles(100, 2).stack;
    EXPECT_EQ(stack.compute, 100);
    EXPECT_EQ(stack.waiting[first].fill_latency, 49 * (latency - 1))
        << "each pair of phases waits once for its slots";
    EXPECT_EQ(stack.waiting[first].fill_transfer, 49) << "and for its first tile to be sent";
}

TEST(Walker, WaitingForRoomIsChargedToTheDrain) {
    const std::int64_t phases = 10;
    const Layer layer = gemm(phases, 1, 1);
    hw::Hardware hardware = plain_hardware({"DRAM", "L1"});
    hardware.memories[first].slots = 1;
    hardware.memories[first].drain.latency_cycles = 6;
    const WalkResult result =
        walk(layer, hardware,
             MappingBuilder(layer, hardware).temporal("M", 1).store_all("L1").mapping());
    EXPECT_EQ(result.cycles, 1 + phases * (1 + 1 + 6)) << "nothing overlaps but the next fill";
    EXPECT_EQ(result.stack.tail, 1 + 6);
    EXPECT_EQ(result.stack.waiting[first].fill_transfer, phases - 1);
    EXPECT_EQ(result.stack.waiting[first].drain, (phases - 1) * 6);
}

} // namespace
} // namespace counterpoint::walker
