#pragma once

#include <vector>

#include "explore/findings.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::cli {

/// Why a search found no valid design, and how close the closest came.
std::vector<Problem> nothing_found(const explore::Findings& findings,
                                   const explore::LimitsOfDesigns& limits, const Place& space);

} // namespace counterpoint::cli
