#include "hw/dram/configuration.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "hw/dram/standard_reader.hpp"
#include "tests/input/reading.hpp"

namespace counterpoint::hw {
namespace {

using testing::HasSubstr;

using ReadConfiguration = input::Reading<DramConfiguration>;

ReadConfiguration configuration_in(const std::string& text) {
    return input::reading_of(text, read_dram_configuration);
}

TEST(DramConfiguration, AStandardIsEnough) {
    const ReadConfiguration reading = configuration_in("{standard: DDR4-2400}");
    ASSERT_EQ(reading.told(), "");
    const DramConfiguration& of = reading.value;
    EXPECT_EQ(of.channels, 1);
    EXPECT_EQ(of.standard.organisation.ranks, 1);
    EXPECT_EQ(mapping_text(of.mapping), "row:rank:bank:column:bankgroup:pseudochannel:channel");
    EXPECT_EQ(of.page, PagePolicy::open);
    EXPECT_EQ(of.scheduling, DramScheduling::frfcfs);
    EXPECT_EQ(of.refresh, RefreshMode::all_bank);
    EXPECT_TRUE(of.coalesce);
    EXPECT_EQ(capacity_bytes(of), std::int64_t{4} << 30U); // eight devices of 4 Gb
}

TEST(DramConfiguration, EverythingThatCanBeSaidIsRead) {
    const ReadConfiguration reading =
        configuration_in("standard: HBM2\n"
                         "channels: 8\n"
                         "ranks: 2\n"
                         "mapping: channel:rank:row:bank:column:bankgroup:pseudochannel\n"
                         "page: closed\n"
                         "scheduler: fcfs\n"
                         "refresh: per_bank\n"
                         "queues: {read: 8, write: 16, high: 12, low: 4, unified: true}\n"
                         "hit_cap: 4\n"
                         "coalesce: false\n");
    ASSERT_EQ(reading.told(), "");
    const DramConfiguration& of = reading.value;
    EXPECT_EQ(of.channels, 8);
    EXPECT_EQ(of.standard.organisation.ranks, 2);
    EXPECT_EQ(of.mapping.front(), AddressField::channel);
    EXPECT_EQ(of.mapping.back(), AddressField::pseudo_channel);
    EXPECT_EQ(of.page, PagePolicy::closed);
    EXPECT_EQ(of.scheduling, DramScheduling::fcfs);
    EXPECT_EQ(of.refresh, RefreshMode::per_bank);
    EXPECT_TRUE(of.queues.unified);
    EXPECT_EQ(of.queues.read, 8);
    EXPECT_EQ(of.queues.write, 16);
    EXPECT_EQ(of.queues.high, 12);
    EXPECT_EQ(of.queues.low, 4);
    EXPECT_EQ(of.hit_cap, 4);
    EXPECT_FALSE(of.coalesce);
}

TEST(DramConfiguration, QueuesGrowWithThePseudoChannels) {
    EXPECT_EQ(configuration_in("{standard: DDR4-2400}").value.queues.read, 32);
    EXPECT_EQ(configuration_in("{standard: HBM2}").value.queues.read, 64);
}

TEST(DramConfiguration, AStandardMayStandInline) {
    const std::string own =
        "standard: {name: own, clock_ps: 1000, burst_length: 4, bytes_per_burst: 32, "
        "organisation: {bank_groups: 1, banks_per_group: 1, rows: 2, columns: 4, row_bytes: 32}, "
        "timings: {RL: 1, WL: 1, tRCD: 1, tRP: 1, tRAS: 1, tRC: 2, tRRD_S: 1, tRRD_L: 1, "
        "tCCD_S: 2, tCCD_L: 2, tFAW: 1, tRTP: 1, tWR: 1, tWTR_S: 1, tWTR_L: 1, tRTW: 2, "
        "tRTRS: 0, tRFC: 1, tREFI: 9}}\n";
    const ReadConfiguration reading = configuration_in(own + "mapping: row\n");
    EXPECT_EQ(reading.told(), "") << "fields of one value need no name";
    EXPECT_EQ(capacity_bytes(reading.value), 64);
}

TEST(DramConfiguration, AnUnknownStandardIsToldWithTheNearest) {
    EXPECT_THAT(configuration_in("{standard: DDR4-2401}").told(),
                HasSubstr("did you mean 'DDR4-2400'?"));
}

TEST(DramMapping, ThatLeavesBitsOutIsRefusedWithTheNumbers) {
    const std::string told =
        configuration_in("{standard: DDR4-2400, channels: 2, mapping: 'row:bank:column'}").told();
    EXPECT_THAT(told, HasSubstr("27 bits above those of a burst"));
    EXPECT_THAT(told, HasSubstr("24 (row 15 + bank 2 + column 7)"));
    EXPECT_THAT(told, HasSubstr("add channel 1 + bankgroup 2"));
    EXPECT_THAT(told, HasSubstr("file:1:"));
}

TEST(DramMapping, ThatNamesAFieldTwiceIsRefused) {
    EXPECT_THAT(
        configuration_in("{standard: DDR4-2400, mapping: row:row:bank:column:bankgroup}").told(),
        HasSubstr("the mapping names row more than once"));
}

TEST(DramMapping, OfUnknownWordsIsRefused) {
    EXPECT_THAT(
        configuration_in("{standard: DDR4-2400, mapping: 'row:bnk:column:bankgroup'}").told(),
        HasSubstr("did you mean 'bank'?"));
    for (const char* wrong : {"", "row::bank", ":row", "row:", "Row:bank"}) {
        EXPECT_FALSE(
            configuration_in(std::string("{standard: DDR4-2400, mapping: '") + wrong + "'}")
                .told()
                .empty())
            << wrong;
    }
}

TEST(DramConfiguration, WhatTheStandardCannotDoIsRefused) {
    EXPECT_THAT(configuration_in("{standard: DDR4-2400, refresh: per_bank}").told(),
                HasSubstr("DDR4-2400 has no refresh of single banks"));
    EXPECT_EQ(configuration_in("{standard: LPDDR4-3200, refresh: per_bank}").told(), "");
}

TEST(DramConfiguration, NumbersMustFitTogether) {
    EXPECT_THAT(configuration_in("{standard: DDR4-2400, channels: 3}").told(),
                HasSubstr("power of two"));
    EXPECT_THAT(configuration_in("{standard: DDR4-2400, ranks: 3}").told(),
                HasSubstr("power of two"));
    EXPECT_THAT(configuration_in("{standard: DDR4-2400, queues: {high: 8, low: 8}}").told(),
                HasSubstr("watermarks"));
    EXPECT_THAT(configuration_in("{standard: DDR4-2400, queues: {write: 4, high: 5}}").told(),
                HasSubstr("watermarks"));
    EXPECT_EQ(configuration_in("{standard: DDR4-2400, queues: {write: 1}}").told(), "");
    EXPECT_THAT(configuration_in("{standard: DDR4-2400, page: ajar}").told(),
                HasSubstr("closed and open"));
}

TEST(DramConfiguration, EveryProblemIsTold) {
    EXPECT_EQ(
        configuration_in("{standard: x, channels: 0, pages: open, queues: 3}").problems.size(), 4U);
}

} // namespace
} // namespace counterpoint::hw
