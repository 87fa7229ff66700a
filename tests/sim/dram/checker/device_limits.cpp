#include "tests/sim/dram/checker/device_limits.hpp"

namespace counterpoint::dram_checker {

namespace {

void set_organisation(Limits& limits, const hw::DramStandard& standard) {
    const hw::DramOrganisation& organisation = standard.organisation;
    limits.pseudo_channels = static_cast<int>(organisation.pseudo_channels);
    limits.ranks = static_cast<int>(organisation.ranks);
    limits.groups = static_cast<int>(organisation.bank_groups);
    limits.banks = static_cast<int>(organisation.banks_per_group);
    limits.rows = organisation.rows;
    limits.columns = organisation.columns / standard.burst_length;
    limits.burst = standard.burst_length / standard.transfers_per_clock;
    limits.two_command_buses = standard.command_buses == hw::CommandBuses::row_and_column;
    for (std::size_t command = 0; command < hw::dram_command_count; ++command) {
        const Kind kind = kind_of(static_cast<hw::DramCommand>(command));
        limits.on_bus.at(static_cast<std::size_t>(kind)) = standard.command_clocks.at(command);
    }
}

void set_timings(Limits& limits, const hw::DramTimings& timings) {
    limits.RL = timings.rl;
    limits.WL = timings.wl;
    limits.RCD_read = timings.rcd_read;
    limits.RCD_write = timings.rcd_write;
    limits.RP = timings.rp;
    limits.RP_all = timings.rp_all;
    limits.RAS = timings.ras;
    limits.RC = timings.rc;
    limits.RRD_S = timings.rrd_s;
    limits.RRD_L = timings.rrd_l;
    limits.FAW = timings.faw;
    limits.CCD_S = timings.ccd_s;
    limits.CCD_L = timings.ccd_l;
    limits.CCD_S_write = timings.ccd_write_s;
    limits.CCD_L_write = timings.ccd_write_l;
    limits.RTP = timings.rtp;
    limits.WR = timings.wr;
    limits.WTR_S = timings.wtr_s;
    limits.WTR_L = timings.wtr_l;
    limits.RTW = timings.rtw;
    limits.RTRS = timings.rtrs;
    limits.REFI = timings.refi;
    limits.RFC = timings.rfc;
    limits.RFC_bank = timings.rfc_bank;
    limits.RREFD = timings.refresh_gap;
}

} // namespace

Limits limits_of(const hw::DramConfiguration& configuration) {
    Limits limits;
    limits.channels = static_cast<int>(configuration.channels);
    set_organisation(limits, configuration.standard);
    set_timings(limits, configuration.standard.timings);
    if (configuration.refresh == hw::RefreshMode::none) {
        limits.REFI = 0;
    }
    limits.postponed = configuration.standard.name.rfind("DDR5", 0) == 0 ? 4 : 8;
    return limits;
}

Kind kind_of(hw::DramCommand command) {
    switch (command) {
    case hw::DramCommand::activate:
        return Kind::activate;
    case hw::DramCommand::precharge:
        return Kind::precharge;
    case hw::DramCommand::precharge_all:
        return Kind::precharge_all;
    case hw::DramCommand::read:
        return Kind::read;
    case hw::DramCommand::write:
        return Kind::write;
    case hw::DramCommand::refresh:
        return Kind::refresh;
    case hw::DramCommand::refresh_bank:
        return Kind::refresh_bank;
    }
    return Kind::activate;
}

} // namespace counterpoint::dram_checker
