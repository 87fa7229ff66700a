#pragma once

#include <vector>

#include "mapping/dataflow.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::input {
struct Node;
}

namespace counterpoint::mapping {

/// Reads the value of `mapping:`, a list of entries or a single one. Every problem is added; what
/// is returned then is incomplete.
Dataflow read_dataflow(const input::Node& node, std::vector<Problem>& problems);

} // namespace counterpoint::mapping
