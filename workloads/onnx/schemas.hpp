#pragma once

namespace onnx {
class ISchemaRegistry;
}

namespace counterpoint::workloads::onnx {

/// The operators of ONNX's library, and besides the shapes of operators that it does not know:
/// those of onnxruntime (domain com.microsoft) that attention networks have, and newer ones of ONNX
/// itself. Operators that compute shapes are always the library's newest ones, which alone follow
/// the values: for them the older ones say the same, once the axes of Squeeze and Unsqueeze are an
/// input.
const ::onnx::ISchemaRegistry& known_operators();

} // namespace counterpoint::workloads::onnx
