#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analytical/analysis.hpp"
#include "cli/explore/explore.hpp"
#include "cli/style.hpp"
#include "explore/breakdown.hpp"
#include "explore/designs.hpp"
#include "explore/findings.hpp"
#include "explore/objective.hpp"
#include "explore/ranking.hpp"

namespace counterpoint::cli {

/// The best designs by estimate, simulated.
struct Verification {
    explore::Objective objective = explore::Objective::cycles;
    std::vector<explore::DesignFigures> designs; ///< the best by estimate first
    std::vector<std::vector<SimulatedLayer>> simulated;
    std::vector<std::int64_t> simulated_cycles; ///< all layers together
    std::vector<results::Energy> simulated_energies;
    std::vector<std::vector<explore::LayerBreakdown>> breakdowns;
    explore::RankingChange change;
};

/// How long a search took, this time.
struct SearchSpeed {
    std::int64_t searched = 0; ///< designs
    double seconds = 0;
};

/// What a search came to.
struct ExploreReport {
    const explore::Space& space;
    const explore::Designs& designs;
    const explore::Goals& goals;
    analytical::Timing timing;
    const explore::Findings& findings;
    std::vector<std::int64_t> exact_cycles; ///< of the designs on the front
    std::optional<Verification> verification;
    /// Of the first designs on the front; see most_broken_down.
    std::vector<std::vector<explore::LayerBreakdown>> breakdowns;
    std::vector<std::string> arguments; ///< by which `analyze` reads the same files
    explore::LimitsOfDesigns limits;
    SearchSpeed speed;
};

/// Of more designs on the front nobody looks at the stacks, and they would make up most of a file.
constexpr std::size_t most_broken_down = 1000;

std::string render_explore_table(const ExploreReport& report, const TextStyle& style);
std::string render_explore_json(const ExploreReport& report);
/// The page: the same as the JSON, and the speed.
std::string render_explore_page(const ExploreReport& report);

} // namespace counterpoint::cli
