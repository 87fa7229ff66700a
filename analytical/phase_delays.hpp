#pragma once

#include "analytical/phase_graph.hpp"
#include "hw/phase_delays.hpp"

namespace counterpoint::analytical {

/// Adds up what single phases of the innermost memory take, kind by kind.
hw::PhaseDelays phase_delays(const PhaseGraph& graph);

} // namespace counterpoint::analytical
