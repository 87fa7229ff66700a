#pragma once

#include <set>
#include <string>
#include <vector>

#include "vocabulary/problem.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::input {
struct Node;
}

namespace counterpoint::mapping {

/// The names of all tensors of all layers, and the usual ones.
std::set<std::string> known_tensors(const workloads::Workload& workload);

/// Widths of tensors that no layer has are misspelt, unless they are the usual names. `hardware` is
/// the value of that key.
void check_widths(const input::Node& hardware, const workloads::Workload& workload,
                  std::vector<Problem>& problems);

} // namespace counterpoint::mapping
