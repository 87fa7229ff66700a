#pragma once

#include <vector>

#include "vocabulary/problem.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::input {
struct Node;
}

namespace counterpoint::workloads {

/// Reads the value of `workload:`. Every problem is added; what is returned then is incomplete.
Workload read_workload(const input::Node& node, std::vector<Problem>& problems);

} // namespace counterpoint::workloads
