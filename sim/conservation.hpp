#pragma once

#include "hw/hardware.hpp"
#include "sim/accelerator.hpp"
#include "sim/simulation.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::sim {

/// What every run must leave behind, whatever the mapping: every MAC done, what left a memory has
/// arrived in the next, no partial sum held, no slot occupied, every cycle accounted for. Throws
/// Defect naming what does not hold.
void check_conservation(const Simulation& result, const Accelerator& accelerator,
                        const workloads::Layer& layer, const hw::Hardware& hardware);

} // namespace counterpoint::sim
