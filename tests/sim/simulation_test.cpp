#include "sim/simulation.hpp"

#include <cstdint>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/process.hpp"
#include "tests/walker/builders.hpp"

namespace counterpoint::sim {
namespace {

using hw::MemoryIndex;
using testing::HasSubstr;
using workloads::DimensionIndex;
using workloads::TensorIndex;

/// Output[M] = sum over K of Weight[K] * Input[M, K].
workloads::Layer product(std::int64_t m, std::int64_t k) {
    workloads::Layer layer;
    layer.name = "product";
    layer.dimensions = {{"M", m}, {"K", k}};
    layer.tensors = {{"Weight", {{{1, DimensionIndex{1}}}}},
                     {"Input", {{{1, DimensionIndex{0}}}, {{1, DimensionIndex{1}}}}},
                     {"Output", {{{1, DimensionIndex{0}}}}}};
    layer.output = TensorIndex{2};
    return layer;
}

/// Phases of one MAC, each behind `latency`, with so many slots.
Simulation behind_latency(std::int64_t latency, std::int64_t slots, std::int64_t phases) {
    const workloads::Layer layer = product(phases, 1);
    hw::Hardware hardware = walker::plain_hardware({"DRAM", "L1"});
    hw::Memory& l1 = hardware.memories[MemoryIndex{1}];
    l1.fill.latency_cycles = latency;
    l1.fill.bytes_per_cycle = 8;
    l1.slots = slots;
    const mapping::Mapping mapping =
        walker::MappingBuilder(layer, hardware).temporal("M", 1).store_all("L1").mapping();
    return simulate(layer, hardware, mapping);
}

TEST(Simulation, OneSlotTakesTurnsWithTheFill) {
    // A cycle of transfer, the latency, a MAC: nothing overlaps.
    const std::int64_t latency = 4;
    const std::int64_t more = 100;
    EXPECT_EQ(behind_latency(latency, 1, 10 + more).cycles - behind_latency(latency, 1, 10).cycles,
              more * (1 + latency + 1));
}

TEST(Simulation, TwoSlotsBehindFourCyclesOfLatencyTakeThreeTimesTheCompute) {
    const std::int64_t more = 100;
    EXPECT_EQ(behind_latency(4, 2, 10 + more).cycles - behind_latency(4, 2, 10).cycles, 3 * more);
}

TEST(Simulation, SlotsBoundTheLatencyThatCanBeHidden) {
    const std::int64_t phases = 200;
    const std::int64_t latency = 4;
    const Simulation enough = behind_latency(latency, 2 + latency, phases);
    EXPECT_EQ(enough.stack.waiting[MemoryIndex{1}], hw::MemoryStalls{});
    const Simulation one_less = behind_latency(latency, 1 + latency, phases);
    EXPECT_GT(one_less.cycles, enough.cycles);
    const Simulation half = behind_latency(latency, 1 + latency / 2, phases);
    EXPECT_GT(half.stack.waiting[MemoryIndex{1}].fill_latency, phases / 2);
}

TEST(Simulation, CountsTheMacsOfEveryPe) {
    // Seven rows over three PEs in pieces of three: the last PE gets one.
    const workloads::Layer layer = product(7, 2);
    const hw::Hardware hardware = walker::plain_hardware({"DRAM", "L1"});
    const mapping::Mapping mapping = walker::MappingBuilder(layer, hardware)
                                         .spatial("M", 3, 3)
                                         .temporal("K", 1)
                                         .store_all("L1")
                                         .mapping();
    EXPECT_THAT(simulate(layer, hardware, mapping).pe_macs, testing::ElementsAre(6, 6, 2));
}

TEST(Simulation, ATileThatDoesNotFitIsRefusedWithEveryDemand) {
    const workloads::Layer layer = product(4, 3);
    hw::Hardware hardware = walker::plain_hardware({"DRAM", "L2", "L1"});
    // L2 holds all: 3 weights, 12 inputs, 4 outputs. L1: a row, its weights, one output.
    hardware.memories[MemoryIndex{1}].capacity_bytes = 18;
    hardware.memories[MemoryIndex{2}].capacity_bytes = 6;
    hardware.memories[MemoryIndex{2}].slots = 1;
    const mapping::Mapping mapping = walker::MappingBuilder(layer, hardware)
                                         .store_all("L2")
                                         .temporal("M", 1)
                                         .store_all("L1")
                                         .mapping();
    try {
        simulate(layer, hardware, mapping);
        FAIL() << "19 bytes fit into 18, 7 into 6";
    } catch (const InputError& error) {
        ASSERT_EQ(error.problems().size(), 2U);
        EXPECT_THAT(error.problems()[0].found, HasSubstr("19 bytes: Weight 3 + Input 12"));
        EXPECT_THAT(error.problems()[1].found, HasSubstr("7 bytes: Weight 3 + Input 3"));
    }
    hardware.memories[MemoryIndex{1}].capacity_bytes = 19;
    hardware.memories[MemoryIndex{2}].capacity_bytes = 7;
    EXPECT_EQ(simulate(layer, hardware, mapping).macs, 12);
}

TEST(Simulation, PartialSumsThatCollideAreRefused) {
    const workloads::Layer layer = product(2, 2);
    hw::Hardware hardware = walker::plain_hardware({"DRAM", "L1"});
    hardware.memories[MemoryIndex{1}].drain.reduction = false;
    const mapping::Mapping mapping =
        walker::MappingBuilder(layer, hardware).spatial("K", 1, 2).store_all("L1").mapping();
    try {
        simulate(layer, hardware, mapping);
        FAIL() << "two partial sums of one element went into DRAM at once";
    } catch (const InputError& error) {
        EXPECT_THAT(error.problems().front().message, HasSubstr("partial sums"));
    }
    hardware.memories[MemoryIndex{1}].drain.reduction = true;
    EXPECT_EQ(simulate(layer, hardware, mapping).macs, 4);
}

/// Adds up what it is told.
class Tally : public Observer {
  public:
    void filled(const Activity& activity, std::int64_t here, std::int64_t bytes) override {
        EXPECT_LE(activity.until, here);
        fill_bytes += bytes;
    }
    void computed(const Activity& activity, std::int64_t macs_of_phase) override {
        compute += activity.until - activity.from;
        macs += macs_of_phase;
    }
    void drained(const Activity& activity, std::int64_t kept, std::int64_t bytes) override {
        EXPECT_LE(activity.until, kept);
        drain_bytes += bytes;
    }
    void stalled(const Stall& stall) override { waited += stall.until - stall.from; }

