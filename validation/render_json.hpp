#pragma once

#include <string>

#include "validation/comparison.hpp"

namespace counterpoint::validation {

/// The schema `counterpoint-validation/1`; docs/validation.md describes every key. Keys keep their
/// order. Layers have `pe` where the run kept the MACs of the PEs.
std::string render_json(const Validation& validation);

} // namespace counterpoint::validation
