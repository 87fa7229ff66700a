#include "sim/magnitudes.hpp"

#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/process.hpp"
#include "tests/walker/builders.hpp"
#include "tests/walker/layers.hpp"
#include "vocabulary/checked.hpp"

namespace counterpoint::sim {
namespace {

using hw::MemoryIndex;

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

/// K products of M x 1 and 1 x N, one after the other, in pieces of so many rows.
struct Outer {
    Outer(std::int64_t m, std::int64_t n, std::int64_t k = 1)
        : rows(m),
          layer(walker::fixed_layer(workloads::LayerType::gemm, {{"M", m}, {"N", n}, {"K", k}})) {
        layer.name = "outer";
        layer.place.line = 3;
    }

    [[nodiscard]] mapping::Mapping mapping() const {
        return walker::MappingBuilder(layer, hardware)
            .temporal("K", 1)
            .temporal("M", rows)
            .store_all("L1")
            .mapping();
    }
    [[nodiscard]] Simulation run() const { return simulate(layer, hardware, mapping()); }
    void expect_refusal() const {
        try {
            (void)run();
            ADD_FAILURE() << "it fits";
        } catch (const InputError& error) {
            ASSERT_EQ(error.problems().size(), 1U);
            EXPECT_EQ(error.problems().front().message,
                      "layer outer: its counts or cycles do not fit 64 bits");
            EXPECT_EQ(error.problems().front().place.line, 3);
        }
    }

    std::int64_t rows;
    workloads::Layer layer;
    hw::Hardware hardware = walker::plain_hardware({"DRAM", "L1"});
};

constexpr std::int64_t billion = 1'000'000'000;

TEST(Magnitudes, ThatFitAreCountedExactly) {
    const Simulation simulation = Outer(2 * billion, 2 * billion).run();
    EXPECT_EQ(simulation.macs, 4 * billion * billion);
    EXPECT_EQ(simulation.counts[MemoryIndex{0}][0].reads, 2 * billion);
    EXPECT_EQ(simulation.counts[MemoryIndex{0}][2].writes, 4 * billion * billion);
}

TEST(Magnitudes, MacsBeyond64BitsAreRefused) {
    Outer(4 * billion, 4 * billion).expect_refusal();
    Outer(2 * billion, 2 * billion, 3).expect_refusal();
}

TEST(Magnitudes, BytesBeyond64BitsAreRefused) {
    Outer wide(2 * billion, 2 * billion);
    wide.hardware.element_bytes = {{"Output", 2}};
    EXPECT_EQ(wide.run().drain_bytes[MemoryIndex{1}], 8 * billion * billion);
    wide.hardware.element_bytes = {{"Output", 3}};
    wide.expect_refusal();
}

TEST(Magnitudes, ADemandBeyond64BitsIsRefused) {
    // Two weights at a time, of two, with as many slots as to make it too much.
    Outer slots(2, 2 * billion, 2);
    slots.hardware.memories[MemoryIndex{1}].slots = 2 * billion;
    EXPECT_GT(slots.run().capacity[MemoryIndex{1}].bytes, billion * billion);
    slots.hardware.memories[MemoryIndex{1}].slots = 5 * billion;
    slots.expect_refusal();
}

TEST(Magnitudes, SumsOverPhasesBeyond64BitsAreRefused) {
    Outer sums(billion, 2 * billion, 2);
    sums.rows = billion / 2;
    // All MACs write to L1, and so do the partial sums that come back.
    EXPECT_EQ(sums.run().counts[MemoryIndex{1}][2].writes, 6 * billion * billion);
    sums.hardware.element_bytes = {{"Output", 2}};
    EXPECT_EQ(sums.run().drain_bytes[MemoryIndex{1}], 8 * billion * billion);
    sums.hardware.element_bytes = {{"Output", 3}};
    sums.expect_refusal();
    Outer more(2 * billion, 2 * billion, 2);
    EXPECT_EQ(more.run().macs, 8 * billion * billion);
    more.rows = billion;
    more.expect_refusal();
}

TEST(Magnitudes, CyclesBeyond64BitsAreRefused) {
    Outer late(1, 1, 2);
    late.hardware.memories[MemoryIndex{1}].slots = 1;
    late.hardware.memories[MemoryIndex{1}].fill.latency_cycles = most / 3;
    EXPECT_GT(late.run().cycles, most / 3 * 2);
    late.hardware.memories[MemoryIndex{1}].fill.latency_cycles = most / 2;
    late.expect_refusal();
}

TEST(Magnitudes, ANetworkOfAnyWidthTakesACycle) {
    Outer wide(2, 2);
    wide.hardware.memories[MemoryIndex{1}].fill.bytes_per_cycle = most;
    wide.hardware.memories[MemoryIndex{1}].drain.bytes_per_cycle = most;
    wide.hardware.pe.lanes = most;
    EXPECT_EQ(wide.run().cycles, 3);
}

TEST(Magnitudes, MorePhasesThan64BitsAreRefusedAtOnce) {
    workloads::Layer layer = walker::fixed_layer(
        workloads::LayerType::gemm, {{"M", 3 * billion}, {"N", 3 * billion}, {"K", 1}});
    const hw::Hardware hardware = walker::plain_hardware({"DRAM", "L1"});
    walker::MappingBuilder builder(layer, hardware);
    // Of each dimension, two pieces of up to two billion: an upper bound of 1.6e19 phases.
    builder.temporal("M", 2 * billion).temporal("N", 2 * billion).temporal("M", 1);
    builder.temporal("N", 1).store_all("L1");
    const Program program = build_program(layer, hardware, builder.mapping());
    EXPECT_THROW(check_magnitudes(program, layer, hardware), Overflow);
}

TEST(Checked, SumsAndProductsFitOrThrow) {
    EXPECT_EQ(checked_sum(most - 1, 1), most);
    EXPECT_THROW(checked_sum(most, 1), Overflow);
    EXPECT_EQ(checked_product(most / 2, 2), most - 1);
    EXPECT_THROW(checked_product(most / 2 + 1, 2), Overflow);
}

} // namespace
} // namespace counterpoint::sim
