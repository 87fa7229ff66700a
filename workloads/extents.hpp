#pragma once

#include <vector>

#include "vocabulary/problem.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::workloads {

/// Refuses a layer whose MACs or whose elements of one tensor are too many for 64 bits.
void check_extents(const Layer& layer, std::vector<Problem>& problems);

} // namespace counterpoint::workloads
