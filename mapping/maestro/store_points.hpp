#pragma once

#include <string>
#include <vector>

#include "hw/hardware.hpp"
#include "mapping/dataflow.hpp"
#include "mapping/maestro/lowering.hpp"
#include "mapping/residency.hpp"
#include "mapping/store_points.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::mapping::maestro {

/// The points, of the memory between DRAM and PEs, above which all temporal nodes of the top level
/// stand: one step of it is resident.
StorePoints one_step(const Loops& loops, const workloads::Layer& layer);

/// All choices worth trying: moving a tensor past a loop that does not change its tile makes no
/// difference, so a tensor has one point more than it has loops.
std::vector<StorePoints> candidates(const Loops& loops, const workloads::Layer& layer);

/// The nodes with their stores: in L2 at these points, in L1 at the end. `memories` are those of
/// the hardware, two of them if there is no L2.
DataflowEntry with_stores(const Loops& loops, const StorePoints& points,
                          const workloads::Layer& layer, const hw::Hardware& hardware,
                          const std::string& file);

/// The points with the least traffic of DRAM that fit, among these those that take the least room;
/// one step where none fits, for then whoever uses the mapping is told what takes how much.
StorePoints best_points(const Loops& loops, const workloads::Layer& layer,
                        const hw::Hardware& hardware, const JudgeResidency& judge);

} // namespace counterpoint::mapping::maestro
