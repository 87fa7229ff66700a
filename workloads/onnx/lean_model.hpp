#pragma once

#include <string>

#include "workloads/onnx/limits.hpp"
namespace counterpoint::workloads::onnx {

/// The bytes of a serialized model without what shapes do not depend on: the values of large
/// tensors, which are skipped where they stand, what is in subgraphs, functions, training and
/// documentation. Throws InputError where the file cannot be read or has more than 2 GB, as no
/// model has whose weights stand apart; where it is no serialized model or beyond a limit.
std::string lean_model_of_file(const std::string& file);

/// The same from bytes, `file` standing for their name.
std::string lean_model_of_bytes(const std::string& bytes, const std::string& file,
                                const Limits& limits);

} // namespace counterpoint::workloads::onnx
