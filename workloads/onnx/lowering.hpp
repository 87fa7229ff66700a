#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "workloads/onnx/node_shapes.hpp"

namespace counterpoint::workloads::onnx {

using NamedSizes = std::vector<std::pair<std::string, std::int64_t>>;

/// A tensor of an EINSUM.
struct EinsumTensor {
    std::string name;
    std::vector<std::string> axes; ///< such as `2*P + R`
    bool is_output = false;
};

/// One layer as a file of ours would have it.
struct LayerForm {
    std::string part; ///< of the node, such as `scores`; empty where the node is one layer
    std::string type; ///< such as CONV2D
    NamedSizes dimensions;
    NamedSizes strides;   ///< of P and Q
    NamedSizes dilations; ///< of R and S
    std::vector<EinsumTensor> tensors;
};

/// What a node becomes: layers with all its MACs, and how many other operations it has besides, by
/// the measure of work.hpp.
struct Lowering {
    std::vector<LayerForm> layers;
    std::int64_t other_operations = 0;
};

/// Does work of the kind consist of MACs, so that it becomes layers?
bool is_modelled(const std::string& kind);

/// The layers of such a node. Throws Refusal where it cannot be modelled, Overflow where its sizes
/// do not fit 64 bits, and Refusal where it would be more than `most_layers`.
Lowering lower(const NodeShapes& node, std::size_t most_layers);

} // namespace counterpoint::workloads::onnx
