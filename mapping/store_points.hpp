#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "mapping/dataflow.hpp"
#include "vocabulary/problem.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::mapping {

/// For mappings of other tools, which do not say what a memory keeps: before which node each tensor
/// is stored there, in the order of the layer.
using StorePoints = std::vector<std::size_t>;

/// Does an axis of the tensor go over the dimension?
bool mentions(const workloads::Layer& layer, const workloads::Tensor& tensor,
              const std::string& dimension);

/// One point of each tensor's, in every combination.
std::vector<StorePoints> combinations(const std::vector<std::vector<std::size_t>>& by_tensor);

/// The names of the tensors that are stored before a node.
std::vector<std::string> stored_at(std::size_t point, const StorePoints& points,
                                   const workloads::Layer& layer);

NodeDescription store_node(std::vector<std::string> tensors, const std::string& memory,
                           const Place& place);

} // namespace counterpoint::mapping
