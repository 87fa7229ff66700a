#pragma once

#include <cstdint>
#include <vector>

#include "hw/counts.hpp"
#include "hw/hardware.hpp"

namespace counterpoint::hw {

/// What one unit of a memory has to hold, in bytes.
struct CapacityDemand {
    std::int64_t bytes = 0;              ///< sum over the tensors
    std::vector<std::int64_t> by_tensor; ///< in the order of the layer
};

/// What every model says of one layer, in exact integers. Each model fills it by itself.
struct LayerNumbers {
    std::int64_t cycles = 0;
    std::int64_t compute_cycles = 0;
    std::int64_t macs = 0;
    std::int64_t pes = 0;                    ///< units of the innermost memory
    Table<MemoryIndex, std::int64_t> phases; ///< memory 0: 1
    Table<MemoryIndex, std::int64_t> units;
    Table<MemoryIndex, CapacityDemand> capacity; ///< memory 0: every tensor whole
    Counts counts;
    CycleStack stack;
    /// Bytes over each network in the layer, all parent units together; memory 0: nothing.
    Table<MemoryIndex, std::int64_t> fill_bytes;
    Table<MemoryIndex, std::int64_t> drain_bytes;
    /// Additions of two partial sums on the way from a memory to the next outer one that holds
    /// them: by the networks, and where that one accumulates. Memory 0: nothing.
    Table<MemoryIndex, std::int64_t> additions;
};

} // namespace counterpoint::hw
