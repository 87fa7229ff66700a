#pragma once

#include <array>

#include "tests/sim/dram/checker/command.hpp"

namespace counterpoint::dram_checker {

/// What a device asks of its controller, under JEDEC's names, in clocks. A limit that the standard
/// does not know is 0, or repeats its nearest relative (`RRD_L` = `RRD_S` without bank groups).
struct Limits {
    int channels = 1;
    int pseudo_channels = 1; ///< of a channel
    int ranks = 1;           ///< of a pseudo-channel
    int groups = 1;
    int banks = 1; ///< in a group
    std::int64_t rows = 1;
    std::int64_t columns = 1;

    Clock burst = 4; ///< clocks that a burst takes on the data bus
    Clock RL = 0;    ///< RD to the first clock of its data
    Clock WL = 0;    ///< WR to the first clock of its data

    Clock RCD_read = 0;
    Clock RCD_write = 0;
    Clock RP = 0;
    Clock RP_all = 0; ///< of a precharge of all banks
    Clock RAS = 0;
    Clock RC = 0;
    Clock RRD_S = 0;
    Clock RRD_L = 0;
    Clock FAW = 0;
    Clock CCD_S = 0;
    Clock CCD_L = 0;
    Clock CCD_S_write = 0; ///< between writes
    Clock CCD_L_write = 0;
    Clock RTP = 0; ///< RD to PRE
    Clock WR = 0;  ///< last data written to PRE
    Clock WTR_S = 0;
    Clock WTR_L = 0;
    Clock RTW = 0;  ///< RD to WR of a rank
    Clock RTRS = 0; ///< clocks of nothing between the data of two ranks

    Clock REFI = 0; ///< average distance of refreshes; 0: none are asked for
    Clock RFC = 0;
    Clock RFC_bank = 0;
    Clock RREFD = 0;   ///< between a refresh of one bank and ACT or REFpb of another, both ways
    int postponed = 8; ///< refreshes that may be owed or done ahead

    bool two_command_buses = false;                       ///< HBM: ACT, PRE, REF beside RD, WR
    std::array<Clock, kinds> on_bus{1, 1, 1, 1, 1, 1, 1}; ///< how long each kind takes its bus
};

} // namespace counterpoint::dram_checker
