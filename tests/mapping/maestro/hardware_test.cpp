#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/mapping/maestro/reading.hpp"

namespace counterpoint::mapping::maestro {
namespace {

using testing::HasSubstr;

const std::string any_network = one_layer("K 8 C 8 R 1 S 1 Y 6 X 5", "SpatialMap(1,1) K");

hw::Hardware hardware_of(const std::string& text) { return design_of(any_network, text).hardware; }

TEST(Hardware, EveryValueHasItsPlace) {
    const hw::Hardware hardware =
        hardware_of("num_pes: 64\nl1_size_cstr: 100\nl2_size_cstr: 3000\nnoc_bw_cstr: 1000\n"
                    "offchip_bw_cstr: 50\nNoC_NumHops: 3\n");
    EXPECT_EQ(hardware.name, "hardware");
    EXPECT_EQ(hardware.pe.count, 64);
    ASSERT_EQ(hardware.memories.size(), 3U);
    const hw::Memory& l2 = hardware.memories[hw::MemoryIndex{1}];
    const hw::Memory& l1 = hardware.memories[hw::MemoryIndex{2}];
    EXPECT_EQ(l2.capacity_bytes, 3000);
    EXPECT_EQ(l1.capacity_bytes, 100);
    EXPECT_EQ(l2.fill.bytes_per_cycle, 50);
    EXPECT_EQ(l2.drain.bytes_per_cycle, 50);
    EXPECT_EQ(l1.fill.bytes_per_cycle, 1000);
    EXPECT_EQ(l1.drain.bytes_per_cycle, 1000);
    // MAESTRO: hops + ceil(elements / bandwidth) - 1 cycles.
    EXPECT_EQ(l1.fill.latency_cycles, 2);
    EXPECT_EQ(l2.fill.latency_cycles, 0);
    for (const hw::Memory& memory : {l1, l2}) {
        EXPECT_EQ(memory.slots, 2);
        EXPECT_FALSE(memory.enforce_capacity);
    }
}

TEST(Hardware, WhatIsNotGivenIsUnlimitedButThePes) {
    const hw::Hardware hardware = hardware_of("num_pes: 4");
    EXPECT_EQ(hardware.memories[hw::MemoryIndex{1}].capacity_bytes, std::nullopt);
    EXPECT_EQ(hardware.memories[hw::MemoryIndex{2}].fill.bytes_per_cycle, 2147483647);
    const auto problems = problems_of_network(any_network, "l1_size_cstr: 100");
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_THAT(problems[0].expected, HasSubstr("num_pes"));
}

} // namespace
} // namespace counterpoint::mapping::maestro
