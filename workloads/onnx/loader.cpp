#include "workloads/onnx/loader.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <vector>

#include <onnx/onnx_pb.h>

#include "vocabulary/problem.hpp"
#include "workloads/onnx/input_sizes.hpp"
#include "workloads/onnx/names.hpp"
#include "workloads/onnx/node_reader.hpp"

namespace counterpoint::workloads::onnx {

namespace {

using ::onnx::GraphProto;
using ::onnx::ModelProto;
using ::onnx::TensorShapeProto;
using ::onnx::ValueInfoProto;

constexpr int most_dimensions = 64; ///< of a tensor; what has more counts as unknown

Extents extents_of(const TensorShapeProto& shape) {
    Extents extents;
    for (const auto& dimension : shape.dim()) {
        Extent& extent = extents.emplace_back();
        if (dimension.has_dim_value()) {
            extent.size = dimension.dim_value();
        } else {
            extent.symbol = dimension.dim_param();
        }
    }
    return extents;
}

void take_shapes(const GraphProto& graph, const GraphProto& inferred, Model& model) {
    for (const ValueInfoProto& value : inferred.value_info()) {
        const auto& type = value.type().tensor_type();
        if (type.has_shape() && type.shape().dim_size() <= most_dimensions) {
            model.shapes[value.name()] = extents_of(type.shape());
        }
    }
    for (const auto& tensor : graph.initializer()) {
        model.constants.insert(tensor.name());
        if (tensor.dims_size() > most_dimensions) {
            continue;
        }
        Extents extents;
        for (const std::int64_t size : tensor.dims()) {
            extents.push_back({size, ""});
        }
        model.shapes[tensor.name()] = std::move(extents);
    }
}

/// What is made of constants alone is constant, such as weights that are stored quantised.
void follow_constants(Model& model) {
    for (const Node& node : model.nodes) {
        const bool of_constants =
            std::all_of(node.inputs.begin(), node.inputs.end(), [&](const std::string& input) {
                return input.empty() || model.constants.count(input) > 0;
            });
        if (of_constants && !node.has_subgraph) {
            model.constants.insert(node.outputs.begin(), node.outputs.end());
        }
    }
}

std::string origin_of(const ModelProto& model, const DimensionSizes& dimensions) {
    std::string text = "ONNX";
    for (const auto& opset : model.opset_import()) {
        if (opset.domain().empty() || opset.domain() == "ai.onnx") {
            text += " opset " + std::to_string(opset.version());
        }
    }
    if (!model.producer_name().empty()) {
        text += ", made by " + model.producer_name();
        text += model.producer_version().empty() ? "" : ' ' + model.producer_version();
    }
    for (const std::string& name : dimensions.used) {
        text += ", " + name + '=' + std::to_string(dimensions.sizes.at(name));
    }
    return text;
}

ModelProto parsed(const std::string& bytes, const std::string& file, const Limits& limits) {
    ModelProto model;
    const auto refuse = [&](const std::string& message) {
        throw InputError(Problem{{file, 0, 0, ""}, message, "", "", ""});
    };
    if (!model.ParsePartialFromString(bytes)) {
        refuse("this is no ONNX model, or only part of one");
    }
    if (model.graph().node().empty()) {
        refuse(model.has_graph() ? "the graph of the model has no nodes"
                                 : "this is no ONNX model: there is no graph");
    }
    if (static_cast<std::size_t>(model.graph().node_size()) > limits.nodes) {
        refuse("the model has more than " + std::to_string(limits.nodes) + " nodes");
    }
    if (model.opset_import().empty()) {
        refuse("the model does not say for which version of the operators it is (opset_import)");
    }
    return model;
}

/// The library's sentences have lines and marks of their own.
std::string in_one_line(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    constexpr std::size_t most = 500;
    if (text.size() > most) {
        text.resize(most);
    }
    return text;
}

/// `remarks`: what the library says of nodes.
GraphProto shapes_of(ModelProto& model, const std::vector<Node>& nodes, const std::string& file,
                     const ShapeInference& infer, std::string& remarks) {
    for (int i = 0; i < model.graph().node_size();
         ++i) { // so that the library names nodes as we do
        model.mutable_graph()->mutable_node(i)->set_name(nodes[static_cast<std::size_t>(i)].name);
    }
    try {
        GraphProto shapes;
        remarks = in_one_line(infer(model, shapes));
        return shapes;
    } catch (const std::runtime_error& error) {
        throw InputError(Problem{{file, 0, 0, ""},
                                 "ONNX's shape inference does not accept the model: " +
                                     in_one_line(error.what()),
                                 "",
                                 "",
                                 ""});
    }
}

} // namespace

std::string to_string(const Extents& extents) {
    std::string text;
    for (const Extent& extent : extents) {
        text += text.empty() ? "" : ", ";
        text += extent.size ? std::to_string(*extent.size)
                            : (extent.symbol.empty() ? "?" : extent.symbol);
    }
    return '[' + text + ']';
}

Model load_model(const std::string& bytes, const std::string& file, DimensionSizes& dimensions,
                 const Limits& limits, const ShapeInference& infer) {
    ModelProto model = parsed(bytes, file, limits);
    std::vector<Problem> problems;
    settle_input_sizes(*model.mutable_graph(), file, dimensions, limits, problems);
    Model read;
    read.file = file;
    read.nodes = read_nodes(model.graph(), file, limits, problems);
    if (!problems.empty()) {
        throw InputError(std::move(problems));
    }
    read.name = is_text(model.graph().name()) ? model.graph().name() : "";
    read.origin = origin_of(model, dimensions);
    read.origin = is_text(read.origin) ? read.origin : "ONNX";
    take_shapes(model.graph(), shapes_of(model, read.nodes, file, infer, read.remarks), read);
    follow_constants(read);
    return read;
}

} // namespace counterpoint::workloads::onnx
