#include <cstdint>

#include <gtest/gtest.h>

#include "hw/dram/standard_reader.hpp"
#include "sim/process.hpp"
#include "tests/walker/builders.hpp"
#include "tests/walker/layers.hpp"

namespace counterpoint::sim {
namespace {

using hw::MemoryIndex;

/// Sums of `k` products, `m` of them, each phase of one MAC behind a memory of some kind.
struct Sums {
    workloads::Layer layer;
    hw::Hardware hardware = walker::plain_hardware({"DRAM", "L2", "L1"});
    mapping::Mapping mapping;

    Sums(std::int64_t m, std::int64_t k)
        : layer(walker::fixed_layer(workloads::LayerType::gemm, {{"M", m}, {"K", k}})),
          mapping(walker::MappingBuilder(layer, hardware)
                      .temporal("M", 1)
                      .store_all("L2")
                      .temporal("K", 1)
                      .store_all("L1")
                      .mapping()) {}

    [[nodiscard]] Simulation run() const { return simulate(layer, hardware, mapping); }
};

TEST(MemoryDelays, AFillOfOneByteTakesARowMissOfTheDram) {
    Sums sums(1, 1);
    const std::int64_t ideal_cycles = sums.run().cycles;
    hw::DramConfiguration dram = hw::default_configuration(*hw::find_dram_standard("DDR4-2400"));
    dram.refresh = hw::RefreshMode::none;
    sums.hardware.memories[MemoryIndex{0}].dram = dram;
    sums.hardware.clock_ghz = 1.2; // that of the DRAM
    const hw::DramTimings& timings = dram.standard.timings;
    const Simulation real = sums.run();
    EXPECT_EQ(real.dram->statistics.commands[hw::index_of(hw::DramCommand::read)], 2)
        << "a burst of weights and one of inputs";
    EXPECT_EQ(real.dram->statistics.commands[hw::index_of(hw::DramCommand::write)], 1);
    EXPECT_GE(real.cycles, ideal_cycles + timings.rcd_read + timings.rl + timings.wl);
    for (const TensorTraffic& read : {real.dram->read[0], real.dram->read[1]}) {
        EXPECT_EQ(read.needed, 1);
        EXPECT_EQ(read.moved, 64);
        EXPECT_EQ(read.rows.misses, 1) << "each in a bank of its own";
    }
    EXPECT_EQ(real.dram->written[2].moved, 64);
}

TEST(MemoryDelays, WhatIsWrittenToADramWaitsUntilTheNetworkHasBroughtIt) {
    const std::int64_t rows = 256;
    Sums sums(rows, 1);
    sums.mapping = walker::MappingBuilder(sums.layer, sums.hardware)
                       .store_all("L2")
                       .temporal("M", 1)
                       .store_all("L1")
                       .mapping();
    hw::DramConfiguration dram = hw::default_configuration(*hw::find_dram_standard("DDR4-2400"));
    dram.refresh = hw::RefreshMode::none;
    sums.hardware.clock_ghz = 1.2; // that of the DRAM
    sums.hardware.memories[MemoryIndex{0}].dram = dram;
    sums.hardware.memories[MemoryIndex{1}].drain.bytes_per_cycle = 1;
    // A byte a cycle, then the first burst to a closed row, and the others behind it.
    const hw::DramTimings& timings = dram.standard.timings;
    EXPECT_GE(sums.run().stack.tail,
              rows + timings.wl +
                  rows / dram.standard.bytes_per_burst * dram.standard.burst_clocks());
}

TEST(MemoryDelays, WaitingForADramIsPartOfTheFill) {
    Sums sums(40, 40);
    const Simulation without = sums.run();
    EXPECT_LT(without.stack.waiting[MemoryIndex{1}].fill_transfer, 40);
    sums.hardware.memories[MemoryIndex{0}].dram =
        hw::default_configuration(*hw::find_dram_standard("LPDDR4-3200"));
    sums.hardware.clock_ghz = 30; // a burst takes far longer than a row of 40 MACs
    const Simulation real = sums.run();
    EXPECT_GT(real.stack.waiting[MemoryIndex{1}].fill_transfer, real.cycles / 2);
}

TEST(MemoryDelays, ASecondPortIsFaster) {
    Sums sums(6, 9);
    hw::Banks banks;
    banks.latency_cycles = 0;
    sums.hardware.memories[MemoryIndex{1}].banks = banks;
    const Simulation one_port = sums.run();
    sums.hardware.memories[MemoryIndex{1}].banks->ports = 2;
    const Simulation two_ports = sums.run();
    EXPECT_LT(two_ports.cycles, one_port.cycles);
    EXPECT_EQ(two_ports.banks[MemoryIndex{1}]->accesses, one_port.banks[MemoryIndex{1}]->accesses);
}

} // namespace
} // namespace counterpoint::sim
