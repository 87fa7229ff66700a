#include "workloads/onnx/node_reader.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include <onnx/onnx_pb.h>

#include "input/document.hpp"
#include "workloads/onnx/names.hpp"

namespace counterpoint::workloads::onnx {

namespace {

using ::onnx::GraphProto;
using ::onnx::NodeProto;
using ::onnx::ValueInfoProto;

/// A node without a name is called by what it makes.
std::string name_of(const NodeProto& node) {
    std::string name = node.name();
    for (int i = 0; i < node.output_size() && is_blank(name); ++i) {
        name = node.output(i);
    }
    name = is_blank(name) ? node.op_type() : name;
    return is_blank(name) ? "node" : name;
}

/// Takes the nodes of a graph as they stand, in an order in which each one finds its inputs made.
class NodeReader {
  public:
    NodeReader(const GraphProto& graph, const std::string& file, const Limits& limits,
               std::vector<Problem>& problems)
        : graph_(graph), file_(file), limits_(limits), problems_(problems) {
        for (const ValueInfoProto& input : graph.input()) {
            made_.insert(input.name());
        }
        for (const auto& tensor : graph.initializer()) {
            made_.insert(tensor.name());
        }
        for (const auto& tensor : graph.sparse_initializer()) {
            made_.insert(tensor.values().name());
        }
    }

    std::vector<Node> read() {
        std::vector<Node> nodes;
        UniqueNames names;
        for (const NodeProto& proto : graph_.node()) {
            Node& node = nodes.emplace_back();
            if (!texts_are_readable(proto)) {
                refuse(nodes.size() - 1,
                       "a name of this node is not UTF-8, or has control characters", "");
                continue;
            }
            node.name = names.next(name_of(proto));
            describe(proto, node);
            check_windows(node);
            follow(node);
        }
        return nodes;
    }

  private:
    void refuse(std::size_t position, const std::string& message, const std::string& found) {
        add_problem(problems_, limits_,
                    {{file_, 0, 0, "node " + std::to_string(position)}, message, "", found, ""});
    }

    static bool texts_are_readable(const NodeProto& proto) {
        bool readable =
            is_text(proto.name()) && is_text(proto.op_type()) && is_text(proto.domain());
        for (const auto* names : {&proto.input(), &proto.output()}) {
            readable = readable && std::all_of(names->begin(), names->end(),
                                               [](const auto& name) { return is_text(name); });
        }
        return readable;
    }

    static void describe(const NodeProto& proto, Node& node) {
        const bool own = proto.domain().empty() || proto.domain() == "ai.onnx";
        node.kind = own ? proto.op_type() : proto.domain() + '.' + proto.op_type();
        node.inputs.assign(proto.input().begin(), proto.input().end());
        node.outputs.assign(proto.output().begin(), proto.output().end());
        for (const auto& attribute : proto.attribute()) {
            node.has_subgraph =
                node.has_subgraph || attribute.has_g() || attribute.graphs_size() > 0;
            node.attributes[attribute.name()] = {
                attribute.i(), {attribute.ints().begin(), attribute.ints().end()}, attribute.s()};
        }
    }

    /// ONNX's library divides by them.
    void check_windows(const Node& node) {
        for (const char* name : {"strides", "dilations", "kernel_shape"}) {
            const auto found = node.attributes.find(name);
            if (found != node.attributes.end() &&
                std::any_of(found->second.integers.begin(), found->second.integers.end(),
                            [](std::int64_t value) { return value < 1; })) {
                add_problem(problems_, limits_,
                            {{file_, 0, 0, node.kind + " node " + node.name},
                             std::string("its attribute ") + name + " has a value below 1",
                             "positive numbers",
                             "",
                             ""});
            }
        }
    }

    void follow(const Node& node) {
        const Place place{file_, 0, 0, node.kind + " node " + node.name};
        for (const std::string& input : node.inputs) {
            if (!input.empty() && made_.count(input) == 0) {
                add_problem(problems_, limits_,
                            {place,
                             "no node before this one makes its input " + input::in_quotes(input),
                             "nodes in the order in which they can run, without a cycle", "", ""});
            }
        }
        for (const std::string& output : node.outputs) {
            if (!output.empty() && !made_.insert(output).second) {
                add_problem(problems_, limits_,
                            {place, "its output " + input::in_quotes(output) + " is there already",
                             "a tensor that only one node makes", "", ""});
            }
        }
    }

    const GraphProto& graph_;
    const std::string& file_;
    const Limits& limits_;
    std::vector<Problem>& problems_;
    std::unordered_set<std::string> made_;
};

} // namespace

std::vector<Node> read_nodes(const GraphProto& graph, const std::string& file, const Limits& limits,
                             std::vector<Problem>& problems) {
    return NodeReader(graph, file, limits, problems).read();
}

} // namespace counterpoint::workloads::onnx
