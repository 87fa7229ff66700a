#pragma once

#include <string>
#include <vector>

#include "input/document.hpp"
#include "workloads/onnx/lowering.hpp"
#include "workloads/onnx/model.hpp"

namespace counterpoint::workloads::onnx {

/// A node that becomes layers.
struct ModelledNode {
    const Node* node = nullptr;
    std::vector<LayerForm> layers; ///< called by the node, and where they are several by their part
};

/// The tree of a YAML file with the key `workload`; `description` says what is not in it.
input::Document workload_tree(const Model& model, const std::vector<ModelledNode>& nodes,
                              const std::string& description);

} // namespace counterpoint::workloads::onnx
