#pragma once

#include <string>
#include <vector>

#include "input/document.hpp"
#include "workloads/onnx/limits.hpp"
#include "workloads/onnx/loader.hpp"

namespace counterpoint::workloads::onnx {

/// What an ONNX model says, as the tree that a YAML file with the key `workload` would be.
struct Reading {
    input::Document tree;
    std::vector<std::string> notes; ///< on what is not in it, a line each
};

/// Reads a serialized ONNX model, whole or lean, `file` standing for its name. Nodes whose work is
/// MACs become layers (lowering.hpp); the others are noted with their share of the work. A node
/// that has MACs or unknown work and cannot be modelled is refused, or noted if `lenient`. Throws
/// InputError with all problems, also those of load_model and lean_model, and where no node becomes
/// a layer.
Reading read_model(const std::string& bytes, const std::string& file, DimensionSizes& dimensions,
                   bool lenient, const Limits& limits = {},
                   const ShapeInference& infer = infer_shapes);

} // namespace counterpoint::workloads::onnx
