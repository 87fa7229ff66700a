#pragma once

#include <cstdint>
#include <vector>

#include "hw/hardware.hpp"
#include "sim/accelerator.hpp"
#include "sim/mac_checksum.hpp"
#include "sim/simulation.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::sim {

/// The PEs did every MAC of the layer once: as many in all, and no other ones. Throws Defect.
void check_macs(std::int64_t macs, const std::vector<std::int64_t>& by_pe, MacSum sum,
                const workloads::Layer& layer);

/// What every run must leave behind, whatever the mapping: every MAC once, what left a memory has
/// arrived in the next, no partial sum held, no slot occupied, every burst served, every cycle
/// accounted for. Throws Defect naming what does not hold.
void check_conservation(const Simulation& result, const Accelerator& accelerator,
                        const Chains& chains, const workloads::Layer& layer,
                        const hw::Hardware& hardware);

} // namespace counterpoint::sim
