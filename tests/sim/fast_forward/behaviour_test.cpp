#include <cstdint>
#include <string>

#include <gtest/gtest.h>

#include "hw/dram/standard_reader.hpp"
#include "sim/process.hpp"
#include "sim/simulation.hpp"
#include "tests/sim/fast_forward/everything_of.hpp"
#include "tests/walker/builders.hpp"
#include "tests/walker/layers.hpp"

namespace counterpoint::sim {
namespace {

using hw::MemoryIndex;

workloads::Layer gemm(std::int64_t m, std::int64_t n, std::int64_t k) {
    return walker::fixed_layer(workloads::LayerType::gemm, {{"M", m}, {"N", n}, {"K", k}});
}

/// Three memories behind latency, which neither transfers nor slots hide.
hw::Hardware slow_hardware() {
    hw::Hardware hardware = walker::plain_hardware({"DRAM", "L2", "L1"});
    for (const std::size_t b : {1U, 2U}) {
        hw::Memory& memory = hardware.memories[MemoryIndex{b}];
        memory.fill.bytes_per_cycle = 7;
        memory.fill.latency_cycles = 11;
        memory.drain.bytes_per_cycle = 5;
        memory.drain.latency_cycles = 3;
    }
    return hardware;
}

mapping::Mapping tiled(const workloads::Layer& layer, const hw::Hardware& hardware) {
    return walker::MappingBuilder(layer, hardware)
        .temporal("M", 16)
        .temporal("N", 16)
        .temporal("K", 16)
        .store_all("L2")
        .spatial("N", 4, 4)
        .temporal("M", 2)
        .temporal("K", 4)
        .store_all("L1")
        .mapping();
}

struct Both {
    Simulation fast;
    Simulation full;
};

Both simulated(const workloads::Layer& layer, const hw::Hardware& hardware,
               const mapping::Mapping& mapping) {
    Options options;
    Both both;
    both.fast = simulate(layer, hardware, mapping, options);
    options.fast_forward = false;
    both.full = simulate(layer, hardware, mapping, options);
    return both;
}

std::int64_t executed(const Simulation& simulation) {
    return simulation.phases.back() - simulation.skipped.phases;
}

TEST(FastForward, SkipsMostOfALargeProductAndSaysTheSame) {
    const workloads::Layer layer = gemm(400, 300, 500);
    const hw::Hardware hardware = slow_hardware();
    const auto [fast, full] = simulated(layer, hardware, tiled(layer, hardware));
    EXPECT_TRUE(everything_of(fast) == everything_of(full));
    EXPECT_TRUE(fast.skipped.enabled);
    EXPECT_GT(fast.skipped.times, 0);
    EXPECT_LT(executed(fast), full.phases.back() / 10);
    EXPECT_GT(fast.skipped.cycles, full.cycles * 9 / 10);
    EXPECT_LT(fast.skipped.cycles, full.cycles);
    EXPECT_FALSE(full.skipped.enabled);
    EXPECT_EQ(full.skipped.phases, 0);
}

TEST(FastForward, WorkDoesNotGrowWithTheDimensions) {
    const hw::Hardware hardware = slow_hardware();
    const auto work = [&](std::int64_t m, std::int64_t n, std::int64_t k) {
        const workloads::Layer layer = gemm(m, n, k);
        return executed(simulate(layer, hardware, tiled(layer, hardware)));
    };
    const std::int64_t work_of_least = work(320, 320, 320);
    EXPECT_LE(work(320'000, 320, 320), work_of_least * 3 / 2);
    EXPECT_LE(work(320, 320'000, 320), work_of_least * 3 / 2);
    EXPECT_LE(work(320, 320, 320'000), work_of_least * 3 / 2);
    EXPECT_LE(work(320'000, 320'000, 320'000), work_of_least * 2);
}

TEST(FastForward, FindsPeriodsOfSeveralIterations) {
    // 5 bytes a phase go around 8 banks of 3 bytes: the same banks again after 24 phases.
    const workloads::Layer layer = gemm(60'000, 1, 1);
    hw::Hardware hardware = walker::plain_hardware({"DRAM", "L1"});
    hardware.element_bytes = {{"Input", 5}};
    hw::Banks banks;
    banks.count = 8;
    banks.bytes_per_cycle = 1;
    banks.ports = 1;
    banks.interleave_bytes = 3;
    hardware.memories[MemoryIndex{1}].banks = banks;
    const mapping::Mapping mapping =
        walker::MappingBuilder(layer, hardware).temporal("M", 1).store_all("L1").mapping();
    const auto [fast, full] = simulated(layer, hardware, mapping);
    EXPECT_TRUE(everything_of(fast) == everything_of(full));
    EXPECT_GT(fast.skipped.phases, 40'000);
}

TEST(FastForward, IsOffWhereEveryPhaseIsLookedAtOrValuesMove) {
    const workloads::Layer layer = gemm(40, 30, 50);
    const hw::Hardware hardware = slow_hardware();
    const mapping::Mapping mapping = tiled(layer, hardware);
    Options options;
    options.functional.emplace();
    EXPECT_FALSE(simulate(layer, hardware, mapping, options).skipped.enabled);
    options.functional.reset();
    options.trace.occupancy_points = 10;
    EXPECT_FALSE(simulate(layer, hardware, mapping, options).skipped.enabled);
    options.trace = {};
    EXPECT_TRUE(simulate(layer, hardware, mapping, options).skipped.enabled);
}

TEST(FastForward, HasNothingToDoInALayerOfOnePhase) {
    const workloads::Layer layer = gemm(1, 1, 1);
    const hw::Hardware hardware = slow_hardware();
    const auto [fast, full] = simulated(layer, hardware, tiled(layer, hardware));
    EXPECT_TRUE(everything_of(fast) == everything_of(full));
    EXPECT_EQ(fast.skipped.times, 0);
}

TEST(FastForward, LetsRefreshOfAnIdleDramGoByTheTimeThatHasPassed) {
    // All of the layer comes at once; then a long time nothing, and the results at the end.
    const workloads::Layer layer = gemm(64, 64, 4096);
    hw::Hardware hardware = slow_hardware();
    hardware.memories[MemoryIndex{0}].dram =
        hw::default_configuration(*hw::find_dram_standard("DDR4-2400"));
    const mapping::Mapping mapping = walker::MappingBuilder(layer, hardware)
                                         .temporal("M", 32)
                                         .store_all("L2")
                                         .temporal("N", 1)
                                         .temporal("K", 1)
                                         .store_all("L1")
                                         .mapping();
    const auto [fast, full] = simulated(layer, hardware, mapping);
    EXPECT_TRUE(everything_of(fast) == everything_of(full));
    EXPECT_GT(fast.skipped.phases, 0);
}

} // namespace
} // namespace counterpoint::sim
