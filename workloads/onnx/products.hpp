#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "workloads/onnx/lowering.hpp"

namespace counterpoint::workloads::onnx {

/// A product of matrices for each of a batch: BATCHED_GEMM, or GEMM where the batch is one.
LayerForm product_form(const std::string& part, std::int64_t batch, std::int64_t rows,
                       std::int64_t columns, std::int64_t inner);

/// Gemm: FC where its second operand is a constant (the weights of a fully connected layer), else
/// GEMM. Scaling and the third operand are no MACs.
Lowering lower_gemm(const NodeShapes& node);

/// MatMul and its quantised forms, the operands being these inputs. A batch dimension that only one
/// operand has joins the rows or columns of that operand, which reuses the other one as far as the
/// broadcast does; those that both have are the batch.
Lowering lower_matrix_product(const NodeShapes& node, std::size_t left, std::size_t right);

} // namespace counterpoint::workloads::onnx
