#include "hw/banks_reader.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "hw/reader.hpp"
#include "tests/input/reading.hpp"

namespace counterpoint::hw {
namespace {

using testing::AllOf;
using testing::HasSubstr;

using ReadBanks = input::Reading<Banks>;

ReadBanks banks_in(const std::string& text) { return input::reading_of(text, read_banks); }

/// What is wrong with banks that are right but for what is added.
std::string wrong_with(const std::string& added) {
    return banks_in("{count: 4, bytes_per_cycle: 8, " + added + "}").told();
}

TEST(Banks, EverythingThatCanBeSaidIsRead) {
    const ReadBanks reading =
        banks_in("{count: 16, bytes_per_cycle: 8, ports: 2, interleave_bytes: 64, "
                 "latency: 3, arbitration: inner_first, source: made up}");
    ASSERT_EQ(reading.told(), "");
    EXPECT_EQ(reading.value.count, 16);
    EXPECT_EQ(reading.value.bytes_per_cycle, 8);
    EXPECT_EQ(reading.value.ports, 2);
    EXPECT_EQ(reading.value.interleave_bytes, 64);
    EXPECT_EQ(reading.value.latency_cycles, 3);
    EXPECT_EQ(reading.value.arbitration, Arbitration::inner_first);
}

TEST(Banks, WhatIsLeftOutHasADefault) {
    const ReadBanks reading = banks_in("{count: 4, bytes_per_cycle: 16}");
    ASSERT_EQ(reading.told(), "");
    EXPECT_EQ(reading.value.ports, 1);
    EXPECT_EQ(reading.value.interleave_bytes, 16); // one access
    EXPECT_EQ(reading.value.latency_cycles, 0);
    EXPECT_EQ(reading.value.arbitration, Arbitration::round_robin);
    EXPECT_EQ(banks_in("{count: 1, bytes_per_cycle: 1, arbitration: round_robin}").told(), "");
}

TEST(Banks, NumberAndWidthAreRequired) {
    EXPECT_THAT(banks_in("{}").told(), AllOf(HasSubstr("count"), HasSubstr("bytes_per_cycle")));
    EXPECT_THAT(banks_in("{count: 4}").told(), HasSubstr("bytes_per_cycle"));
    EXPECT_THAT(banks_in("{bytes_per_cycle: 4}").told(), HasSubstr("count"));
    EXPECT_NE(banks_in("4").told(), "");
}

TEST(Banks, RangesReachToTheirEndsAndNoFurther) {
    for (const char* count : {"1", "4096"}) {
        EXPECT_EQ(banks_in(std::string("{bytes_per_cycle: 8, count: ") + count + "}").told(), "");
    }
    for (const char* count : {"0", "-1", "4097", "1.5", "many"}) {
        EXPECT_THAT(banks_in(std::string("{bytes_per_cycle: 8, count: ") + count + "}").told(),
                    HasSubstr(": count: "))
            << count;
    }
    for (const char* right : {"ports: 1", "ports: 2", "latency: 0", "interleave_bytes: 1"}) {
        EXPECT_EQ(wrong_with(right), "") << right;
    }
    EXPECT_THAT(wrong_with("ports: 0"), HasSubstr(": ports: "));
    EXPECT_THAT(wrong_with("ports: 3"), HasSubstr(": ports: "));
    EXPECT_THAT(wrong_with("latency: -1"), HasSubstr(": latency: "));
    EXPECT_THAT(wrong_with("interleave_bytes: 0"), HasSubstr(": interleave_bytes: "));
    EXPECT_THAT(banks_in("{count: 4, bytes_per_cycle: 0}").told(),
                HasSubstr(": bytes_per_cycle: "));
}

TEST(Banks, AnUnknownArbitrationOrKeyIsToldWithWhatThereIs) {
    EXPECT_THAT(wrong_with("arbitration: fair"),
                AllOf(HasSubstr(": arbitration: "), HasSubstr("round_robin or inner_first")));
    EXPECT_THAT(wrong_with("port: 2"), HasSubstr("ports"));
}

Hardware hardware(const std::string& outermost, const std::string& inner,
                  std::vector<Problem>& problems) {
    const input::Document document = input::parse_document(
        "{name: h, memories: [{name: DRAM" + outermost +
            "}, {name: L1, fill: {bytes_per_cycle: 8}, drain: {bytes_per_cycle: 8}" + inner + "}]}",
        "file");
    return read_hardware(document.root(), problems);
}

TEST(Banks, BelongToInnerMemories) {
    const std::string banks = ", banks: {count: 4, bytes_per_cycle: 8}";
    ReadBanks reading;
    const Hardware read = hardware("", banks, reading.problems);
    ASSERT_EQ(reading.told(), "");
    EXPECT_FALSE(read.memories[MemoryIndex{0}].banks);
    ASSERT_TRUE(read.memories[MemoryIndex{1}].banks);
    EXPECT_EQ(read.memories[MemoryIndex{1}].banks->count, 4);
    hardware(banks, "", reading.problems);
    EXPECT_THAT(reading.told(), AllOf(HasSubstr("memories[0].banks"),
                                      HasSubstr("the outermost memory is described by dram")));
}

} // namespace
} // namespace counterpoint::hw
