#include <algorithm>
#include <cstdint>

#include <gtest/gtest.h>

#include "sim/process.hpp"
#include "sim/simulation.hpp"
#include "tests/sim/scratchpad/units.hpp"
#include "tests/walker/builders.hpp"

namespace counterpoint::sim {
namespace {

using hw::MemoryIndex;
using workloads::DimensionIndex;
using workloads::TensorIndex;

constexpr MemoryIndex operand_memory{2};
constexpr std::int64_t rows = 64;
constexpr std::int64_t depth = 16;

std::int64_t quotient_up(std::int64_t number, std::int64_t by) { return (number + by - 1) / by; }

/// Output[M] = sum over K of Weight[K] * Input[M, K].
workloads::Layer make_product() {
    workloads::Layer layer;
    layer.name = "product";
    layer.dimensions = {{"M", rows}, {"K", depth}};
    layer.tensors = {{"Weight", {{{1, DimensionIndex{1}}}}},
                     {"Input", {{{1, DimensionIndex{0}}}, {{1, DimensionIndex{1}}}}},
                     {"Output", {{{1, DimensionIndex{0}}}}}};
    layer.output = TensorIndex{2};
    return layer;
}

const workloads::Layer& product() {
    static const workloads::Layer layer = make_product();
    return layer;
}

constexpr std::int64_t mac_bytes = 1 + 1 + 2; ///< both operands, and the sum that is written
constexpr std::int64_t sum_bytes = 2;         ///< and read, unless it begins

/// A slot, so that fills and drains wait until the PEs are done with a phase.
hw::Hardware alone() {
    hw::Hardware hardware = walker::plain_hardware({"DRAM", "L2", "L1"});
    hardware.memories[operand_memory].slots = 1;
    hardware.element_bytes["Output"] = sum_bytes;
    return hardware;
}

Simulation simulated(const hw::Hardware& hardware, const walker::MappingBuilder& builder) {
    return simulate(product(), hardware, builder.mapping());
}

/// K outside, a piece of `tile` after the other; the outputs stay.
Simulation k_by_k(const hw::Hardware& hardware, std::int64_t tile) {
    return simulated(hardware, walker::MappingBuilder(product(), hardware)
                                   .store_all("L2")
                                   .temporal("K", tile)
                                   .store_all("L1"));
}

TEST(Operands, APeThatNeedsMoreThanTheBanksGiveIsSlowerByThatRatio) {
    for (const std::int64_t lanes : {1, 2, 4, 8}) {
        for (const hw::Banks& banks : {banks_of(1, 1), banks_of(1, 8), banks_of(1, 8, 2),
                                       banks_of(2, 4), banks_of(3, 4), banks_of(8, 16)}) {
            hw::Hardware hardware = alone();
            hardware.pe.lanes = lanes;
            hardware.memories[operand_memory].banks = banks;
            const Simulation it = k_by_k(hardware, 1);
            const std::int64_t computing = rows / lanes; // of each of as many phases as K is long
            const std::int64_t give = banks.count * banks.bytes_per_cycle * banks.ports;
            const std::int64_t first = std::max(computing, quotient_up(rows * mac_bytes, give));
            const std::int64_t later =
                std::max(computing, quotient_up(rows * (mac_bytes + sum_bytes), give));
            EXPECT_EQ(it.stack.compute, depth * computing);
            EXPECT_EQ(it.stack.compute + it.stack.operands, first + (depth - 1) * later)
                << lanes << " lanes, " << give << " bytes a cycle";
            EXPECT_EQ(it.compute_cycles, it.stack.compute);
        }
    }
}

TEST(Operands, SlowALayerDownByTheirCyclesAlone) {
    hw::Hardware hardware = alone();
    hardware.memories[operand_memory].fill.bytes_per_cycle = 1; // no more than the banks give
    hardware.memories[operand_memory].drain.bytes_per_cycle = 1;
    const Simulation ideal = k_by_k(hardware, 4);
    hardware.memories[operand_memory].banks = banks_of(2, 1);
    const Simulation banked = k_by_k(hardware, 4);
    EXPECT_GT(banked.stack.operands, 0);
    EXPECT_EQ(ideal.stack.operands, 0);
    EXPECT_EQ(banked.cycles - banked.stack.operands, ideal.cycles);
    EXPECT_EQ(banked.stack.start, ideal.stack.start);
    EXPECT_EQ(banked.stack.tail, ideal.stack.tail);
    EXPECT_EQ(banked.stack.waiting, ideal.stack.waiting);
    EXPECT_EQ(banked.counts, ideal.counts);
}

TEST(Operands, TheBusiestPeCounts) {
    hw::Hardware hardware = alone();
    hardware.memories[operand_memory].banks = hw::Banks{}; // a byte is a cycle
    // 64 rows on 3 PEs, 9 at a time: 9, 9, 9 twice; then 9 and 1 rows, and one PE idles.
    const Simulation it = simulated(hardware, walker::MappingBuilder(product(), hardware)
                                                  .store_all("L2")
                                                  .temporal("M", 27)
                                                  .spatial("M", 9, 3)
                                                  .store_all("L1"));
    const std::int64_t macs = 3 * 9 * depth;
    EXPECT_EQ(it.stack.compute, macs);
    EXPECT_EQ(it.stack.compute + it.stack.operands, macs * mac_bytes + (macs - 3 * 9) * sum_bytes);
}

TEST(Operands, APartialSumThatCameBackIsReadByTheFirstMac) {
    hw::Hardware hardware = alone();
    hardware.memories[MemoryIndex{1}].accumulate = false;
    hardware.memories[operand_memory].banks = hw::Banks{};
    // K twice: the second time sums come back to the first of two PEs that share them.
    const Simulation it = simulated(hardware, walker::MappingBuilder(product(), hardware)
                                                  .store_all("L2")
                                                  .temporal("K", 8)
                                                  .temporal("M", 16)
                                                  .spatial("K", 4, 2)
                                                  .store_all("L1"));
    const std::int64_t macs = rows * depth / 2; // of either PE
    EXPECT_EQ(it.counts[operand_memory][2].reads, (rows * depth - 3 * rows) + 4 * rows)
        << "by the MACs, but for those begun first by both, then by the other; and by the drains";
    EXPECT_EQ(it.stack.compute + it.stack.operands, macs * mac_bytes + (macs - rows) * sum_bytes);
}

TEST(Operands, OfOnePeAndOneBankOfAByteEveryByteIsAnAccess) {
    hw::Hardware hardware = alone();
    hardware.memories[operand_memory].banks = hw::Banks{};
    for (const std::int64_t slots : {1, 2, 4}) {
        hardware.memories[operand_memory].slots = slots;
        const Simulation it = k_by_k(hardware, 3);
        std::int64_t bytes = 0;
        for (std::size_t tensor = 0; tensor < 3; ++tensor) {
            const hw::Access& access = it.counts[operand_memory][tensor];
            bytes += (access.reads + access.writes) * (tensor == 2 ? sum_bytes : 1);
        }
        EXPECT_EQ(it.banks[operand_memory]->accesses, bytes);
        EXPECT_EQ(it.banks[operand_memory]->busy_cycles, bytes);
        EXPECT_GE(it.cycles, bytes);
    }
}

TEST(Operands, MeetFillsAtOnePortAndNotAtTwo) {
    hw::Hardware hardware = alone();
    hardware.memories[operand_memory].slots = 2; // the next tiles come while the PEs compute
    hardware.memories[operand_memory].fill.bytes_per_cycle = 1;
    hardware.memories[operand_memory].drain.bytes_per_cycle = 1;
    const Simulation ideal = k_by_k(hardware, 1);
    hardware.memories[operand_memory].banks = banks_of(1, 8);
    const Simulation one_port = k_by_k(hardware, 1);
    hardware.memories[operand_memory].banks->ports = 2;
    const Simulation two_ports = k_by_k(hardware, 1);
    const auto fill = static_cast<std::size_t>(Stream::fill);
    const auto operands = static_cast<std::size_t>(Stream::operands);
    EXPECT_EQ(two_ports.cycles, ideal.cycles);
    EXPECT_EQ(two_ports.banks[operand_memory]->lost, LostAccesses{});
    EXPECT_GT(one_port.cycles, ideal.cycles);
    EXPECT_GT(one_port.banks[operand_memory]->lost[operands][fill], 0);
    EXPECT_GT(one_port.banks[operand_memory]->lost[fill][operands], 0);
    EXPECT_EQ(one_port.stack.operands, one_port.banks[operand_memory]->lost[operands][fill])
        << "an access that loses costs the PE a cycle";
}

TEST(Operands, OfTheMacsAreNotReadFromAMemoryFurtherOut) {
    hw::Hardware hardware = alone();
    hardware.memories[MemoryIndex{1}].banks = hw::Banks{};
    const Simulation it = k_by_k(hardware, 1);
    EXPECT_EQ(it.stack.operands, 0);
    for (const std::int64_t lost : it.banks[MemoryIndex{1}]->lost.front()) {
        EXPECT_EQ(lost, 0);
    }
}

} // namespace
} // namespace counterpoint::sim
