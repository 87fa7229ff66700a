#pragma once

#include <functional>
#include <string>

namespace onnx {
class GraphProto;
class ModelProto;
} // namespace onnx

namespace counterpoint::workloads::onnx {

/// What ONNX's own shape inference finds: the types of tensors as `value_info` of the graph, from a
/// model with its inputs' sizes settled, as far as it gets; and what it says of nodes, empty if
/// nothing is wrong with any. Runs in a process of its own, since the library does not
/// withstand every input. Throws std::runtime_error where shapes contradict each other or the
/// library fails.
///
/// Operators that the library does not know but for which the shape is no question are told to it:
/// see schemas.hpp. What it would get wrong, as the operators have become others since (opsets
/// above 17), it is not asked for.
std::string infer_shapes(::onnx::ModelProto& model, ::onnx::GraphProto& shapes);

/// infer_shapes, or what stands in for it.
using ShapeInference = std::function<std::string(::onnx::ModelProto&, ::onnx::GraphProto&)>;

} // namespace counterpoint::workloads::onnx
