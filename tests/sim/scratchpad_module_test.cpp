#include "sim/scratchpad_module.hpp"

#include <cstdint>

#include <gtest/gtest.h>

#include "sim/process.hpp"
#include "sim/simulation.hpp"
#include "tests/walker/builders.hpp"

namespace counterpoint::sim {
namespace {

using hw::MemoryIndex;
using workloads::DimensionIndex;
using workloads::TensorIndex;

constexpr MemoryIndex middle{1};
constexpr MemoryIndex innermost{2};

/// Output[M] = sum over K of Weight[K] * Input[M, K], with M = 64 and K = 16.
workloads::Layer blocked_product() {
    workloads::Layer layer;
    layer.name = "product";
    layer.dimensions = {{"M", 64}, {"K", 16}};
    layer.tensors = {{"Weight", {{{1, DimensionIndex{1}}}}},
                     {"Input", {{{1, DimensionIndex{0}}}, {{1, DimensionIndex{1}}}}},
                     {"Output", {{{1, DimensionIndex{0}}}}}};
    layer.output = TensorIndex{2};
    return layer;
}

hw::Hardware hardware_with(const hw::Banks& banks, MemoryIndex where) {
    hw::Hardware hardware = walker::plain_hardware({"DRAM", "L2", "L1"});
    for (const MemoryIndex b : {middle, innermost}) {
        hardware.memories[b].fill.bytes_per_cycle = 4;
        hardware.memories[b].drain.bytes_per_cycle = 4;
    }
    hardware.memories[where].banks = banks;
    return hardware;
}

Simulation simulated(const hw::Hardware& hardware) {
    const workloads::Layer layer = blocked_product();
    return simulate(layer, hardware,
                    walker::MappingBuilder(layer, hardware)
                        .temporal("M", 16)
                        .store_all("L2")
                        .temporal("M", 4)
                        .temporal("K", 4)
                        .store_all("L1")
                        .mapping());
}

hw::Banks four_banks(std::int64_t latency) {
    hw::Banks banks;
    banks.count = 4;
    banks.bytes_per_cycle = 2;
    banks.interleave_bytes = 2;
    banks.latency_cycles = latency;
    return banks;
}

TEST(Scratchpad, LatencyIsAddedToFillsAndDrainsOutOfIt) {
    for (const std::int64_t latency : {1, 7, 40}) {
        hw::Hardware longer_networks = hardware_with(four_banks(0), middle);
        longer_networks.memories[innermost].fill.latency_cycles += latency; // out of L2, inwards
        longer_networks.memories[middle].drain.latency_cycles += latency;   // out of L2, outwards
        const std::int64_t cycles = simulated(hardware_with(four_banks(latency), middle)).cycles;
        EXPECT_EQ(cycles, simulated(longer_networks).cycles) << latency;
        EXPECT_GT(cycles, simulated(hardware_with(four_banks(0), middle)).cycles) << latency;
    }
}

TEST(Scratchpad, OfTheInnermostMemoryOnlyDrainsAreRead) {
    constexpr std::int64_t latency = 9;
    hw::Hardware longer_network = hardware_with(four_banks(0), innermost);
    longer_network.memories[innermost].drain.latency_cycles += latency;
    EXPECT_EQ(simulated(hardware_with(four_banks(latency), innermost)).cycles,
              simulated(longer_network).cycles);
}

TEST(Scratchpad, OfASingleBankOfAByteEveryByteIsAnAccessAndEveryAccessACycle) {
    const Simulation simulation = simulated(hardware_with(hw::Banks{}, middle));
    std::int64_t bytes = 0; // an element is a byte, and L2 has one unit
    for (const hw::Access& access : simulation.counts[middle]) {
        bytes += access.reads + access.writes;
    }
    EXPECT_EQ(simulation.banks[middle]->accesses, bytes);
    EXPECT_EQ(simulation.banks[middle]->busy_cycles, bytes);
    EXPECT_GE(simulation.cycles, bytes);
}

} // namespace
} // namespace counterpoint::sim
