#pragma once

#include <cstdint>
#include <vector>

#include "sim/dram/request.hpp"
#include "sim/dram/statistics.hpp"

namespace counterpoint::sim {

/// Bytes of one tensor in one direction, and how their bursts found their rows.
struct TensorTraffic {
    std::int64_t needed = 0;
    std::int64_t moved = 0;
    RowOutcomes rows;
};

/// What a memory 0 of DRAM did in a layer.
struct DramTraffic {
    DramStatistics statistics;    ///< all channels, in clocks of the DRAM
    std::int64_t busy_clocks = 0; ///< from the first request of a transaction until all are over
    std::int64_t burst_bytes = 0;
    std::vector<TensorTraffic> read;    ///< by tensor
    std::vector<TensorTraffic> written; ///< by tensor
};

} // namespace counterpoint::sim
