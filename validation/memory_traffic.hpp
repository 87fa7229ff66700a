#pragma once

#include "results/memory_traffic.hpp"
#include "sim/simulation.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::validation {

/// What the memories and networks did in a simulation, with the tensors of its layer by name.
results::MemoryTraffic memory_traffic_of(const sim::Simulation& simulation,
                                         const workloads::Layer& layer);

} // namespace counterpoint::validation
