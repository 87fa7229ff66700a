#include "validation/dram_text.hpp"

#include <cstdint>

#include <fmt/format.h>

namespace counterpoint::validation {

namespace {

// Structs are taken apart by structured bindings: see input_text.cpp.

template <class... Values>
std::string line(const char* name, const Values&... values) {
    std::string text = name;
    ((text += ' ' + std::to_string(static_cast<std::int64_t>(values))), ...);
    return text + '\n';
}

std::string text_of(const hw::DramOrganisation& organisation) {
    const auto& [pseudo_channels, ranks, bank_groups, banks_per_group, rows, columns, row_bytes] =
        organisation;
    return line("organisation", pseudo_channels, ranks, bank_groups, banks_per_group, rows, columns,
                row_bytes);
}

std::string text_of(const hw::DramTimings& timings) {
    const auto& [rl, wl, rcd_read, rcd_write, rp, rp_all, ras, rc, rrd_s, rrd_l, ccd_s, ccd_l,
                 ccd_write_s, ccd_write_l, faw, rtp, wr, wtr_s, wtr_l, rtw, rtrs, rfc, refi,
                 rfc_bank, refi_bank, refresh_gap] = timings;
    return line("timings", rl, wl, rcd_read, rcd_write, rp, rp_all, ras, rc, rrd_s, rrd_l, ccd_s,
                ccd_l, ccd_write_s, ccd_write_l, faw, rtp, wr, wtr_s, wtr_l, rtw, rtrs, rfc, refi,
                rfc_bank, refi_bank, refresh_gap);
}

std::string text_of(const hw::DramStandard& standard) {
    const auto& [name, source, clock, burst_length, transfers_per_clock, bytes_per_burst,
                 organisation, command_buses, command_clocks, timings, currents] = standard;
    const auto& [numerator, denominator] = clock;
    std::string text = line("standard", numerator, denominator, burst_length, transfers_per_clock,
                            bytes_per_burst, command_buses);
    for (const std::int64_t clocks : command_clocks) {
        text += line("command", clocks);
    }
    return text + text_of(organisation) + text_of(timings);
}

} // namespace

std::string dram_text(const hw::DramConfiguration& dram) {
    const auto& [standard, channels, mapping, page, scheduling, refresh, queues, hit_cap,
                 coalesce] = dram;
    const auto& [unified, read, write, high, low] = queues;
    return line("dram", channels, page, scheduling, refresh, hit_cap) +
           line("queues", unified, read, write, high, low) + hw::mapping_text(mapping) + '\n' +
           text_of(standard);
}

std::string layout_text(const hw::Layout& layout) {
    const auto& [levels, place] = layout;
    std::string text;
    for (const auto& [axis, part, block] : levels) {
        text += fmt::format(" {} {} {}", axis, static_cast<int>(part), block);
    }
    return text + '\n';
}

} // namespace counterpoint::validation
