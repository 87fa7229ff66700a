#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "vocabulary/indexed.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::workloads {

using DimensionIndex = Index<struct DimensionTag>;
using TensorIndex = Index<struct TensorTag>;

enum class LayerType { conv2d, dwconv2d, gemm, batched_gemm, fc, einsum };

/// The name of a layer type as the files spell it, such as `CONV2D`.
std::string_view to_string(LayerType type);

struct Dimension {
    std::string name;
    std::int64_t size = 1; ///< positive
};

/// coefficient · dimension, one summand of an axis.
struct AxisTerm {
    std::int64_t coefficient = 1; ///< positive
    DimensionIndex dimension;
};

/// One axis of a tensor: the sum of its terms. Never empty.
using Axis = std::vector<AxisTerm>;

struct Tensor {
    std::string name;
    std::vector<Axis> axes; ///< outermost first, the order of the tensor in memory
};

/// One operator with sizes, as both models see it: every dimension of its type is there (size 1
/// where the file leaves it out), strides and dilations stand as coefficients in the axes.
/// A dimension occurs in at most one axis of a tensor; each axis of the output is one dimension
/// with coefficient 1. Dimensions that the output does not mention are reduction dimensions.
struct Layer {
    std::string name;
    LayerType type = LayerType::conv2d;
    Table<DimensionIndex, Dimension> dimensions;
    Table<TensorIndex, Tensor> tensors;
    TensorIndex output;
    Place place;
};

/// The layers of a network, run one after the other.
struct Workload {
    std::string name;
    std::vector<Layer> layers;
};

} // namespace counterpoint::workloads
