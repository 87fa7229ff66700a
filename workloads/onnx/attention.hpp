#pragma once

#include "workloads/onnx/lowering.hpp"

namespace counterpoint::workloads::onnx {

/// The scores (queries by keys) and the context (scores by values) are a BATCHED_GEMM each, all
/// heads of all sequences being the batch. Masks save no MACs. Heads of queries that share their
/// keys and values are rows of one product. Keys and values of the past are part of the context.

/// ONNX's own Attention (opset 23): heads are a dimension, or part of the last one.
Lowering lower_attention(const NodeShapes& node);

/// com.microsoft.Attention: a GEMM `projection` makes queries, keys and values first.
Lowering lower_projected_attention(const NodeShapes& node);

/// com.microsoft.MultiHeadAttention with queries, keys and values apart.
Lowering lower_multi_head_attention(const NodeShapes& node);

} // namespace counterpoint::workloads::onnx
