#pragma once

#include <vector>

#include "hw/hardware.hpp"
#include "vocabulary/problem.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::mapping {

/// Refuses layouts of tensors that no layer has, and in them axes that no layer's tensor has. The
/// tensors and axes of the fixed layer types are known, whatever layers there are.
void check_layout_names(const hw::Hardware& hardware, const workloads::Workload& workload,
                        std::vector<Problem>& problems);

/// Refuses a layout that leaves out an axis with more than one coordinate of this layer's tensor.
void check_layouts(const hw::Hardware& hardware, const workloads::Layer& layer,
                   std::vector<Problem>& problems);

} // namespace counterpoint::mapping
