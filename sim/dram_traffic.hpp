#pragma once

#include <cstdint>
#include <vector>

#include "sim/address/bursts.hpp"
#include "sim/dram/statistics.hpp"

namespace counterpoint::sim {

/// What a memory 0 of DRAM did in a layer.
struct DramTraffic {
    DramStatistics statistics;    ///< all channels, in clocks of the DRAM
    std::int64_t busy_clocks = 0; ///< from the first request of a transaction until all are over
    std::int64_t burst_bytes = 0;
    std::vector<Overfetch> read;    ///< by tensor
    std::vector<Overfetch> written; ///< by tensor
};

} // namespace counterpoint::sim
