#include "tests/sim/dram/checker/minima.hpp"

#include <algorithm>

namespace counterpoint::dram_checker {

namespace {

enum class Near { same_bank, same_group, same_rank, other_rank };

/// A command to a whole rank meets every bank of it.
Near nearness(const Command& a, const Command& b) {
    if (a.rank != b.rank) {
        return Near::other_rank;
    }
    if (of_whole_rank(a.kind) || of_whole_rank(b.kind)) {
        return Near::same_bank;
    }
    if (a.group != b.group) {
        return Near::same_rank;
    }
    return a.bank == b.bank ? Near::same_bank : Near::same_group;
}

Minimum after_activate(const Limits& t, Kind later, Near near) {
    const bool here = near == Near::same_bank;
    const Minimum between_banks =
        near == Near::same_group ? Minimum{"tRRD_L", t.RRD_L} : Minimum{"tRRD_S", t.RRD_S};
    switch (later) {
    case Kind::activate:
        return here ? Minimum{"tRC", t.RC} : between_banks;
    case Kind::refresh_bank:
        return here ? Minimum{"tRC", t.RC} : Minimum{"tRREFD", t.RREFD};
    case Kind::refresh:
        return {"tRC", t.RC};
    case Kind::read:
        return here ? Minimum{"tRCD", t.RCD_read} : Minimum{};
    case Kind::write:
        return here ? Minimum{"tRCD", t.RCD_write} : Minimum{};
    case Kind::precharge:
    case Kind::precharge_all:
        return here ? Minimum{"tRAS", t.RAS} : Minimum{};
    }
    return {};
}

Minimum after_read(const Limits& t, Kind later, Near near) {
    switch (later) {
    case Kind::read:
        return near == Near::same_rank ? Minimum{"tCCD_S", t.CCD_S} : Minimum{"tCCD_L", t.CCD_L};
    case Kind::write:
        return {"tRTW", t.RTW};
    case Kind::precharge:
    case Kind::precharge_all:
        return near == Near::same_bank ? Minimum{"tRTP", t.RTP} : Minimum{};
    default:
        return {};
    }
}

Minimum after_write(const Limits& t, Kind later, Near near) {
    const Clock data_end = t.WL + t.burst;
    switch (later) {
    case Kind::write:
        return near == Near::same_rank ? Minimum{"tCCD_S of writes", t.CCD_S_write}
                                       : Minimum{"tCCD_L of writes", t.CCD_L_write};
    case Kind::read:
        return near == Near::same_rank ? Minimum{"tWTR_S", data_end + t.WTR_S}
                                       : Minimum{"tWTR_L", data_end + t.WTR_L};
    case Kind::precharge:
    case Kind::precharge_all:
        return near == Near::same_bank ? Minimum{"tWR", data_end + t.WR} : Minimum{};
    default:
        return {};
    }
}

Minimum after_precharge(const Limits& t, Kind earlier, Kind later, Near near) {
    const Clock closing = earlier == Kind::precharge_all ? t.RP_all : t.RP;
    switch (later) {
    case Kind::activate:
    case Kind::refresh:
    case Kind::refresh_bank:
        return near == Near::same_bank ? Minimum{"tRP", closing} : Minimum{};
    default:
        return {};
    }
}

Minimum after_refresh_bank(const Limits& t, Kind later, Near near) {
    const bool of_a_bank = later == Kind::activate || later == Kind::refresh_bank;
    if (of_a_bank && near != Near::same_bank) {
        return {"tRREFD", t.RREFD};
    }
    return of_a_bank || later == Kind::refresh ? Minimum{"tRFC of a bank", t.RFC_bank} : Minimum{};
}

Minimum between_banks(const Limits& t, Kind earlier, Kind later, Near near) {
    if (near == Near::other_rank) {
        return {};
    }
    switch (earlier) {
    case Kind::activate:
        return after_activate(t, later, near);
    case Kind::read:
        return after_read(t, later, near);
    case Kind::write:
        return after_write(t, later, near);
    case Kind::precharge:
    case Kind::precharge_all:
        return after_precharge(t, earlier, later, near);
    case Kind::refresh:
        return {"tRFC", t.RFC};
    case Kind::refresh_bank:
        return after_refresh_bank(t, later, near);
    }
    return {};
}

/// The data of the later command begin when those of the earlier have ended, and on another rank a
/// while after that.
Minimum on_data_bus(const Limits& t, const Command& earlier, const Command& later) {
    if (!moves_data(earlier.kind) || !moves_data(later.kind)) {
        return {};
    }
    const auto data = [&](const Command& c) { return c.kind == Kind::read ? t.RL : t.WL; };
    const Clock gap = earlier.rank != later.rank ? t.RTRS : 0;
    return {gap > 0 ? "tRTRS on the data bus" : "data bus",
            data(earlier) + t.burst + gap - data(later)};
}

} // namespace

std::array<Minimum, 2> minima(const Limits& limits, const Command& earlier, const Command& later) {
    return {between_banks(limits, earlier.kind, later.kind, nearness(earlier, later)),
            on_data_bus(limits, earlier, later)};
}

Clock horizon(const Limits& t) {
    const Clock data = t.RL + t.WL + t.burst;
    return std::max({t.RC, t.RRD_L, t.RRD_S, t.RCD_read, t.RCD_write, t.RAS, t.RTP, t.RTW, t.RP,
                     t.RP_all, t.CCD_S, t.CCD_L, t.CCD_S_write, t.CCD_L_write, t.RFC, t.RFC_bank,
                     t.RREFD, data + std::max({t.WR, t.WTR_S, t.WTR_L, t.RTRS})});
}

} // namespace counterpoint::dram_checker
