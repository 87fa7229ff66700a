#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "workloads/onnx/limits.hpp"
#include "workloads/onnx/model.hpp"
#include "workloads/onnx/shape_inference.hpp"

namespace counterpoint::workloads::onnx {

/// The sizes that the user gives symbolic dimensions, and which of them the model has.
struct DimensionSizes {
    std::map<std::string, std::int64_t> sizes;
    std::set<std::string> used;
};

/// Reads a serialized model (see lean_model) and finds the shapes of its tensors. A dimension of an
/// input that has neither size nor name is called `INPUT[POSITION]`.
///
/// Throws InputError with all problems: no model, no graph, a symbolic dimension without a size, a
/// tensor that no node before has made or that two make, a text that is not UTF-8, shapes that
/// contradict each other.
Model load_model(const std::string& bytes, const std::string& file, DimensionSizes& dimensions,
                 const Limits& limits, const ShapeInference& infer);

} // namespace counterpoint::workloads::onnx
