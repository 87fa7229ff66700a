#pragma once

#include <string>
#include <vector>

#include "validation/plan.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::validation {

bool matches_any(const std::vector<std::string>& globs, const std::string& name);
bool matches_one_of(const std::string& glob, const std::vector<std::string>& names);

/// Whether a glob over numbers means this one. Estimates are meant only by globs that begin
/// with their name, `maestro.*`: a `*` means what both models count.
bool means_number(const std::string& glob, const std::string& number);

/// Every glob of an expectation that matches no layer or no number in any case that has the
/// expectation, and every published figure whose layer or number is not there.
std::vector<Problem> broken_expectations(const Plan& plan);

} // namespace counterpoint::validation
