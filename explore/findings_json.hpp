#pragma once

#include <nlohmann/json_fwd.hpp>

#include "explore/findings.hpp"

namespace counterpoint::explore {

/// What was found, to be read again with the same numbers to the last bit.
nlohmann::ordered_json findings_json(const Findings& findings);

/// Adds to `findings`, where nothing is found yet. Throws nlohmann::json::exception where it is
/// something else.
void read_findings(const nlohmann::ordered_json& json, Findings& findings);

nlohmann::ordered_json problem_json(const Problem& problem);
Problem read_problem(const nlohmann::ordered_json& json);

} // namespace counterpoint::explore
