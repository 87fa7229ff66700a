#pragma once

#include "tests/sim/dram/checker/checker.hpp"

namespace counterpoint::dram_checker {

/// A made-up device in which no two limits are equal and none follows from others, so that each can
/// be broken alone: two ranks of two groups of two banks.
inline Limits made_up_device() {
    Limits t;
    t.ranks = 2;
    t.groups = 2;
    t.banks = 2;
    t.rows = 16;
    t.columns = 8;
    t.burst = 4;
    t.RL = 16;
    t.WL = 12;
    t.RCD_read = 15;
    t.RCD_write = 13;
    t.RP = 14;
    t.RP_all = 17;
    t.RAS = 38;
    t.RC = 58;
    t.RRD_S = 5;
    t.RRD_L = 7;
    t.FAW = 32;
    t.CCD_S = 5;
    t.CCD_L = 6;
    t.CCD_S_write = 7;
    t.CCD_L_write = 10;
    t.RTP = 8;
    t.WR = 18;
    t.WTR_S = 3;
    t.WTR_L = 9;
    t.RTW = 11;
    t.RTRS = 3;
    t.REFI = 1000;
    t.RFC = 300;
    t.RFC_bank = 100;
    t.RREFD = 50;
    return t;
}

struct At {
    int group = 0;
    int bank = 0;
    int rank = 0;
};

inline Command command(Kind kind, Clock clock, At at = {}, std::int64_t row = 0) {
    return {clock, kind, 0, 0, at.rank, at.group, at.bank, row, 0};
}

inline Command ACT(Clock clock, At at = {}, std::int64_t row = 0) {
    return command(Kind::activate, clock, at, row);
}
inline Command RD(Clock clock, At at = {}, std::int64_t row = 0) {
    return command(Kind::read, clock, at, row);
}
inline Command WR(Clock clock, At at = {}, std::int64_t row = 0) {
    return command(Kind::write, clock, at, row);
}
inline Command PRE(Clock clock, At at = {}) { return command(Kind::precharge, clock, at); }
inline Command PREA(Clock clock, int rank = 0) {
    return command(Kind::precharge_all, clock, {0, 0, rank});
}
inline Command REF(Clock clock, int rank = 0) {
    return command(Kind::refresh, clock, {0, 0, rank});
}
inline Command REFpb(Clock clock, At at = {}) { return command(Kind::refresh_bank, clock, at); }

/// What is found in a trace that ends before the clock.
inline std::vector<Violation> verdict_until(Clock end, const std::vector<Command>& trace,
                                            const Limits& limits = made_up_device()) {
    Checker checker(limits);
    for (const Command& issued : trace) {
        checker.take(issued);
    }
    checker.finish(end);
    return checker.violations();
}

/// What is found in a trace that ends with its last command.
inline std::vector<Violation> verdict(const std::vector<Command>& trace,
                                      const Limits& limits = made_up_device()) {
    return verdict_until(trace.empty() ? 0 : trace.back().clock + 1, trace, limits);
}

} // namespace counterpoint::dram_checker
