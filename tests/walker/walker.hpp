#pragma once

#include <cstdint>
#include <vector>

#include "hw/counts.hpp"
#include "hw/hardware.hpp"
#include "mapping/mapping.hpp"
#include "tests/walker/execution.hpp"
#include "tests/walker/timeline.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::walker {

/// What one unit of a memory needs, in bytes.
struct Capacity {
    std::int64_t bytes = 0;
    std::vector<std::int64_t> by_tensor; ///< in the order of the layer
};

/// What docs/semantics.md says of one layer, found by doing everything it says one by one.
struct WalkResult {
    std::int64_t cycles = 0;
    std::int64_t compute_cycles = 0;
    std::int64_t macs = 0;
    std::int64_t pes = 0;
    Table<hw::MemoryIndex, std::int64_t> phases;
    Table<hw::MemoryIndex, std::int64_t> units;
    Table<hw::MemoryIndex, Capacity> capacity; ///< memory 0: every tensor whole
    hw::Counts counts;
    hw::CycleStack stack;
    Table<hw::MemoryIndex, std::int64_t> fill_bytes;  ///< all parent units; memory 0: zero
    Table<hw::MemoryIndex, std::int64_t> drain_bytes; ///< all parent units; memory 0: zero
    Timeline timeline;
};

/// The third method beside formulas and events: enumerates every phase of every memory with
/// explicit sets of elements. Shares no code and no idea with the other two, and is as slow as that
/// sounds: for layers of some thousand MACs. Ignores capacities. `mapping` is legal.
/// Throws CannotRun where the hardware cannot run the mapping, std::logic_error where the semantics
/// contradict themselves.
WalkResult walk(const workloads::Layer& layer, const hw::Hardware& hardware,
                const mapping::Mapping& mapping);

} // namespace counterpoint::walker
