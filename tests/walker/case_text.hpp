#pragma once

#include <string>

#include "tests/walker/cases.hpp"

namespace counterpoint::walker {

/// The case as an input file of the project: `workload`, `hardware` and `mapping` in YAML.
std::string to_yaml(const Case& given);

} // namespace counterpoint::walker
