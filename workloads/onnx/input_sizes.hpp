#pragma once

#include <string>
#include <vector>

#include "vocabulary/problem.hpp"
#include "workloads/onnx/limits.hpp"
#include "workloads/onnx/loader.hpp"

namespace onnx {
class GraphProto;
}

namespace counterpoint::workloads::onnx {

/// Gives every dimension of the inputs a size: that of the file, or that of the user where the file
/// has none. What the file says of other tensors and is not settled then is taken out, since
/// inference says it anew. Adds a problem for each input without a shape and each dimension without
/// a size.
void settle_input_sizes(::onnx::GraphProto& graph, const std::string& file,
                        DimensionSizes& dimensions, const Limits& limits,
                        std::vector<Problem>& problems);

} // namespace counterpoint::workloads::onnx
