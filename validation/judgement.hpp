#pragma once

#include "validation/comparison.hpp"
#include "validation/plan.hpp"

namespace counterpoint::validation {

/// Holds the numbers of every layer against what the case expects, and fills `expectations` and
/// `broken`. Every number is expected to be exact unless the last expectation that means it says
/// otherwise; where none does and the hardware has mechanisms beyond the ideal, cycles and their
/// stack may differ, as far as the mechanisms explain it. Estimates are checked only if one means
/// them; a contribution that no mechanism explains is never right.
void judge(const PlannedCase& planned, CaseComparison& comparison);

/// `exact`, or a band: `-1 % to +2.5 %`.
std::string in_words(const Expectation& expectation);

} // namespace counterpoint::validation
