#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analytical/analysis.hpp"
#include "cli/style.hpp"
#include "explore/designs.hpp"
#include "explore/findings.hpp"
#include "explore/objective.hpp"
#include "explore/ranking.hpp"

namespace counterpoint::cli {

/// The best designs by estimate, simulated.
struct Verification {
    explore::Objective objective = explore::Objective::cycles;
    std::vector<explore::DesignFigures> designs; ///< the best by estimate first
    std::vector<std::int64_t> simulated_cycles;
    explore::RankingChange change;
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
};

std::string render_explore_table(const ExploreReport& report, const TextStyle& style);
std::string render_explore_json(const ExploreReport& report);

} // namespace counterpoint::cli
