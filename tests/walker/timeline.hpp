#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "hw/counts.hpp"
#include "tests/walker/execution.hpp"
#include "tests/walker/nest.hpp"

namespace counterpoint::walker {

/// When the fill of one phase of a memory starts, has been sent and is there. Cycles.
struct FillTimes {
    std::int64_t previous_sent = 0; ///< when the networks it takes had sent what came before
    std::int64_t sums_kept = 0; ///< when the partial sums had arrived that come back; 0: none do
    std::int64_t start = 0;
    std::int64_t sent = 0;
    std::int64_t latency = 0; ///< 0 where nothing was sent
    std::int64_t here = 0;
};

/// When one innermost phase could compute by each reason, and when it did. Cycles.
struct ComputeTimes {
    std::int64_t previous_done = 0;
    std::int64_t here = 0;
    std::int64_t room = 0;
    std::size_t room_drain = 0; ///< number, counting from 1, of the drain that made room; 0: none
    std::int64_t start = 0;
    std::int64_t done = 0;
};

/// One drain of a memory. Cycles.
struct DrainTimes {
    std::size_t phase = 0;
    std::int64_t outer_room = 0; ///< when the next outer memory had room for it
    std::int64_t begin = 0;
    std::int64_t over = 0;
    std::int64_t kept = 0;
};

/// The recurrence of ideal time, evaluated phase by phase.
struct Timeline {
    Table<hw::MemoryIndex, std::vector<FillTimes>> fills;   ///< by phase
    std::vector<ComputeTimes> computes;                     ///< by innermost phase
    Table<hw::MemoryIndex, std::vector<DrainTimes>> drains; ///< in order, draining phases only
    std::int64_t cycles = 0;
};

Timeline timeline(const Nest& nest, const Execution& execution);

/// Charges every cycle of the layer to what the PEs waited for in it, one cycle at a time.
hw::CycleStack cycle_stack(const Nest& nest, const Timeline& times);

} // namespace counterpoint::walker
