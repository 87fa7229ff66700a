#pragma once

#include <cstdint>
#include <vector>

#include "sim/address/address_run.hpp"

namespace counterpoint::sim {

/// Neighbouring bursts.
struct BurstRange {
    std::uint64_t address = 0; ///< of the first burst, a multiple of its bytes
    std::int64_t bursts = 0;

    friend bool operator==(const BurstRange& a, const BurstRange& b) {
        return a.address == b.address && a.bursts == b.bursts;
    }
};

/// What bursts move for what is needed. Bytes.
struct Overfetch {
    std::int64_t needed = 0;
    std::int64_t moved = 0;
};

/// Cuts runs into whole bursts of `burst_bytes`, the first and last of a run possibly used in part.
/// A run that begins behind the one before, in the same burst or the next, goes on with it: that
/// burst is moved once. Adds to `bursts`, which go on with nothing that was there; returns the
/// bytes.
Overfetch cut_into_bursts(const std::vector<AddressRun>& runs, std::int64_t burst_bytes,
                          std::vector<BurstRange>& bursts);

} // namespace counterpoint::sim
