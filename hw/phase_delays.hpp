#pragma once

#include <cstdint>

namespace counterpoint::hw {

/// The least, the most and the sum of what single phases take, in cycles.
struct PhaseSpread {
    std::int64_t least = 0;
    std::int64_t most = 0;
    std::int64_t total = 0;

    friend bool operator==(const PhaseSpread& a, const PhaseSpread& b) {
        return a.least == b.least && a.most == b.most && a.total == b.total;
    }
};

/// What the phases of the innermost memory take on ideal hardware, each resource by itself.
struct PhaseDelays {
    PhaseSpread fill;    ///< on its slowest fill network, without latency; 0 where nothing comes
    PhaseSpread drain;   ///< on its slowest drain network, without latency; 0 where nothing leaves
    PhaseSpread compute; ///< of the busiest PE
    /// Bytes of a fill or a drain of the busiest unit outside, by the compute cycles of its phase:
    /// the largest such quotient.
    double peak_bytes_per_cycle = 0;
};

} // namespace counterpoint::hw
