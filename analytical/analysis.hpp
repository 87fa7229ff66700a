#pragma once

#include <cstdint>
#include <vector>

#include "hw/counts.hpp"
#include "hw/hardware.hpp"
#include "mapping/mapping.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::analytical {

/// What one unit of a memory has to hold, in bytes.
struct CapacityDemand {
    std::int64_t bytes = 0;              ///< sum over the tensors
    std::vector<std::int64_t> by_tensor; ///< in the order of the layer
};

/// Bytes that one network moves in a layer, all parent units together, and the rate at which it
/// would have to move them so that the PEs never wait for it.
struct NetworkDemand {
    std::int64_t bytes = 0;
    double bytes_per_compute_cycle = 0; ///< on average over the parent units and the layer
};

/// How much work the analysis itself took; grows with the depth of a mapping, not with sizes.
struct Effort {
    std::int64_t counting = 0; ///< one-dimensional measures taken
    std::int64_t timing = 0;   ///< phases whose recurrence was evaluated
};

/// Everything the closed-form model knows of one layer on ideal hardware. Exact integers.
struct Analysis {
    std::int64_t cycles = 0;
    std::int64_t compute_cycles = 0;
    std::int64_t macs = 0;
    std::int64_t pes = 0;                        ///< units of the innermost memory
    Table<hw::MemoryIndex, std::int64_t> phases; ///< memory 0: 1
    Table<hw::MemoryIndex, std::int64_t> units;
    Table<hw::MemoryIndex, CapacityDemand> capacity; ///< memory 0: every tensor whole
    hw::Counts counts;
    hw::CycleStack stack;
    Table<hw::MemoryIndex, NetworkDemand> fill;  ///< memory 0: nothing
    Table<hw::MemoryIndex, NetworkDemand> drain; ///< memory 0: nothing
    Effort effort;
};

struct Options {
    bool check_capacity = true; ///< false: a tile that does not fit is analysed all the same
    bool time = true;           ///< false: counts and capacity only; cycles and stack stay 0
};

/// Analyses one layer by case analysis over loop transitions; never walks the phases.
/// `mapping` is legal for `layer` and `hardware` (mapping::broken_rules is empty).
/// Throws InputError where the hardware cannot run the mapping: a tile that does not fit, partial
/// sums that collide without a reduction network, numbers beyond 64 bits.
Analysis analyze(const workloads::Layer& layer, const hw::Hardware& hardware,
                 const mapping::Mapping& mapping, const Options& options = {});

} // namespace counterpoint::analytical
