#include "sim/noc/memory_port.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/sim/noc/transfers.hpp"

namespace counterpoint::sim::noc {

namespace {

using Cycles = std::vector<std::int64_t>;

TEST(MemoryPort, DelaysNothingThatItCanCarry) {
    EXPECT_EQ(ends_through_port({{0, 8, 4}, {0, 3, 4}, {5, 1, 4}}, 8), (Cycles{2, 1, 6}));
}

TEST(MemoryPort, FallsBehindAndCatchesUp) {
    // 8 bytes a cycle for three cycles through 4 a cycle; then nothing until cycle 10.
    EXPECT_EQ(ends_through_port({{0, 12, 4}, {0, 12, 4}, {10, 4, 4}}, 4), (Cycles{6, 6, 11}));
}

TEST(MemoryPort, HasNothingToDoForNothing) { EXPECT_TRUE(ends_through_port({}, 1).empty()); }

/// Bytes that the links take in cycle `cycle`, counted from 1.
std::int64_t taken(const std::vector<Burst>& bursts, std::int64_t cycle) {
    std::int64_t sum = 0;
    for (const Burst& burst : bursts) {
        const std::int64_t before =
            std::max<std::int64_t>(0, cycle - 1 - burst.begin) * burst.width;
        const std::int64_t after = std::max<std::int64_t>(0, cycle - burst.begin) * burst.width;
        sum += std::min(burst.bytes, after) - std::min(burst.bytes, before);
    }
    return sum;
}

TEST(MemoryPort, AgreesWithALoopOverCycles) {
    std::mt19937 random(1337);
    for (int round = 0; round < 300; ++round) {
        std::vector<Burst> bursts(static_cast<std::size_t>(draw(random, 1, 6)));
        for (Burst& burst : bursts) {
            burst = {draw(random, 0, 20), draw(random, 1, 30), draw(random, 1, 6)};
        }
        const std::int64_t width = draw(random, 1, 12);
        const Cycles ends = ends_through_port(bursts, width);
        std::int64_t waiting = 0;
        Cycles through_after(60, 0); // by cycle: when the port has passed all taken until then
        for (std::int64_t cycle = 1; cycle < 60; ++cycle) {
            waiting = std::max<std::int64_t>(0, waiting + taken(bursts, cycle) - width);
            through_after[static_cast<std::size_t>(cycle)] = cycle + (waiting + width - 1) / width;
        }
        for (std::size_t i = 0; i < bursts.size(); ++i) {
            const std::int64_t taken_by =
                bursts[i].begin + (bursts[i].bytes + bursts[i].width - 1) / bursts[i].width;
            ASSERT_EQ(ends[i], through_after[static_cast<std::size_t>(taken_by)]);
        }
    }
}

} // namespace

} // namespace counterpoint::sim::noc
