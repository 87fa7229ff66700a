#include "hw/reader.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/input/reading.hpp"

namespace counterpoint::hw {
namespace {

using testing::HasSubstr;

using ReadHardware = input::Reading<Hardware>;

ReadHardware hardware_in(const std::string& text) { return input::reading_of(text, read_hardware); }

const std::string networks = "fill: {bytes_per_cycle: 8}, drain: {bytes_per_cycle: 4}";

/// Hardware of two memories, given by what their maps say besides their names.
ReadHardware with_memories(const std::string& outermost, const std::string& inner) {
    return hardware_in("{name: h, memories: [{name: DRAM" + outermost + "}, {name: L1" + inner +
                       "}]}");
}

TEST(Hardware, EverythingThatCanBeSaidIsRead) {
    const ReadHardware reading =
        hardware_in("name: h\n"
                    "description: a test\n"
                    "clock_ghz: 0.2\n"
                    "memories:\n"
                    "  - {name: DRAM, accumulate: false, source: made up}\n"
                    "  - name: L1\n"
                    "    capacity_bytes: 512\n"
                    "    slots: 3\n"
                    "    fill: {bytes_per_cycle: 8, latency: 2, multicast: false}\n"
                    "    drain: {bytes_per_cycle: 4, latency: 5, reduction: false}\n"
                    "    accumulate: false\n"
                    "pe: {count: 168, lanes: 2}\n"
                    "element_bytes: {Weight: 2, Output: 4}\n");
    ASSERT_EQ(reading.told(), "");
    const Hardware& hardware = reading.value;
    EXPECT_EQ(hardware.name, "h");
    EXPECT_EQ(hardware.clock_ghz, 0.2);
    ASSERT_EQ(hardware.memories.size(), 2U);
    const Memory& l1 = hardware.memories[hardware.innermost()];
    EXPECT_EQ(l1.name, "L1");
    EXPECT_EQ(l1.capacity_bytes, 512);
    EXPECT_EQ(l1.slots, 3);
    EXPECT_EQ(l1.fill.bytes_per_cycle, 8);
    EXPECT_EQ(l1.fill.latency_cycles, 2);
    EXPECT_FALSE(l1.fill.multicast);
    EXPECT_EQ(l1.drain.bytes_per_cycle, 4);
    EXPECT_EQ(l1.drain.latency_cycles, 5);
    EXPECT_FALSE(l1.drain.reduction);
    EXPECT_FALSE(l1.accumulate);
    EXPECT_EQ(l1.place.line, 6);
    EXPECT_EQ(hardware.pe.count, 168);
    EXPECT_EQ(hardware.pe.lanes, 2);
    EXPECT_EQ(hardware.bytes_of("Weight"), 2);
    EXPECT_EQ(hardware.bytes_of("Input"), 1);
}

TEST(Hardware, DefaultsAreThoseOfTheContract) {
    const ReadHardware reading = with_memories("", ", " + networks);
    ASSERT_EQ(reading.told(), "");
    const Memory& l1 = reading.value.memories.back();
    EXPECT_EQ(l1.capacity_bytes, std::nullopt);
    EXPECT_EQ(l1.slots, 2);
    EXPECT_EQ(l1.fill.latency_cycles, 0);
    EXPECT_TRUE(l1.fill.multicast);
    EXPECT_TRUE(l1.drain.reduction);
    EXPECT_TRUE(l1.accumulate);
    EXPECT_FALSE(reading.value.memories[{0}].accumulate);
    EXPECT_EQ(reading.value.pe.count, std::nullopt);
    EXPECT_EQ(reading.value.pe.lanes, 1);
}

TEST(Hardware, PesKeepStepUnlessItSaysOtherwise) {
    const auto pes = [](const std::string& pe) {
        return hardware_in("{pe: " + pe + ", memories: [{name: DRAM}, {name: L1, " + networks +
                           "}]}");
    };
    EXPECT_FALSE(pes("{lanes: 1}").value.pe.decoupled);
    EXPECT_FALSE(pes("{synchronisation: lockstep}").value.pe.decoupled);
    EXPECT_TRUE(pes("{synchronisation: decoupled}").value.pe.decoupled);
    EXPECT_EQ(pes("{synchronisation: decoupled}").told(), "");
    EXPECT_THAT(
        pes("{synchronisation: free}").told(),
        testing::AllOf(HasSubstr(": pe.synchronisation: "), HasSubstr("decoupled and lockstep")));
}

TEST(Hardware, CapacityIsEnforcedUnlessItSaysOtherwise) {
    const auto enforced = [&](const std::string& inner) {
        const ReadHardware reading = with_memories("", ", " + networks + inner);
        return reading.value.memories[reading.value.innermost()].enforce_capacity;
    };
    EXPECT_TRUE(enforced(""));
    EXPECT_FALSE(enforced(", enforce_capacity: false"));
    EXPECT_NE(with_memories(", enforce_capacity: false", ", " + networks).told(), "");
}

TEST(Hardware, NeedsNoName) {
    const ReadHardware reading =
        hardware_in("{memories: [{name: DRAM}, {name: L1, " + networks + "}]}");
    EXPECT_EQ(reading.told(), "");
    EXPECT_EQ(reading.value.name, "hardware");
}

TEST(Hardware, HasAtLeastTwoMemoriesWithNamesOfTheirOwn) {
    EXPECT_THAT(hardware_in("{name: h, memories: [{name: DRAM}]}").told(),
                HasSubstr("too few memories"));
    EXPECT_THAT(hardware_in("{name: h, memories: []}").told(), HasSubstr("too few memories"));
    EXPECT_THAT(hardware_in("{name: h, memories: {}}").told(), HasSubstr("these are not memories"));
    EXPECT_THAT(hardware_in("{name: h}").told(), HasSubstr("'memories' is missing"));
    EXPECT_THAT(hardware_in("{name: h, memories: [{name: A}, {name: A, " + networks + "}]}").told(),
                HasSubstr("memories[1]: two memories are named 'A'"));
    EXPECT_THAT(
        hardware_in("{name: h, memories: [{name: A}, {name: pe, " + networks + "}]}").told(),
        HasSubstr("memories[1]: a memory cannot be named 'pe'"));
}

TEST(Hardware, InnerMemoriesHaveBothNetworks) {
    EXPECT_THAT(with_memories("", "").told(),
                testing::AllOf(HasSubstr("'fill' is missing"), HasSubstr("'drain' is missing")));
    EXPECT_THAT(with_memories("", ", fill: {}, drain: {latency: 3}").told(),
                testing::AllOf(HasSubstr("memories[1].fill: 'bytes_per_cycle' is missing"),
                               HasSubstr("memories[1].drain: 'bytes_per_cycle' is missing")));
}

TEST(Hardware, TheOutermostMemoryTakesOnlyWhatHasAMeaningThere) {
    const std::string told =
        with_memories(", capacity_bytes: 10, slots: 2, accumulate: true, " + networks,
                      ", " + networks)
            .told();
    for (const char* key : {"capacity_bytes", "slots", "fill", "drain"}) {
        EXPECT_THAT(told, HasSubstr("'" + std::string(key) + "' has no meaning here"));
    }
    EXPECT_THAT(told, HasSubstr("the outermost memory never accumulates"));
}

TEST(Hardware, NumbersHaveTheirRanges) {
    const std::string told =
        hardware_in("{name: h, clock_ghz: 0, memories: [{name: DRAM}, {name: L1, "
                    "capacity_bytes: 0, slots: 0, "
                    "fill: {bytes_per_cycle: 0, latency: -1}, "
                    "drain: {bytes_per_cycle: -8, latency: 1.5}}], "
                    "pe: {count: 0, lanes: 0}, element_bytes: {Weight: 0}}")
            .told();
    for (const char* path : {"clock_ghz", "memories[1].capacity_bytes", "memories[1].slots",
                             "memories[1].fill.bytes_per_cycle", "memories[1].fill.latency",
                             "memories[1].drain.bytes_per_cycle", "memories[1].drain.latency",
                             "pe.count", "pe.lanes", "element_bytes.Weight"}) {
        EXPECT_THAT(told, HasSubstr(": " + std::string(path) + ": "));
    }
    EXPECT_EQ(with_memories("", ", slots: 1, " + networks).told(), "");
}

TEST(Hardware, SlotsAreBoundedBecauseModelsKeepATimeForEach) {
    EXPECT_EQ(with_memories("", ", slots: 4096, " + networks).told(), "");
    EXPECT_THAT(with_memories("", ", slots: 4097, " + networks).told(), HasSubstr("1 to 4096"));
}

TEST(Hardware, UnknownKeysAreRefusedWithTheNearest) {
    EXPECT_THAT(with_memories("", ", slot: 1, " + networks).told(),
                HasSubstr("did you mean 'slots'?"));
    EXPECT_THAT(
        with_memories("", ", fill: {bytes_per_cycle: 1, latncy: 2}, drain: {bytes_per_cycle: 1}")
            .told(),
        HasSubstr("did you mean 'latency'?"));
    EXPECT_THAT(with_memories("", ", fill: {bytes_per_cycle: 1, reduction: true}, "
                                  "drain: {bytes_per_cycle: 1, multicast: true}")
                    .told(),
                testing::AllOf(HasSubstr("reduction belongs to the drain network"),
                               HasSubstr("multicast belongs to the fill network")));
}

} // namespace
} // namespace counterpoint::hw
