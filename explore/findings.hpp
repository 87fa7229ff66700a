#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "explore/best.hpp"
#include "explore/density.hpp"
#include "explore/front.hpp"
#include "explore/objective.hpp"
#include "explore/structure.hpp"
#include "explore/tally.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::explore {

/// Bounds that a valid design keeps.
struct LimitsOfDesigns {
    double area = std::numeric_limits<double>::infinity();  ///< µm²
    double power = std::numeric_limits<double>::infinity(); ///< mW
};

/// What designs came nearest to being valid, for a search that finds none.
struct Nearest {
    double area = std::numeric_limits<double>::infinity();  ///< the least of any that fits
    double power = std::numeric_limits<double>::infinity(); ///< the least of any that fits
    std::optional<Shortfall> shortfall;                     ///< the least
    std::int64_t illegal_structure = -1;                    ///< the first one; -1: none
    std::vector<Problem> illegal;                           ///< why it is

    void add(const Nearest& other);
};

/// What a search, or a part of it, found.
struct Findings {
    Findings(const Goals& goals, Objective best_by, std::size_t best_wanted)
        : front(goals), best(best_by, goals.macs, best_wanted) {}

    Tally tally;
    Front front;
    Best best;
    Nearest nearest;
    Density density; ///< of the valid designs over the first two objectives, if it was asked for

    /// The other one is of designs that all come later.
    void add(const Findings& other);
};

} // namespace counterpoint::explore
