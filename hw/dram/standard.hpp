#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hw/dram/command.hpp"

namespace counterpoint::hw {

/// The length of one clock in picoseconds, as an exact fraction.
struct ClockPeriod {
    std::int64_t numerator = 1;
    std::int64_t denominator = 1;
};

/// What one channel is made of. Every number is a power of two.
struct DramOrganisation {
    std::int64_t pseudo_channels = 1; ///< HBM: halves of a channel with banks and data bus of their
                                      ///< own, behind common command buses
    std::int64_t ranks = 1;           ///< of a pseudo-channel (HBM: stack levels)
    std::int64_t bank_groups = 1;     ///< of a rank
    std::int64_t banks_per_group = 1;
    std::int64_t rows = 1;      ///< of a bank
    std::int64_t columns = 1;   ///< of a row; burst_length of them make a burst
    std::int64_t row_bytes = 1; ///< what one activation opens, all devices of the rank together

    [[nodiscard]] std::int64_t banks_per_rank() const { return bank_groups * banks_per_group; }
};

/// Timings in clocks, by their JEDEC names (given in brackets). They count from the first clock of
/// one command to the first clock of the other. `_s` is between bank groups, `_l` within one.
struct DramTimings {
    std::int64_t rl = 0;          ///< [RL] RD to its first data
    std::int64_t wl = 0;          ///< [WL] WR to its first data
    std::int64_t rcd_read = 0;    ///< [tRCD] ACT to RD
    std::int64_t rcd_write = 0;   ///< [tRCD_WR] ACT to WR; tRCD where not given
    std::int64_t rp = 0;          ///< [tRP] PRE to ACT, REFpb
    std::int64_t rp_all = 0;      ///< [tRPab] PREA to ACT, REF; tRP where not given
    std::int64_t ras = 0;         ///< [tRAS] ACT to PRE
    std::int64_t rc = 0;          ///< [tRC] ACT to ACT of one bank
    std::int64_t rrd_s = 0;       ///< [tRRD_S] ACT to ACT of another bank
    std::int64_t rrd_l = 0;       ///< [tRRD_L]
    std::int64_t ccd_s = 0;       ///< [tCCD_S] RD to RD
    std::int64_t ccd_l = 0;       ///< [tCCD_L]
    std::int64_t ccd_write_s = 0; ///< [tCCD_S_WR] WR to WR; tCCD_S where not given
    std::int64_t ccd_write_l = 0; ///< [tCCD_L_WR] tCCD_L where not given
    std::int64_t faw = 0;         ///< [tFAW] holds at most four ACT of a rank
    std::int64_t rtp = 0;         ///< [tRTP] RD to PRE
    std::int64_t wr = 0;          ///< [tWR] last written data to PRE
    std::int64_t wtr_s = 0;       ///< [tWTR_S] last written data to RD
    std::int64_t wtr_l = 0;       ///< [tWTR_L]
    std::int64_t rtw = 0;         ///< [tRTW] RD to WR of one rank
    std::int64_t rtrs = 0;        ///< [tRTRS] free clocks of the data bus between two ranks
    std::int64_t rfc = 0;         ///< [tRFC] REF to ACT, REF
    std::int64_t refi = 0;        ///< [tREFI] one REF in so many clocks
    std::int64_t rfc_bank = 0;    ///< [tRFCpb] REFpb to ACT of that bank; 0: no such command
    std::int64_t refi_bank = 0;   ///< [tREFIpb] one REFpb in so many clocks, bank after bank
    std::int64_t refresh_gap =
        0; ///< [tRREFD] REFpb to ACT, REFpb of another bank, and ACT to REFpb
};

/// What one device takes from one supply, in mA, by the names of JEDEC.
struct DramSupply {
    double volts = 0;
    double idd0 = 0;  ///< one bank activated and precharged again and again
    double idd2n = 0; ///< standby, all banks closed
    double idd3n = 0; ///< standby, rows open
    double idd4r = 0; ///< reads without a gap
    double idd4w = 0; ///< writes without a gap
    double idd5 = 0;  ///< refreshes without a gap
};

/// From which energies follow. Models of time take no notice.
struct DramCurrents {
    std::string source;
    std::int64_t devices = 1; ///< of a rank
    std::vector<DramSupply> supplies;
};

enum class CommandBuses {
    shared,        ///< one bus for all commands of a channel
    row_and_column ///< RD and WR have a bus of their own (HBM)
};

/// A kind of DRAM at one speed. Immutable once read; `check` in hw/dram/standard_rules.hpp says
/// what must hold.
struct DramStandard {
    std::string name;
    std::string source;                   ///< where the figures come from
    ClockPeriod clock;                    ///< of the commands (CK)
    std::int64_t burst_length = 1;        ///< transfers of a burst
    std::int64_t transfers_per_clock = 2; ///< of one data line in one CK
    std::int64_t bytes_per_burst = 1;
    DramOrganisation organisation;
    CommandBuses command_buses = CommandBuses::shared;
    CommandTable<std::int64_t> command_clocks{1, 1, 1, 1, 1, 1, 1}; ///< how long each takes its bus
    DramTimings timings;
    std::optional<DramCurrents> currents; ///< nothing: not published where we looked

    /// Clocks of the data bus that a burst takes (BL/2 at double data rate).
    [[nodiscard]] std::int64_t burst_clocks() const { return burst_length / transfers_per_clock; }

    [[nodiscard]] std::int64_t bursts_per_row() const {
        return organisation.columns / burst_length;
    }
    [[nodiscard]] bool refreshes_single_banks() const { return timings.rfc_bank > 0; }

    /// Clocks from RD, WR to the end of its last data.
    [[nodiscard]] std::int64_t read_data_end() const { return timings.rl + burst_clocks(); }
    [[nodiscard]] std::int64_t write_data_end() const { return timings.wl + burst_clocks(); }
};

} // namespace counterpoint::hw
