#pragma once

#include <array>
#include <cstdint>

#include "hw/dram/standard.hpp"

namespace counterpoint::hw {

/// A timing as it is written in a file: its JEDEC name and where its value goes.
struct TimingName {
    const char* name = nullptr;
    std::int64_t DramTimings::*value = nullptr;
    /// What it is where the file does not say: another timing, 0 (`optional`), or a problem.
    std::int64_t DramTimings::*fallback = nullptr;
    bool optional = false;
};

/// All timings of a standard; a fallback stands before what falls back on it.
inline constexpr std::array<TimingName, 26> timing_names{{
    {"RL", &DramTimings::rl},
    {"WL", &DramTimings::wl},
    {"tRCD", &DramTimings::rcd_read},
    {"tRCD_WR", &DramTimings::rcd_write, &DramTimings::rcd_read},
    {"tRP", &DramTimings::rp},
    {"tRPab", &DramTimings::rp_all, &DramTimings::rp},
    {"tRAS", &DramTimings::ras},
    {"tRC", &DramTimings::rc},
    {"tRRD_S", &DramTimings::rrd_s},
    {"tRRD_L", &DramTimings::rrd_l},
    {"tCCD_S", &DramTimings::ccd_s},
    {"tCCD_L", &DramTimings::ccd_l},
    {"tCCD_S_WR", &DramTimings::ccd_write_s, &DramTimings::ccd_s},
    {"tCCD_L_WR", &DramTimings::ccd_write_l, &DramTimings::ccd_l},
    {"tFAW", &DramTimings::faw},
    {"tRTP", &DramTimings::rtp},
    {"tWR", &DramTimings::wr},
    {"tWTR_S", &DramTimings::wtr_s},
    {"tWTR_L", &DramTimings::wtr_l},
    {"tRTW", &DramTimings::rtw},
    {"tRTRS", &DramTimings::rtrs},
    {"tRFC", &DramTimings::rfc},
    {"tREFI", &DramTimings::refi},
    {"tRFCpb", &DramTimings::rfc_bank, nullptr, true},
    {"tREFIpb", &DramTimings::refi_bank, nullptr, true},
    {"tRREFD", &DramTimings::refresh_gap, nullptr, true},
}};

} // namespace counterpoint::hw
