#include "cli/explore/costs.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "cli/number_text.hpp"
#include "explore/maestro_costs.hpp"
#include "explore/technology_costs.hpp"
#include "results/area.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::cli {

namespace {

using explore::Objective;

/// What the technology knows of the area; that does not depend on what is counted.
results::AreaNumbers known_area(const explore::Designs& designs) {
    const mapping::Design& design = designs.base();
    results::LayerResult layer{design.workload.layers.front(), {}};
    layer.numbers.units = Table<hw::MemoryIndex, std::int64_t>(design.hardware.memories.size(), 1);
    layer.numbers.pes = 1;
    return *results::area_of({layer}, design.hardware);
}

bool asks_for_area(const ExploreOptions& options) {
    const std::vector<Objective> objectives = objectives_of(options);
    return options.max_area ||
           std::any_of(objectives.begin(), objectives.end(), [](Objective objective) {
               return objective == Objective::area || objective == Objective::throughput_per_area;
           });
}

} // namespace

std::unique_ptr<explore::Costs> costs_of(const explore::Designs& designs,
                                         const ExploreOptions& options) {
    const auto& placed = designs.technology();
    if (!placed) {
        return std::make_unique<explore::MaestroCosts>();
    }
    if (placed->technology.unit != hw::EnergyUnit::picojoule) {
        throw InputError(Problem{placed->place, "a search counts joules", "a technology in pJ",
                                 placed->technology.name + ", which counts multiples of a MAC",
                                 ""});
    }
    if (asks_for_area(options) && known_area(designs).parts.empty()) {
        throw InputError(Problem{placed->place, "the technology has no area of anything", "",
                                 placed->technology.name,
                                 "ask for objectives and limits without areas"});
    }
    return std::make_unique<explore::TechnologyCosts>(placed->technology, placed->place);
}

std::vector<std::string> costs_lines(const explore::Designs& designs) {
    const auto& placed = designs.technology();
    if (!placed) {
        return {"Costs are those of MAESTRO's design search."};
    }
    std::vector<std::string> lines{"Costs are those of " + printable(placed->technology.name) +
                                   ", power is on average."};
    for (const std::string& left_out : designs.base().hardware.energy->not_counted) {
        lines.push_back("Not in the energy: " + printable(left_out));
    }
    for (const std::string& left_out : known_area(designs).left_out) {
        lines.push_back("Not in the area: " + printable(left_out));
    }
    return lines;
}

} // namespace counterpoint::cli
