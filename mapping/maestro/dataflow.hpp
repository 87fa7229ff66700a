#pragma once

#include <vector>

#include "hw/hardware.hpp"
#include "mapping/dataflow.hpp"
#include "mapping/maestro/description.hpp"
#include "mapping/residency.hpp"
#include "vocabulary/problem.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::mapping::maestro {

/// The mapping of a network's layers, as the entries of a YAML file. `workload` is what its layers
/// became, with the user's overrides. Tensors are kept in L2 where `judge` finds the least traffic;
/// without a judge one step of the top level is resident, as in MAESTRO. Adds a problem for every
/// directive that has no meaning on this hardware.
Dataflow dataflow_of(const NetworkDescription& network, const workloads::Workload& workload,
                     const hw::Hardware& hardware, const JudgeResidency& judge,
                     std::vector<Problem>& problems);

} // namespace counterpoint::mapping::maestro
