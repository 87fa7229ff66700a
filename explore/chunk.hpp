#pragma once

#include <cstdint>
#include <vector>

#include "explore/findings.hpp"
#include "explore/sweep.hpp"

namespace counterpoint::explore {

/// A range of rows (see Sweep) to search.
struct RowRange {
    std::int64_t first = 0;
    std::int64_t last = 0; ///< the row behind it
};

/// What was found in a range.
struct Chunk {
    explicit Chunk(const Question& question)
        : findings(question.goals, question.best_by, question.best_wanted) {}

    RowRange rows;
    Findings findings;
    std::vector<DesignFigures> valid; ///< all of them, if they were asked for
};

} // namespace counterpoint::explore
