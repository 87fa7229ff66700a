#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "hw/dram/standard_reader.hpp"
#include "hw/dram/timing_names.hpp"
#include "tests/input/reading.hpp"

namespace counterpoint::hw {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

using ReadStandard = input::Reading<DramStandard>;

ReadStandard standard_in(const std::string& text) {
    return input::reading_of(text, read_dram_standard);
}

const std::string whole = "name: own\n"
                          "clock_ps: 1250/3\n"
                          "burst_length: 8\n"
                          "bytes_per_burst: 64\n"
                          "organisation: {bank_groups: 2, banks_per_group: 4, rows: 1024, "
                          "columns: 512, row_bytes: 4096}\n"
                          "timings: {RL: 16, WL: 16, tRCD: 16, tRP: 16, tRAS: 39, tRC: 55, "
                          "tRRD_S: 4, tRRD_L: 6, tCCD_S: 4, tCCD_L: 6, tFAW: 26, tRTP: 12, "
                          "tWR: 18, tWTR_S: 3, tWTR_L: 9, tRTW: 6, tRTRS: 1, tRFC: 312, "
                          "tREFI: 9360}\n";

/// The whole with one piece replaced.
ReadStandard with(const std::string& piece, const std::string& other) {
    std::string text = whole;
    const std::size_t at = text.find(piece);
    EXPECT_NE(at, std::string::npos) << piece;
    return standard_in(text.replace(at, piece.size(), other));
}

TEST(DramStandard, AnOwnOneIsRead) {
    const ReadStandard reading = standard_in(whole);
    ASSERT_EQ(reading.told(), "");
    const DramStandard& own = reading.value;
    EXPECT_EQ(own.clock.numerator, 1250);
    EXPECT_EQ(own.clock.denominator, 3);
    EXPECT_EQ(own.burst_clocks(), 4);
    EXPECT_EQ(own.bursts_per_row(), 64);
    EXPECT_EQ(own.read_data_end(), 20);
    EXPECT_FALSE(own.refreshes_single_banks());
    EXPECT_EQ(own.command_buses, CommandBuses::shared);
}

TEST(DramStandard, TimingsFallBackOnWhatTheyAreAKindOf) {
    const DramTimings t = standard_in(whole).value.timings;
    EXPECT_EQ(t.rcd_write, t.rcd_read);
    EXPECT_EQ(t.rp_all, t.rp);
    EXPECT_EQ(t.ccd_write_s, t.ccd_s);
    EXPECT_EQ(t.ccd_write_l, t.ccd_l);
    EXPECT_EQ(with("tRP: 16", "tRP: 16, tRPab: 20").value.timings.rp_all, 20);
}

TEST(DramStandard, AMissingTimingIsNamed) {
    for (const TimingName& timing : timing_names) {
        if (timing.fallback != nullptr || timing.optional) {
            continue;
        }
        const std::string name = timing.name;
        const std::string key = name == "RL" ? "{RL" : " " + name;
        const ReadStandard reading =
            with(key + ":", (name == "RL" ? "{x" : " x") + std::string(":"));
        EXPECT_THAT(reading.told(), HasSubstr("'" + name + "' is missing"));
    }
}

TEST(DramStandard, AContradictionNamesTheRuleAndTheNumbers) {
    EXPECT_THAT(with("tRC: 55", "tRC: 54").told(), HasSubstr("tRC is less than tRAS + tRP"));
    EXPECT_THAT(with("tRC: 55", "tRC: 54").told(), HasSubstr("54 < 55"));
    EXPECT_THAT(with("tRRD_L: 6", "tRRD_L: 3").told(), HasSubstr("tRRD_L is less than tRRD_S"));
    EXPECT_THAT(with("tCCD_L: 6", "tCCD_L: 3").told(), HasSubstr("tCCD_L is less than tCCD_S"));
    EXPECT_THAT(with("tCCD_S: 4", "tCCD_S: 3").told(),
                HasSubstr("tCCD_S is less than the clocks of a burst"));
    EXPECT_THAT(with("tWTR_L: 9", "tWTR_L: 2").told(), HasSubstr("tWTR_L is less than tWTR_S"));
    EXPECT_THAT(with("tRTW: 6", "tRTW: 3").told(), HasSubstr("tRTW + WL"));
    EXPECT_THAT(with("tREFI: 9360", "tREFI: 328").told(), HasSubstr("tREFI is less than"));
    EXPECT_THAT(with("tRP: 16", "tRP: 16, tRPab: 15").told(), HasSubstr("tRPab is less than tRP"));
    EXPECT_THAT(with("tRFC: 312", "tRFC: 312, tRFCpb: 100").told(), HasSubstr("tREFIpb"));
    EXPECT_THAT(with("tRAS: 39, tRC: 55", "tRAS: 15, tRC: 55").told(),
                HasSubstr("tRAS is less than tRCD"));
}

TEST(DramStandard, SizesMustFitTogether) {
    EXPECT_THAT(with("rows: 1024", "rows: 1000").told(), HasSubstr("rows is no power of two"));
    EXPECT_THAT(with("row_bytes: 4096", "row_bytes: 2048").told(), HasSubstr("row_bytes"));
    EXPECT_THAT(with("columns: 512, row_bytes: 4096", "columns: 4, row_bytes: 32").told(),
                HasSubstr("a row holds no whole burst"));
    EXPECT_THAT(with("burst_length: 8", "burst_length: 8\ntransfers_per_clock: 3").told(),
                HasSubstr("whole clocks"));
}

TEST(DramStandard, EveryProblemIsToldWithItsPlace) {
    const ReadStandard reading = with("tRCD: 16, tRP: 16", "tRCD: fast, tRPP: 16");
    EXPECT_EQ(reading.problems.size(), 3U) << reading.told();
    EXPECT_THAT(reading.told(), HasSubstr("file:6:"));
    EXPECT_THAT(reading.told(), HasSubstr("timings.tRCD"));
    EXPECT_THAT(reading.told(), HasSubstr("'tRP' is missing"));
    EXPECT_THAT(reading.told(), HasSubstr("did you mean 'tRP'?"));
}

TEST(DramStandard, AClockIsAPositiveFraction) {
    for (const char* wrong :
         {"0", "-1", "1/0", "1/2/3", "833.3", "fast", "[1]", "''", "/3", "3/"}) {
        EXPECT_THAT(with("1250/3", wrong).told(), HasSubstr("clock")) << wrong;
    }
    EXPECT_EQ(with("1250/3", "1666/2").value.clock.numerator, 833);
}

TEST(ShippedStandards, AreSevenAndEachNamesItsSource) {
    EXPECT_THAT(dram_standard_names(), ElementsAre("DDR4-2400", "DDR4-3200", "DDR5-4800", "HBM2",
                                                   "HBM3", "LPDDR4-3200", "LPDDR5-6400"));
    for (const std::string& name : dram_standard_names()) {
        EXPECT_EQ(find_dram_standard(name)->name, name);
        EXPECT_FALSE(find_dram_standard(name)->source.empty()) << name;
    }
    EXPECT_FALSE(find_dram_standard("DDR4-2401"));
}

TEST(ShippedStandards, HaveTheirNominalBandwidth) {
    const std::vector<std::pair<std::string, double>> gigabytes_per_second{
        {"DDR4-2400", 19.2}, {"DDR4-3200", 25.6},  {"DDR5-4800", 19.2},  {"HBM2", 32.0},
        {"HBM3", 51.2},      {"LPDDR4-3200", 6.4}, {"LPDDR5-6400", 12.8}};
    for (const auto& [name, bandwidth] : gigabytes_per_second) {
        const DramStandard standard = find_dram_standard(name).value();
        const double picoseconds = static_cast<double>(standard.clock.numerator) /
                                   static_cast<double>(standard.clock.denominator) *
                                   static_cast<double>(standard.burst_clocks());
        const auto bytes =
            static_cast<double>(standard.bytes_per_burst * standard.organisation.pseudo_channels);
        EXPECT_NEAR(bytes / picoseconds * 1000, bandwidth, bandwidth * 0.001) << name;
    }
}

/// The table of shared/references.md, 4: RL WL tRCD tRCD_WR tRP tRPab tRAS tRC tRRD_S tRRD_L tCCD_S
/// tCCD_L tFAW tRTP tWR tWTR_S tWTR_L tRFC tREFI.
std::vector<std::int64_t> table_of(const DramTimings& t) {
    return {t.rl, t.wl,    t.rcd_read, t.rcd_write, t.rp,    t.rp_all, t.ras,
            t.rc, t.rrd_s, t.rrd_l,    t.ccd_s,     t.ccd_l, t.faw,    t.rtp,
            t.wr, t.wtr_s, t.wtr_l,    t.rfc,       t.refi};
}

TEST(ShippedStandards, HaveTheFiguresOfTheReferences) {
    const auto timings = [](const char* name) {
        return table_of(find_dram_standard(name).value().timings);
    };
    EXPECT_THAT(timings("DDR4-2400"), ElementsAre(16, 16, 16, 16, 16, 16, 39, 55, 4, 6, 4, 6, 26,
                                                  12, 18, 3, 9, 312, 9360));
    EXPECT_THAT(timings("DDR4-3200"), ElementsAre(22, 16, 22, 22, 22, 22, 52, 74, 4, 8, 4, 8, 34,
                                                  12, 24, 4, 12, 560, 12480));
    EXPECT_THAT(timings("LPDDR4-3200"), ElementsAre(28, 14, 29, 29, 29, 34, 68, 97, 16, 16, 8, 8,
                                                    64, 12, 29, 16, 16, 448, 6246));
    EXPECT_THAT(timings("HBM2"),
                ElementsAre(17, 7, 12, 6, 14, 14, 28, 42, 4, 6, 2, 3, 16, 5, 14, 4, 9, 220, 3900));
}

} // namespace
} // namespace counterpoint::hw
