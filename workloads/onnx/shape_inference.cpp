#include "workloads/onnx/shape_inference.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>
#include <string>

#include <onnx/onnx_pb.h>
#include <onnx/shape_inference/implementation.h>

#include "workloads/onnx/child.hpp"
#include "workloads/onnx/schemas.hpp"

namespace counterpoint::workloads::onnx {

namespace {

using ::onnx::GraphProto;
using ::onnx::ModelProto;
using ::onnx::NodeProto;

constexpr std::int64_t newest_known_opset = 17;

std::int64_t opset_of(const ModelProto& model) {
    std::int64_t version = 0;
    for (const auto& opset : model.opset_import()) {
        if (opset.domain().empty() || opset.domain() == "ai.onnx") {
            version = std::max(version, opset.version());
        }
    }
    return version;
}

bool has_attribute(const NodeProto& node, const std::string& name) {
    return std::any_of(node.attribute().begin(), node.attribute().end(),
                       [&](const auto& each) { return each.name() == name; });
}

bool has_subgraph(const NodeProto& node) {
    return std::any_of(node.attribute().begin(), node.attribute().end(),
                       [](const auto& each) { return each.has_g() || each.graphs_size() > 0; });
}

bool has_input(const NodeProto& node, int position) {
    return node.input_size() > position && !node.input(position).empty();
}

/// Does the node say what operators of opset 17 cannot say, so that its shape would be a wrong one?
bool is_newer_than_library(const NodeProto& node) {
    const std::string& kind = node.op_type();
    if (kind == "Split") {
        return has_attribute(node, "num_outputs");
    }
    if (kind == "Pad") {
        return has_input(node, 3);
    }
    if (kind == "Resize") {
        return has_attribute(node, "axes") || has_attribute(node, "keep_aspect_ratio_policy");
    }
    if (kind == "AveragePool" || kind == "LpPool") {
        return has_attribute(node, "dilations") ||
               (kind == "LpPool" && has_attribute(node, "ceil_mode"));
    }
    if (kind == "Reshape" || kind == "Shape" || kind == "Cast" || kind == "CastLike") {
        return false;
    }
    return kind.rfind("Reduce", 0) == 0 && kind != "ReduceSum" && has_input(node, 1);
}

/// Until opset 17 the axes of most reductions were an attribute; since 18 they are an input.
void hand_axes_as_attribute(GraphProto& graph) {
    std::map<std::string, const ::onnx::TensorProto*> constants;
    for (const auto& tensor : graph.initializer()) {
        constants[tensor.name()] = &tensor;
    }
    for (const NodeProto& node : graph.node()) {
        if (node.op_type() == "Constant" && node.attribute_size() == 1 && node.output_size() == 1) {
            constants[node.output(0)] = &node.attribute(0).t();
        }
    }
    for (NodeProto& node : *graph.mutable_node()) {
        if (node.op_type().rfind("Reduce", 0) != 0 || node.op_type() == "ReduceSum" ||
            !has_input(node, 1) || node.input_size() != 2) {
            continue;
        }
        const auto found = constants.find(node.input(1));
        if (found == constants.end() || found->second->data_type() != ::onnx::TensorProto::INT64 ||
            found->second->dims_size() != 1) {
            continue;
        }
        ::onnx::AttributeProto& axes = *node.add_attribute();
        axes.set_name("axes");
        axes.set_type(::onnx::AttributeProto::INTS);
        for (const std::int64_t axis : ::onnx::ParseData<std::int64_t>(found->second)) {
            axes.add_ints(axis);
        }
        node.mutable_input()->RemoveLast();
    }
}

/// The newest Squeeze and Unsqueeze, which alone follow shapes that are computed, have their axes
/// as an input.
void hand_axes_as_input(GraphProto& graph) {
    for (int i = 0; i < graph.node_size(); ++i) {
        NodeProto& node = *graph.mutable_node(i);
        const bool squeezes = node.op_type() == "Squeeze" || node.op_type() == "Unsqueeze";
        if (!squeezes || node.input_size() != 1 || !has_attribute(node, "axes")) {
            continue;
        }
        ::onnx::TensorProto& axes = *graph.add_initializer();
        axes.set_name("\n" + std::to_string(i)); // no tensor of a file is called so
        axes.set_data_type(::onnx::TensorProto::INT64);
        for (const auto& attribute : node.attribute()) {
            if (attribute.name() == "axes") {
                axes.mutable_int64_data()->MergeFrom(attribute.ints());
            }
        }
        axes.add_dims(axes.int64_data_size());
        node.add_input(axes.name());
        node.clear_attribute();
    }
}

/// Takes out what inference is not to touch: nodes with graphs of their own and those it would get
/// wrong. Their outputs keep the types that the file gives them.
void prepare(ModelProto& model) {
    GraphProto& graph = *model.mutable_graph();
    if (opset_of(model) > newest_known_opset) {
        hand_axes_as_attribute(graph);
    }
    hand_axes_as_input(graph);
    auto& nodes = *graph.mutable_node();
    const bool newer = opset_of(model) > newest_known_opset;
    const auto kept = std::stable_partition(nodes.begin(), nodes.end(), [&](const NodeProto& node) {
        return !has_subgraph(node) && !(newer && is_newer_than_library(node));
    });
    nodes.erase(kept, nodes.end());
    std::set<std::string> domains;
    for (const auto& opset : model.opset_import()) {
        domains.insert(opset.domain());
    }
    for (const NodeProto& node : nodes) { // old exporters forget to import it
        if (domains.insert(node.domain()).second) {
            auto& opset = *model.add_opset_import();
            opset.set_domain(node.domain());
            opset.set_version(1);
        }
    }
}

void infer(ModelProto& model, bool every_error) {
    constexpr bool check_type = false;
    constexpr bool propagate_data = true; // shapes that are computed from shapes
    ::onnx::shape_inference::InferShapes(
        model, &known_operators(),
        ::onnx::ShapeInferenceOptions(check_type, every_error ? 1 : 0, propagate_data));
}

/// In one graph, whose name is what the library says of nodes.
std::string inferred_bytes(ModelProto& prepared) {
    prepare(prepared);
    GraphProto shapes;
    ModelProto model = prepared;
    try {
        infer(model, true);
    } catch (const ::onnx::InferenceError& error) {
        shapes.set_name(error.what());
        model = prepared;
        infer(model, false);
    }
    const GraphProto& graph = model.graph();
    for (const auto* values : {&graph.input(), &graph.value_info(), &graph.output()}) {
        shapes.mutable_value_info()->MergeFrom(*values);
    }
    return shapes.SerializePartialAsString();
}

} // namespace

std::string infer_shapes(ModelProto& model, GraphProto& shapes) {
    // Before the fork, so that a child need not gather all operators again.
    known_operators().GetSchema("Conv", 1, "");
    const ChildOutcome outcome = run_in_child([&] { return inferred_bytes(model); });
    if (!outcome.finished) {
        throw std::runtime_error(outcome.text);
    }
    if (!shapes.ParsePartialFromString(outcome.text)) {
        throw std::runtime_error("its answer is not complete");
    }
    return shapes.name();
}

} // namespace counterpoint::workloads::onnx
