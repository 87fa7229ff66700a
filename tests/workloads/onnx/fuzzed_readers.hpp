#pragma once

#include <string>

namespace counterpoint::fuzzing {

/// An ONNX model, strictly and leniently. ONNX's own library runs in a process of its own, so that
/// takes milliseconds.
void read_onnx(const std::string& bytes);

/// The same, but that the shapes of tensors are what the file says of them instead of what ONNX's
/// library finds: quick, and shapes that the library would never find are met, too.
void read_onnx_with_its_own_shapes(const std::string& bytes);

} // namespace counterpoint::fuzzing
