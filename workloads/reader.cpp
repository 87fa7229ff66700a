#include "workloads/reader.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "input/expression.hpp"
#include "input/fields.hpp"
#include "input/nearest.hpp"
#include "workloads/einsum.hpp"
#include "workloads/extents.hpp"
#include "workloads/operators.hpp"
#include "workloads/windows.hpp"

namespace counterpoint::workloads {

namespace {

using input::Node;
using input::Problems;

constexpr std::size_t most_dimensions = 64;

std::optional<LayerType> read_type(input::Fields& fields, Problems& problems) {
    const Node* node = fields.required("type");
    const auto name = node != nullptr ? input::text_of(*node, problems) : std::nullopt;
    if (!name) {
        return std::nullopt;
    }
    const auto type = layer_type(*name);
    if (!type) {
        problems.push_back({node->place(), "no layer type is named " + input::in_quotes(*name), "",
                            "", input::suggestion(*name, layer_type_names())});
    }
    return type;
}

/// The dimensions that a layer of the type may give; nothing known of EINSUM.
std::vector<std::string> known_dimensions(LayerType type) {
    std::vector<std::string> known = operator_form(type).dimensions;
    if (has_windows(type)) {
        known.insert(known.end(), {"Y", "X"});
    }
    return known;
}

void check_dimension_name(const Node& size, LayerType type, Problems& problems) {
    const std::string& name = size.key;
    if (type == LayerType::einsum) {
        if (!input::is_identifier(name)) {
            problems.push_back({size.key_place(),
                                input::in_quotes(name) + " is not a dimension's name",
                                "letters, digits and underscores", "", ""});
        }
        return;
    }
    const std::vector<std::string> known = known_dimensions(type);
    if (std::find(known.begin(), known.end(), name) == known.end()) {
        problems.push_back(
            {size.key_place(),
             std::string(to_string(type)) + " has no dimension " + input::in_quotes(name),
             "one of " + input::enumerated(known), "", ""});
    }
}

Sizes read_sizes(const Node& node, LayerType type, Problems& problems) {
    Sizes sizes;
    if (node.kind != Node::Kind::map) {
        input::expect(node, "these are not dimensions", "a map such as {K: 64, C: 3}", problems);
        return sizes;
    }
    for (const Node* child : node.children) {
        check_dimension_name(*child, type, problems);
        if (const auto size = input::integer_of(*child, input::positive, problems)) {
            sizes[child->key] = *size;
        }
    }
    return sizes;
}

void read_groups(input::Fields& fields, Sizes& sizes, Problems& problems) {
    const auto groups = fields.integer("groups", input::positive);
    if (!groups) {
        return;
    }
    const auto [stated, added] = sizes.emplace("G", *groups);
    if (!added && stated->second != *groups) {
        problems.push_back({fields.optional("groups")->place(),
                            "groups and the dimension G are both given and differ",
                            std::to_string(stated->second), std::to_string(*groups),
                            "give one of them"});
    }
}

void refuse_foreign_keys(input::Fields& fields, LayerType type) {
    const std::string name(to_string(type));
    if (!has_windows(type)) {
        fields.refuse("stride", name + " has no windows");
        fields.refuse("dilation", name + " has no windows");
    }
    if (type != LayerType::conv2d) {
        fields.refuse("groups", name + " has no groups");
    }
    if (type != LayerType::einsum) {
        fields.refuse("tensors", "the tensors of " + name + " are given by its type");
    }
}

/// Dimensions and tensors of a type that has a form.
void shape_by_form(const Sizes& sizes, const Windows& windows, Layer& layer) {
    const OperatorForm& form = operator_form(layer.type);
    std::map<std::string, DimensionIndex> index_of;
    for (const std::string& name : form.dimensions) {
        const auto given = sizes.find(name);
        const std::int64_t size = given == sizes.end() ? 1 : given->second;
        index_of.emplace(name, layer.dimensions.push_back({name, size}));
    }
    for (const TensorForm& tensor_form : form.tensors) {
        Tensor tensor{tensor_form.name, {}};
        for (const auto& names : tensor_form.axes) {
            Axis axis;
            for (const std::string& name : names) {
                axis.push_back(
                    {names.size() > 1 ? windows.coefficient(name) : 1, index_of.at(name)});
            }
            tensor.axes.push_back(std::move(axis));
        }
        const TensorIndex index = layer.tensors.push_back(std::move(tensor));
        layer.output = tensor_form.is_output ? index : layer.output;
    }
}

void read_shape(input::Fields& fields, const Node& dimensions, Layer& layer, Problems& problems) {
    if (!input::has_at_most(dimensions, most_dimensions, problems)) {
        return;
    }
    Sizes sizes = read_sizes(dimensions, layer.type, problems);
    refuse_foreign_keys(fields, layer.type);
    if (layer.type == LayerType::conv2d) {
        read_groups(fields, sizes, problems);
    }
    Windows windows;
    if (has_windows(layer.type)) {
        windows = read_windows(fields, problems);
        resolve_input_sizes(dimensions, windows, sizes, problems);
    }
    if (layer.type != LayerType::einsum) {
        shape_by_form(sizes, windows, layer);
        return;
    }
    for (const Node* child : dimensions.children) {
        const auto size = sizes.find(child->key);
        layer.dimensions.push_back({child->key, size == sizes.end() ? 1 : size->second});
    }
    if (const Node* tensors = fields.required("tensors")) {
        read_einsum_tensors(*tensors, layer, problems);
    }
}

Layer read_layer(const Node& node, Problems& problems) {
    const std::size_t problems_before = problems.size();
    Layer layer;
    layer.place = node.place();
    input::Fields fields(node, problems);
    layer.name = fields.required_name("name");
    const auto type = read_type(fields, problems);
    const Node* dimensions = fields.required("dimensions");
    if (!type || dimensions == nullptr) {
        return layer; // which other keys belong here depends on the type
    }
    layer.type = *type;
    read_shape(fields, *dimensions, layer, problems);
    fields.annotations();
    fields.finish();
    if (problems.size() == problems_before) {
        check_extents(layer, problems);
    }
    return layer;
}

void check_names_differ(const std::vector<Layer>& layers, Problems& problems) {
    std::map<std::string, const Layer*> first;
    for (const Layer& layer : layers) {
        const auto [other, added] = first.emplace(layer.name, &layer);
        if (!added && !layer.name.empty()) {
            problems.push_back({layer.place, "two layers are named " + input::in_quotes(layer.name),
                                "", "", "the other one is " + other->second->place.path});
        }
    }
}

} // namespace

Workload read_workload(const Node& node, std::vector<Problem>& problems) {
    Workload workload;
    input::Fields fields(node, problems);
    workload.name = fields.name("name", "workload");
    if (const Node* layers = fields.required("layers")) {
        if (layers->kind != Node::Kind::list || layers->children.empty()) {
            input::expect(*layers, "these are not layers", "a list of at least one layer",
                          problems);
        } else {
            for (const Node* layer : layers->children) {
                workload.layers.push_back(read_layer(*layer, problems));
            }
        }
    }
    fields.annotations();
    fields.finish();
    check_names_differ(workload.layers, problems);
    return workload;
}

} // namespace counterpoint::workloads
