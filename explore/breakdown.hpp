#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "explore/objective.hpp"
#include "explore/sweep.hpp"
#include "hw/counts.hpp"
#include "results/energy.hpp"

namespace counterpoint::explore {

/// What the cycles and the energy of one layer of a design are made of.
struct LayerBreakdown {
    std::int64_t cycles = 0; ///< by the timing of the search
    hw::CycleStack stack;
    std::int64_t exact_cycles = 0;
    hw::CycleStack exact_stack;
    /// With the cycles of the search, which say how long things leak; see Costs::energy_parts.
    std::vector<results::EnergyPart> energy;
};

/// Of each chosen design each layer, in the order of Designs::layers(). Throws InputError.
std::vector<std::vector<LayerBreakdown>>
breakdowns(const Question& question, const std::vector<DesignFigures>& chosen, std::size_t threads);

} // namespace counterpoint::explore
