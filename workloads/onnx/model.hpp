#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace counterpoint::workloads::onnx {

/// An attribute of a node, as far as shapes depend on attributes.
struct Attribute {
    std::int64_t integer = 0;
    std::vector<std::int64_t> integers;
    std::string text;
};

/// One node of the graph. A tensor's name is empty where an optional one is left out.
struct Node {
    std::string name; ///< unlike that of all other nodes
    std::string kind; ///< the operator, with the domain in front of it unless that is ONNX's
    std::vector<std::string> inputs;
    std::vector<std::string> outputs;
    std::map<std::string, Attribute> attributes; ///< strides and the like are positive
    bool has_subgraph = false;
};

/// One dimension of a tensor as it is known: a size, or what stands for it.
struct Extent {
    std::optional<std::int64_t> size;
    std::string symbol;
};

using Extents = std::vector<Extent>;

/// What an ONNX file says, without weights, with the shapes that follow from those of its inputs.
struct Model {
    std::string file;
    std::string name;    ///< of the graph; may be empty
    std::string origin;  ///< version of the operators, who made the file, sizes of dimensions
    std::string remarks; ///< what ONNX's shape inference says is wrong with nodes
    std::vector<Node> nodes;
    std::unordered_map<std::string, Extents> shapes; ///< by tensor, as far as anything is known
    std::unordered_set<std::string> constants;       ///< tensors that the file has values of
};

/// The shape for messages, such as `[batch, 3, 224, ?]`.
std::string to_string(const Extents& extents);

} // namespace counterpoint::workloads::onnx
