#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "workloads/layer.hpp"

namespace counterpoint::walker {

/// Sizes, strides and dilations by dimension; 1 where absent.
using Numbers = std::map<std::string, std::int64_t>;

/// A layer of one of the fixed types (not EINSUM), written down by hand once more so that a mistake
/// in the project's own table of layer types shows.
workloads::Layer fixed_layer(workloads::LayerType type, const Numbers& sizes,
                             const Numbers& stride = {}, const Numbers& dilation = {});

/// An EINSUM layer: tensors by name with axes of (coefficient, dimension) terms, the last tensor is
/// the output.
using NamedAxes = std::vector<std::vector<std::pair<std::int64_t, std::string>>>;
workloads::Layer einsum_layer(const std::vector<std::pair<std::string, std::int64_t>>& dimensions,
                              const std::vector<std::pair<std::string, NamedAxes>>& tensors);

} // namespace counterpoint::walker
