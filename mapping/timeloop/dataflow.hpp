#pragma once

#include <vector>

#include "hw/hardware.hpp"
#include "mapping/dataflow.hpp"
#include "mapping/timeloop/architecture.hpp"
#include "mapping/timeloop/directives.hpp"
#include "mapping/timeloop/reading.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::mapping::timeloop {

/// The loop nest of a mapping, an entry of a mapping file for each layer. `hardware` is what
/// `hardware_tree` describes, as far as `--set` left it. Incomplete after a problem.
Dataflow dataflow_of(const Architecture& architecture, const std::vector<Directive>& directives,
                     const Place& mapping, const workloads::Workload& workload,
                     const hw::Hardware& hardware, Reading& reading);

} // namespace counterpoint::mapping::timeloop
