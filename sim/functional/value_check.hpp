#pragma once

#include "hw/hardware.hpp"
#include "mapping/mapping.hpp"
#include "sim/functional/functional_options.hpp"
#include "sim/simulation.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::sim {

/// Executes the layer once more with real values and compares its output with a plain loop nest.
/// Throws Defect if what moved is not what `simulation` counted, and whatever run_functional
/// throws.
ValueCheck check_values(const workloads::Layer& layer, const hw::Hardware& hardware,
                        const mapping::Mapping& mapping, const FunctionalOptions& options,
                        const Simulation& simulation);

} // namespace counterpoint::sim
