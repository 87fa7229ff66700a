#pragma once

#include <functional>
#include <string>
#include <vector>

#include "validation/plan.hpp"
#include "validation/run.hpp"

namespace counterpoint::validation {

/// Three GEMMs on two memories below DRAM; `first` and `third` differ in nothing but the name.
/// Every timing rule and every flag of the hardware matters to at least one of them.
extern const char* const three_gemms;

/// A plan with one case, named `case`, of a design's text.
Plan plan_of_text(const std::string& text, std::vector<Expectation> expectations = {});

/// A simulator that is the analysis in disguise, with `change` made to every layer: no processes,
/// so that it can be asked a thousand times.
Models disguised_models(const std::function<void(hw::LayerNumbers&)>& change = nullptr);

/// run() with nothing special.
Validation validated(const Plan& plan, const Models& models);

/// A band over some numbers of all layers.
Expectation band(std::vector<std::string> numbers, double least, double most);

} // namespace counterpoint::validation
