#pragma once

#include <vector>

#include <nlohmann/json.hpp>

#include "cli/explore/explore.hpp"
#include "explore/breakdown.hpp"
#include "explore/designs.hpp"

namespace counterpoint::cli {

/// Adds `cycle_stack`, `exact_cycle_stack` and `energy` of all layers together to a design, and
/// `layers` with those of each where there are several. `simulated`, if it is not empty, adds
/// `simulated_cycles` and `simulated_cycle_stack`.
void add_breakdown(nlohmann::ordered_json& design,
                   const std::vector<explore::LayerBreakdown>& breakdown,
                   const std::vector<SimulatedLayer>& simulated, const explore::Designs& designs);

} // namespace counterpoint::cli
