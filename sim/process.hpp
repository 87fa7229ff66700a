#pragma once

#include "sim/simulation.hpp"

namespace counterpoint::sim {

/// run() in a child process, so that it can be done any number of times. What the child throws,
/// InputError with all problems or Defect, comes back as itself; a child that dies is a Defect
/// that says how.
Simulation simulate(const workloads::Layer& layer, const hw::Hardware& hardware,
                    const mapping::Mapping& mapping, const Options& options = {});

} // namespace counterpoint::sim
