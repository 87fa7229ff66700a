#pragma once

#include <cstdint>

#include "sim/scratchpad/banked_unit.hpp"

namespace counterpoint::sim {

/// What the banks of a memory did in a layer; of the busiest unit, transfer by transfer.
struct BankTraffic {
    LostAccesses lost{};          ///< accesses that had to wait a cycle, by stream and winner
    std::int64_t accesses = 0;    ///< of single banks
    std::int64_t busy_cycles = 0; ///< in which some stream was under way
};

} // namespace counterpoint::sim
