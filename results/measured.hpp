#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hw/hardware.hpp"
#include "results/memory_traffic.hpp"

namespace counterpoint::results {

/// The room taken in one memory over time.
struct OccupancyNumbers {
    std::int64_t cycles_per_point = 1;
    /// The most in the cycles [i, i + 1) * cycles_per_point: phases in flight, and bytes in the
    /// first unit, whose tiles are the largest.
    std::vector<std::int64_t> slots;
    std::vector<std::int64_t> bytes;
    std::int64_t most_slots = 0; ///< of all points
    std::int64_t most_bytes = 0;
};

/// A spatial node of the mapping.
struct Spread {
    std::string dimension;
    std::int64_t tile = 1;
    std::int64_t units = 1; ///< that exist
};

/// How busy each PE was: MACs done of those possible in all cycles, 0 to 1.
struct PeUtilization {
    std::vector<Spread> spread; ///< outermost first
    /// In the order of units: the outer spatial nodes give the rows, the inner ones the columns.
    std::vector<std::vector<double>> rows;
};

/// What a simulation did not execute, because it repeated itself; part of all other numbers.
struct FastForwardNumbers {
    bool enabled = false;    ///< false: every phase was executed
    std::int64_t phases = 0; ///< of the innermost memory
    std::int64_t cycles = 0;
    std::int64_t jumps = 0; ///< how many times something was skipped
};

/// What only a simulation can say of a layer, besides the numbers that every model has.
struct MeasuredNumbers {
    /// Cycles in which each network was sending; memory 0: nothing.
    Table<hw::MemoryIndex, std::int64_t> fill_busy_cycles;
    Table<hw::MemoryIndex, std::int64_t> drain_busy_cycles;
    MemoryTraffic memories;
    FastForwardNumbers fast_forward;
    Table<hw::MemoryIndex, OccupancyNumbers> occupancy; ///< memory 0: idle; empty if not asked for
    std::optional<PeUtilization> pe_utilization;        ///< if asked for
};

} // namespace counterpoint::results
