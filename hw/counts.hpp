#pragma once

#include <cstdint>
#include <vector>

#include "hw/hardware.hpp"

namespace counterpoint::hw {

/// Elements read from and written to one memory (all its units together) for one tensor.
struct Access {
    std::int64_t reads = 0;
    std::int64_t writes = 0;

    friend bool operator==(const Access& a, const Access& b) {
        return a.reads == b.reads && a.writes == b.writes;
    }
};

/// Accesses by memory and, within one, by tensor in the order of the layer.
using Counts = Table<MemoryIndex, std::vector<Access>>;

/// What the PEs waited for at one memory, in cycles.
struct MemoryStalls {
    std::int64_t fill_transfer = 0; ///< the fill network is busy
    std::int64_t fill_latency = 0;  ///< its slots do not cover its latency
    std::int64_t drain = 0;         ///< results on their way out of this memory

    friend bool operator==(const MemoryStalls& a, const MemoryStalls& b) {
        return a.fill_transfer == b.fill_transfer && a.fill_latency == b.fill_latency &&
               a.drain == b.drain;
    }
};

/// Where the cycles of a layer went, seen from the PEs; the parts add up to the cycles exactly.
/// docs/semantics.md defines each part.
struct CycleStack {
    std::int64_t start = 0;    ///< before the first MAC
    std::int64_t compute = 0;  ///< the busiest PE computes
    std::int64_t operands = 0; ///< it could, had the innermost memory's banks given its operands
    Table<MemoryIndex, MemoryStalls> waiting; ///< from first to last MAC; memory 0: zero
    std::int64_t tail = 0;                    ///< after the last MAC

    friend bool operator==(const CycleStack& a, const CycleStack& b) {
        return a.start == b.start && a.compute == b.compute && a.operands == b.operands &&
               a.waiting == b.waiting && a.tail == b.tail;
    }
};

} // namespace counterpoint::hw
