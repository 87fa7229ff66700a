#pragma once

#include <cstddef>
#include <cstdint>

#include "workloads/onnx/lowering.hpp"

namespace counterpoint::workloads::onnx {

/// What makes up one cell of a recurrent network.
struct RecurrentCell {
    std::int64_t gates = 1;            ///< products of the same shape: 4 in an LSTM
    std::int64_t other_operations = 1; ///< element-wise, of each hidden unit in a step
};

/// LSTM, GRU, RNN. For each direction a GEMM `input` of all steps at once, as they do not depend on
/// each other, and a GEMM `step1`, `step2`, … of each with the hidden state, the gates side by
/// side in N. Throws Refusal where these are more than `most_layers`.
Lowering lower_recurrent(const NodeShapes& node, const RecurrentCell& cell,
                         std::size_t most_layers);

} // namespace counterpoint::workloads::onnx
