#pragma once

#include <vector>

#include "validation/comparison.hpp"
#include "validation/plan.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::validation {

/// What is wrong with the published figures of a case: a layer that is not compared, a number that
/// the JSON of a layer does not have, a sum of what cannot be added up.
std::vector<Problem> broken_figures(const PlannedCase& planned);

/// Each published figure with what both models say of it. `layers` are those of the case. A ratio
/// that does not exist is NaN.
std::vector<PublishedFigure> published_figures(const PlannedCase& planned,
                                               const std::vector<LayerComparison>& layers);

} // namespace counterpoint::validation
