#pragma once

#include <vector>

#include "hw/hardware.hpp"
#include "vocabulary/problem.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::mapping {

/// Refuses energies (at `place`: where the technology is named) of tensors that no layer has,
/// unless they are the usual names.
void check_energy_names(const hw::Hardware& hardware, const workloads::Workload& workload,
                        const Place& place, std::vector<Problem>& problems);

} // namespace counterpoint::mapping
