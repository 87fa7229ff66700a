#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "hw/hardware.hpp"
#include "sim/fast_forward/machine_state.hpp"
#include "sim/mac_checksum.hpp"

namespace counterpoint::sim {

/// The machine at one moment, between two innermost phases.
struct Snapshot {
    std::int64_t cycle = 0; ///< with those that were skipped
    std::vector<std::int64_t> figures;
    std::vector<std::int64_t> times; ///< cycles, with those that were skipped
    std::vector<std::int64_t> counters;
    std::int64_t reach_back = 0; ///< see MachineState::looks_back
    /// By memory: where the walk of its phases stands, by loop; memory 0: nothing.
    Table<hw::MemoryIndex, std::vector<std::int64_t>> indices;
    MacSum macs; ///< of all phases so far

    /// Takes the state over. `skipped`: cycles by which the kernel's time lags behind.
    void take(const MachineState& state, std::int64_t now, std::int64_t skipped);
};

/// How the machine is at one moment, compared with an earlier one.
struct Recurrence {
    bool found = false; ///< it is in the same state again, but for the time
    /// If not: no look at the machine before this cycle can be the first of two that are alike,
    /// since something has happened that matters until then; 0 where that is not known.
    std::int64_t vain_before = 0;

    std::int64_t cycles = 0; ///< that lie in between; positive
    /// How far ahead the furthest moment lies that moves along with the present; cycles.
    std::int64_t reach_ahead = 0;
    /// Moments ahead that stand still, as the end of a long transfer: it is nearer by as much as
    /// has passed. As long as they are further ahead than all others, they change nothing.
    std::vector<std::size_t> standing; ///< which of the times
    std::int64_t first_standing = 0;   ///< the earliest of them, if there is any
};

/// Indices are not compared.
Recurrence recurrence(const Snapshot& then, const Snapshot& now);

} // namespace counterpoint::sim
