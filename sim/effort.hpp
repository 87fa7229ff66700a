#pragma once

#include "hw/hardware.hpp"
#include "mapping/mapping.hpp"
#include "sim/simulation.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::sim {

/// About how much work a simulation is.
struct Effort {
    double phases = 0;  ///< innermost ones; too many where pieces at an edge make fewer trips
    double seconds = 0; ///< of one core; right within a factor of five or so
    double seconds_of_values = 0; ///< of these, after the last phase: the values that move
};

/// Takes no time itself. The mapping is legal. Counts what the options ask for besides: values that
/// move, a trace, a waveform, occupancy.
Effort effort_of(const workloads::Layer& layer, const hw::Hardware& hardware,
                 const mapping::Mapping& mapping, const Options& options);

} // namespace counterpoint::sim