    std::int64_t fill_bytes = 0;
    std::int64_t drain_bytes = 0;
    std::int64_t compute = 0;
    std::int64_t macs = 0;
    std::int64_t waited = 0;
};

/// Simulates in this very process: gtest_discover_tests gives every test one of its own.
TEST(Simulation, AnObserverHearsOfEverything) {
    const workloads::Layer layer = product(12, 5);
    hw::Hardware hardware = walker::plain_hardware({"DRAM", "L1"});
    hardware.memories[MemoryIndex{1}].fill.bytes_per_cycle = 1;
    const mapping::Mapping mapping = walker::MappingBuilder(layer, hardware)
                                         .temporal("M", 4)
                                         .spatial("M", 1, 4)
                                         .store_all("L1")
                                         .mapping();
    Tally tally;
    const Simulation simulation = run(layer, hardware, mapping, {}, &tally);
    EXPECT_EQ(tally.macs, simulation.macs);
    EXPECT_EQ(tally.compute, simulation.compute_cycles);
    EXPECT_EQ(tally.fill_bytes, simulation.fill_bytes[MemoryIndex{1}]);
    EXPECT_EQ(tally.drain_bytes, simulation.drain_bytes[MemoryIndex{1}]);
    EXPECT_GT(tally.waited, 0);
    EXPECT_EQ(tally.waited + tally.compute + simulation.stack.tail, simulation.cycles);
}

} // namespace
} // namespace counterpoint::sim
