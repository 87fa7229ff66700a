#pragma once

#include <optional>

#include "hw/hardware.hpp"
#include "mapping/mapping.hpp"
#include "mapping/residency.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::analytical {

/// What it costs to keep the tensors in memory 1 as a legal mapping says; nothing where they do not
/// fit into it, or the hardware cannot run the mapping. A mapping::JudgeResidency.
std::optional<mapping::ResidencyCost> residency_cost(const workloads::Layer& layer,
                                                     const hw::Hardware& hardware,
                                                     const mapping::Mapping& mapping);

} // namespace counterpoint::analytical
