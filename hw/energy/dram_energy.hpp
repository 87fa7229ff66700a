#pragma once

#include <cstdint>
#include <optional>

#include "hw/dram/configuration.hpp"

namespace counterpoint::hw {

/// What a DRAM takes for each command, in pJ, all devices of a rank together. An activation has its
/// precharge in it.
struct DramEnergy {
    CommandTable<double> command{};
    double active_clock = 0; ///< a clock of all ranks with rows open, beyond what commands take
    double idle_clock = 0;   ///< the same with all rows closed
    double clocks_per_cycle = 0;
    std::int64_t burst_bytes = 1;
    std::int64_t row_bytes = 1;
    double bytes_per_clock = 1; ///< all data buses
    RefreshMode refresh = RefreshMode::none;
    double refreshes_per_clock = 0; ///< all ranks
};

/// Nothing where the standard has no currents. Formulas: Micron TN-46-03 and DRAMPower
/// (Chandrasekar et al.): ACT with PRE V·(IDD0·tRC − IDD3N·tRAS − IDD2N·(tRC − tRAS)),
/// RD V·(IDD4R − IDD3N)·BL, WR alike, REF V·(IDD5 − IDD3N)·tRFC, standby V·IDD3N and V·IDD2N.
/// A REFpb takes the share of one bank in a REF.
std::optional<DramEnergy> dram_energy(const DramConfiguration& configuration, double clock_ghz);

} // namespace counterpoint::hw
