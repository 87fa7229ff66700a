#pragma once

#include "analytical/analysis.hpp"
#include "analytical/counting.hpp"
#include "hw/hardware.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::analytical {

/// What one unit of each memory has to hold: for every tensor the tile in use and, for each further
/// slot, the most new elements of a phase.
Table<MemoryIndex, hw::CapacityDemand> capacity_demand(const workloads::Layer& layer,
                                                       const hw::Hardware& hardware,
                                                       const Nest& nest, const Counting& counting);

/// Throws InputError that lists every memory whose capacity the demand exceeds, with its tensors,
/// the bound, and which tile to shrink.
void check_capacity(const workloads::Layer& layer, const hw::Hardware& hardware,
                    const Table<MemoryIndex, hw::CapacityDemand>& demand);

} // namespace counterpoint::analytical
