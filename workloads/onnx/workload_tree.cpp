#include "workloads/onnx/workload_tree.hpp"

#include "input/composer.hpp"
#include "workloads/onnx/names.hpp"

namespace counterpoint::workloads::onnx {

namespace {

/// An ONNX file has no lines.
constexpr input::TextPosition nowhere{0, 0};

void add_sizes(input::Composer& composer, input::Node& layer, const char* key,
               const NamedSizes& sizes) {
    if (sizes.empty()) {
        return;
    }
    input::Node& map = composer.map(layer, key, nowhere);
    for (const auto& [name, size] : sizes) {
        composer.integer(map, name, size, nowhere);
    }
}

void add_tensors(input::Composer& composer, input::Node& layer, const LayerForm& form) {
    if (form.tensors.empty()) {
        return;
    }
    input::Node& tensors = composer.map(layer, "tensors", nowhere);
    for (const EinsumTensor& each : form.tensors) {
        input::Node& tensor = composer.map(tensors, each.name, nowhere);
        input::Node& axes = composer.list(tensor, "axes", nowhere);
        for (const std::string& axis : each.axes) {
            composer.text(axes, "", axis, nowhere);
        }
        if (each.is_output) {
            composer.text(tensor, "output", "true", nowhere);
        }
    }
}

} // namespace

input::Document workload_tree(const Model& model, const std::vector<ModelledNode>& nodes,
                              const std::string& description) {
    input::Composer composer(model.file);
    input::Node& workload = composer.map(composer.root(), "workload", nowhere);
    if (!model.name.empty()) {
        composer.text(workload, "name", model.name, nowhere).quoted = true;
    }
    composer.text(workload, "source", model.origin, nowhere).quoted = true;
    if (!description.empty()) {
        composer.text(workload, "description", description, nowhere).quoted = true;
    }
    input::Node& layers = composer.list(workload, "layers", nowhere);
    UniqueNames names;
    for (const ModelledNode& each : nodes) {
        for (const LayerForm& form : each.layers) {
            const std::string name =
                form.part.empty() ? each.node->name : each.node->name + '.' + form.part;
            input::Node& layer = composer.map(layers, "", nowhere);
            composer.text(layer, "name", names.next(name), nowhere).quoted = true;
            composer.text(layer, "type", form.type, nowhere);
            add_sizes(composer, layer, "dimensions", form.dimensions);
            add_sizes(composer, layer, "stride", form.strides);
            add_sizes(composer, layer, "dilation", form.dilations);
            add_tensors(composer, layer, form);
        }
    }
    return composer.finish();
}

} // namespace counterpoint::workloads::onnx
