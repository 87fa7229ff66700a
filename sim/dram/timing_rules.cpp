#include "sim/dram/timing_rules.hpp"

#include <algorithm>

namespace counterpoint::sim {

namespace {

using Rules = std::vector<TimingRule>;
using Command = hw::DramCommand;

constexpr Command act = Command::activate;
constexpr Command pre = Command::precharge;
constexpr Command prea = Command::precharge_all;
constexpr Command rd = Command::read;
constexpr Command wr = Command::write;
constexpr Command ref = Command::refresh;
constexpr Command refpb = Command::refresh_bank;

Rules rules_of_rows(const hw::DramStandard& standard) {
    const hw::DramTimings& t = standard.timings;
    const std::int64_t written = standard.write_data_end() + t.wr;
    return {
        {"tRCD", RuleScope::bank, act, rd, t.rcd_read},
        {"tRCD_WR", RuleScope::bank, act, wr, t.rcd_write},
        {"tRAS", RuleScope::bank, act, pre, t.ras},
        {"tRC", RuleScope::bank, act, act, t.rc},
        {"tRP", RuleScope::bank, pre, act, t.rp},
        {"tRTP", RuleScope::bank, rd, pre, t.rtp},
        {"WL + burst + tWR", RuleScope::bank, wr, pre, written},
        {"tRRD_L", RuleScope::bank_group, act, act, t.rrd_l},
        {"tRRD_S", RuleScope::rank, act, act, t.rrd_s},
        {"tFAW", RuleScope::rank, act, act, t.faw, 4},
        {"tRAS", RuleScope::rank, act, prea, t.ras},
        {"tRTP", RuleScope::rank, rd, prea, t.rtp},
        {"WL + burst + tWR", RuleScope::rank, wr, prea, written},
        {"tRPab", RuleScope::rank, prea, act, t.rp_all},
    };
}

Rules rules_of_columns(const hw::DramStandard& standard) {
    const hw::DramTimings& t = standard.timings;
    const std::int64_t written = standard.write_data_end();
    return {
        {"tCCD_S", RuleScope::rank, rd, rd, t.ccd_s},
        {"tCCD_L", RuleScope::bank_group, rd, rd, t.ccd_l},
        {"tCCD_S_WR", RuleScope::rank, wr, wr, t.ccd_write_s},
        {"tCCD_L_WR", RuleScope::bank_group, wr, wr, t.ccd_write_l},
        {"tRTW", RuleScope::rank, rd, wr, t.rtw},
        {"WL + burst + tWTR_S", RuleScope::rank, wr, rd, written + t.wtr_s},
        {"WL + burst + tWTR_L", RuleScope::bank_group, wr, rd, written + t.wtr_l},
    };
}

/// Two ranks must not meet on the data bus, and tRTRS lies between them.
Rules rules_between_ranks(const hw::DramStandard& standard) {
    const hw::DramTimings& t = standard.timings;
    const std::int64_t held = standard.burst_clocks() + t.rtrs;
    const std::int64_t turned = std::max<std::int64_t>(held + t.rl - t.wl, 1);
    const std::int64_t returned = std::max<std::int64_t>(held + t.wl - t.rl, 1);
    return {
        {"burst + tRTRS", RuleScope::other_rank, rd, rd, held},
        {"burst + tRTRS", RuleScope::other_rank, wr, wr, held},
        {"RL + burst + tRTRS - WL", RuleScope::other_rank, rd, wr, turned},
        {"WL + burst + tRTRS - RL", RuleScope::other_rank, wr, rd, returned},
    };
}

Rules rules_of_refresh(const hw::DramStandard& standard) {
    const hw::DramTimings& t = standard.timings;
    Rules rules{
        {"tRC", RuleScope::rank, act, ref, t.rc},        {"tRP", RuleScope::rank, pre, ref, t.rp},
        {"tRPab", RuleScope::rank, prea, ref, t.rp_all}, {"tRFC", RuleScope::rank, ref, act, t.rfc},
        {"tRFC", RuleScope::rank, ref, ref, t.rfc},
    };
    if (standard.refreshes_single_banks()) {
        const Rules single{
            {"tRC", RuleScope::bank, act, refpb, t.rc},
            {"tRP", RuleScope::bank, pre, refpb, t.rp},
            {"tRFCpb", RuleScope::bank, refpb, act, t.rfc_bank},
            {"tRFCpb", RuleScope::bank, refpb, refpb, t.rfc_bank},
            {"tRREFD", RuleScope::rank, act, refpb, t.refresh_gap},
            {"tRREFD", RuleScope::rank, refpb, act, t.refresh_gap},
            {"tRREFD", RuleScope::rank, refpb, refpb, t.refresh_gap},
        };
        rules.insert(rules.end(), single.begin(), single.end());
    }
    return rules;
}

} // namespace

std::vector<TimingRule> timing_rules(const hw::DramStandard& standard) {
    Rules all = rules_of_rows(standard);
    for (const Rules& more :
         {rules_of_columns(standard), rules_between_ranks(standard), rules_of_refresh(standard)}) {
        all.insert(all.end(), more.begin(), more.end());
    }
    return all;
}

} // namespace counterpoint::sim
