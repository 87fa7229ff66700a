// Tensors that bypass a memory, worked out by hand on small layers: counts, capacity, bytes.

#include <cstdint>
#include <string>

#include <gtest/gtest.h>

#include "analytical/analysis.hpp"
#include "tests/analytical/three_memories.hpp"

namespace counterpoint::analytical::bypass {
namespace {

using hw::Access;

constexpr std::int64_t m = 4;
constexpr std::int64_t n = 3;
constexpr std::int64_t k = 8;

void expect_access(const Access& access, std::int64_t reads, std::int64_t writes) {
    EXPECT_EQ(access.reads, reads);
    EXPECT_EQ(access.writes, writes);
}

Analysis analysed_gemm(const std::string& hardware, const std::string& nodes) {
    return analysed(gemm(m, n, k), hardware, nodes);
}

TEST(Bypass, ATensorThatPassesAMemoryIsNotCountedThereAndCrossesBothNetworks) {
    // Two units of L2, two of L1 below each; all four take the whole weights.
    const std::string nodes = "[{spatial: M, tile: 2, units: 2},"
                              " {store: [Input, Output], bypass: [Weight], in: L2},"
                              " {spatial: M, tile: 1, units: 2},"
                              " {store: [Weight, Input, Output], in: L1}]";
    for (const bool outer_multicast : {false, true}) {
        for (const bool inner_multicast : {false, true}) {
            Network outer;
            outer.multicast = outer_multicast;
            Network inner;
            inner.multicast = inner_multicast;
            const Analysis analysis = analysed_gemm(memories({outer, inner}), nodes);
            const std::int64_t over_outer = outer_multicast ? k * n : 2 * k * n;
            // A unit of L2 gets an element once, even if it has to repeat it.
            const std::int64_t over_inner = inner_multicast ? 2 * k * n : 4 * k * n;
            expect_access(analysis.counts[dram][weight], over_outer, 0);
            expect_access(analysis.counts[l2][weight], 0, 0);
            expect_access(analysis.counts[l1][weight], m * n * k, 4 * k * n);
            EXPECT_EQ(analysis.fill_bytes[l2], over_outer + m * k);
            EXPECT_EQ(analysis.fill_bytes[l1], over_inner + m * k);
            EXPECT_EQ(analysis.capacity[l2].by_tensor[weight], 0);
            EXPECT_EQ(analysis.capacity[l1].by_tensor[weight], k * n);
        }
    }
}

TEST(Bypass, OutputsThatPassAMemoryAreAddedUpWhereANetworkReduces) {
    // Four PEs with partial sums of all outputs, below two units of L2. DRAM cannot add.
    const std::string nodes = "[{spatial: K, tile: 4, units: 2},"
                              " {store: [Weight, Input], bypass: [Output], in: L2},"
                              " {spatial: K, tile: 2, units: 2},"
                              " {store: [Weight, Input, Output], in: L1}]";
    for (const bool inner_reduction : {false, true}) {
        Network inner;
        inner.reduction = inner_reduction;
        const Analysis analysis = analysed_gemm(memories({Network{}, inner}), nodes);
        expect_access(analysis.counts[dram][output], 0, m * n);
        expect_access(analysis.counts[l2][output], 0, 0);
        expect_access(analysis.counts[l1][output], m * n * k, m * n * k);
        EXPECT_EQ(analysis.drain_bytes[l2], m * n);
        EXPECT_EQ(analysis.drain_bytes[l1], (inner_reduction ? 2 : 4) * m * n);

        Network outer;
        outer.reduction = false;
        EXPECT_THROW(analysed_gemm(memories({outer, inner}), nodes), InputError);
    }
}

TEST(Bypass, SumsArriveOneByOneWhereOnlyInnerNetworksReduce) {
    const std::string nodes = "[{store: [Weight, Input, Output], in: L3},"
                              " {spatial: K, tile: 4, units: 2},"
                              " {store: [Weight, Input], bypass: [Output], in: L2},"
                              " {spatial: K, tile: 2, units: 2},"
                              " {store: [Weight, Input, Output], in: L1}]";
    for (const bool inner_reduction : {false, true}) {
        Network outer;
        outer.reduction = false;
        Network inner;
        inner.reduction = inner_reduction;
        const Analysis analysis = analysed_gemm(memories({Network{}, outer, inner}), nodes);
        const std::int64_t arrive = (inner_reduction ? 2 : 4) * m * n;
        // L3 finds the first of them there and gives the results to DRAM.
        expect_access(analysis.counts[l3_of_four][output], arrive - m * n + m * n, arrive);
        EXPECT_EQ(analysis.drain_bytes[l2_of_four], arrive);
        EXPECT_EQ(analysis.drain_bytes[l1_of_four], arrive);
    }
}

TEST(Bypass, WithoutASpatialNodeBetweenMacsUseATensorInPlace) {
    const Analysis analysis = analysed_gemm(
        memories({Network{}, Network{}}),
        "[{temporal: N, tile: 1}, {store: [Weight, Input, Output], in: L2},"
        " {temporal: K, tile: 2}, {store: [Input], bypass: [Weight, Output], in: L1}]");
    expect_access(analysis.counts[dram][weight], k * n, 0);
    expect_access(analysis.counts[l2][weight], m * n * k, k * n);
    expect_access(analysis.counts[l1][weight], 0, 0);
    // Every MAC writes its output in L2 and reads it, but for the first one and for the drain.
    expect_access(analysis.counts[l2][output], m * n * k - m * n + m * n, m * n * k);
    expect_access(analysis.counts[l1][output], 0, 0);
    expect_access(analysis.counts[dram][output], 0, m * n);
    EXPECT_EQ(analysis.fill_bytes[l1], m * k * n);
    EXPECT_EQ(analysis.drain_bytes[l1], 0);
    EXPECT_EQ(analysis.capacity[l1].bytes, m * 2 * 2);
}

TEST(Bypass, BelowASpatialNodeATensorLiesInRegistersThatAreNotCounted) {
    // Even if the node has a single unit: it says where the PEs are.
    for (const std::int64_t units : {1, 2}) {
        const std::string tile = std::to_string(m / units);
        const Analysis analysis =
            analysed_gemm(memories({Network{}, Network{}}),
                          "[{store: [Weight, Input, Output], in: L2}, {spatial: M, tile: " + tile +
                              ", units: 2}, {temporal: N, tile: 1},"
                              " {store: [Weight, Input], bypass: [Output], in: L1}]");
        EXPECT_EQ(analysis.pes, units);
        expect_access(analysis.counts[l2][output], m * n, m * n);
        expect_access(analysis.counts[l1][output], 0, 0);
        EXPECT_EQ(analysis.drain_bytes[l1], m * n);
        EXPECT_EQ(analysis.capacity[l1].by_tensor[output], 0);
    }
}

TEST(Bypass, ATensorStoredNowhereComesFromMemory0ToRegisters) {
    const Analysis analysis = analysed_gemm(
        memories({Network{}, Network{}}),
        "[{store: [Input, Output], bypass: [Weight], in: L2}, {temporal: M, tile: 1},"
        " {temporal: K, tile: 2}, {bypass: [Weight], store: [Input, Output], in: L1}]");
    expect_access(analysis.counts[dram][weight], m * k * n, 0);
    expect_access(analysis.counts[l2][weight], 0, 0);
    expect_access(analysis.counts[l1][weight], 0, 0);
    EXPECT_EQ(analysis.fill_bytes[l2], m * k * n + m * k);
    EXPECT_EQ(analysis.fill_bytes[l1], m * k * n + m * k);
}

TEST(Bypass, PartialSumsComeBackPastAMemory) {
    const std::string nodes = "[{store: [Weight, Input], bypass: [Output], in: L2},"
                              " {temporal: K, tile: 2}, {temporal: M, tile: 1},"
                              " {store: [Weight, Input, Output], in: L1}]";
    const Analysis analysis = analysed_gemm(memories({Network{}, Network{}}), nodes);
    const std::int64_t visits = k / 2;
    expect_access(analysis.counts[dram][output], (visits - 1) * m * n, visits * m * n);
    expect_access(analysis.counts[l2][output], 0, 0);
    EXPECT_EQ(analysis.fill_bytes[l2], k * n + m * k + (visits - 1) * m * n);
    EXPECT_EQ(analysis.fill_bytes[l1], k * n + m * k + (visits - 1) * m * n);
    EXPECT_EQ(analysis.drain_bytes[l2], visits * m * n);
}

TEST(Bypass, WhetherAPassedMemoryAccumulatesMakesNoDifference) {
    const std::string nodes = "[{store: [Weight, Input], bypass: [Output], in: L2},"
                              " {temporal: K, tile: 2}, {temporal: M, tile: 1},"
                              " {store: [Weight, Input, Output], in: L1}]";
    Network outer;
    const Analysis adds = analysed_gemm(memories({outer, Network{}}), nodes);
    outer.accumulate = false;
    const Analysis does_not = analysed_gemm(memories({outer, Network{}}), nodes);
    EXPECT_TRUE(adds.counts == does_not.counts);
    EXPECT_EQ(adds.cycles, does_not.cycles);
}

} // namespace
} // namespace counterpoint::analytical::bypass
