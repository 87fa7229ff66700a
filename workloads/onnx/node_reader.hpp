#pragma once

#include <string>
#include <vector>

#include "vocabulary/problem.hpp"
#include "workloads/onnx/limits.hpp"
#include "workloads/onnx/model.hpp"

namespace onnx {
class GraphProto;
}

namespace counterpoint::workloads::onnx {

/// The nodes of a graph as they stand. One without a name is called by what it makes. Adds a
/// problem for a name that is no text, for a tensor that no node before has made and one that two
/// make.
std::vector<Node> read_nodes(const ::onnx::GraphProto& graph, const std::string& file,
                             const Limits& limits, std::vector<Problem>& problems);

} // namespace counterpoint::workloads::onnx
