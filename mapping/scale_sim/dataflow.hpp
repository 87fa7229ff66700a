#pragma once

#include <vector>

#include "hw/hardware.hpp"
#include "input/document.hpp"
#include "mapping/dataflow.hpp"
#include "mapping/residency.hpp"
#include "mapping/scale_sim/configuration.hpp"
#include "vocabulary/problem.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::mapping::scale_sim {

/// Are all layers matrix products (GEMM, BATCHED_GEMM, FC)?
bool are_products(const workloads::Workload& workload);

/// The tree of the same layers as matrix products, as SCALE-Sim lowers them: the outputs of a
/// convolution by its windows by its filters, in a batch of its groups. Problems: an EINSUM, sizes
/// that are too large.
input::Document lowered_tree(const workloads::Workload& workload, std::vector<Problem>& problems);

/// The folds of SCALE-Sim's dataflow for layers that are matrix products, as entries of a mapping
/// file. L2 keeps of each tensor what makes the least traffic of DRAM and fits, as `judge` says;
/// without it one fold. `stationary` is there. A problem where `--set` left no array between three
/// memories.
Dataflow dataflow_of(const Configuration& configuration, const workloads::Workload& workload,
                     const hw::Hardware& hardware, const JudgeResidency& judge,
                     std::vector<Problem>& problems);

} // namespace counterpoint::mapping::scale_sim
