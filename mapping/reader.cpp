#include "mapping/reader.hpp"

#include <array>
#include <optional>
#include <string_view>

#include "input/fields.hpp"
#include "input/nearest.hpp"
#include "workloads/operators.hpp"

namespace counterpoint::mapping {

namespace {

using input::Problems;
using Kind = NodeDescription::Kind;

// Of one entry, which is evaluated for each of perhaps thousands of layers.
constexpr std::size_t most_globs = 1000;
constexpr std::size_t most_parameters = 256;
constexpr std::size_t most_nodes = 256;
constexpr std::size_t most_names = 64; ///< of a node
constexpr std::size_t most_expression_bytes = 32'768;

std::vector<std::string> read_names(const input::Node& node, std::size_t most, Problems& problems) {
    std::vector<std::string> names;
    if (!input::has_at_most(node, most, problems)) {
        return names;
    }
    for (const input::Node* item : input::items_of(node, problems)) {
        if (auto name = input::name_of(*item, problems)) {
            names.push_back(std::move(*name));
        }
    }
    if (node.kind == input::Node::Kind::list && node.children.empty()) {
        input::expect(node, "the list is empty", "at least one name", problems);
    }
    return names;
}

std::vector<workloads::LayerType> read_types(const input::Node& node, Problems& problems) {
    std::vector<workloads::LayerType> types;
    for (const std::string& name : read_names(node, most_names, problems)) {
        if (const auto type = workloads::layer_type(name)) {
            types.push_back(*type);
        } else {
            problems.push_back({node.place(), "no layer type is named " + input::in_quotes(name),
                                "", "", input::suggestion(name, workloads::layer_type_names())});
        }
    }
    return types;
}

std::vector<Parameter> read_parameters(const input::Node& node, Problems& problems) {
    std::vector<Parameter> parameters;
    if (node.kind != input::Node::Kind::map) {
        input::expect(node, "these are not parameters", "a map such as {Tk: 16, Tc: min(C, 8)}",
                      problems);
        return parameters;
    }
    if (!input::has_at_most(node, most_parameters, problems)) {
        return parameters;
    }
    for (const input::Node* child : node.children) {
        if (!input::is_identifier(child->key)) {
            problems.push_back({child->key_place(),
                                input::in_quotes(child->key) + " is not a parameter's name",
                                "letters, digits and underscores", "", ""});
        }
        if (auto value = input::parse_expression(*child, problems)) {
            parameters.push_back({child->key, std::move(*value), child->place()});
        }
    }
    return parameters;
}

void read_expression(input::Fields& fields, const char* key, input::Expression& value,
                     Problems& problems) {
    if (const input::Node* node = fields.required(key)) {
        if (auto expression = input::parse_expression(*node, problems)) {
            value = std::move(*expression);
        }
    }
}

struct KindKey {
    std::string_view key;
    Kind kind;
};

constexpr std::array kind_keys{KindKey{"temporal", Kind::temporal},
                               KindKey{"spatial", Kind::spatial}, KindKey{"store", Kind::store},
                               KindKey{"bypass", Kind::store}};

/// Which kind of node this is: that of the keys that it has.
std::optional<Kind> kind_of(const input::Node& node, Problems& problems) {
    std::optional<Kind> kind;
    int kinds = 0;
    for (const KindKey& candidate : kind_keys) {
        if (node.find(candidate.key) != nullptr && kind != candidate.kind) {
            kind = candidate.kind;
            ++kinds;
        }
    }
    if (kinds == 1) {
        return kind;
    }
    if (node.kind != input::Node::Kind::map) {
        input::expect(node, "this is not a node", "a map such as {temporal: K, tile: 4}", problems);
        return std::nullopt;
    }
    std::string remedy;
    for (const input::Node* child : node.children) {
        if (const auto meant =
                input::nearest(child->key, {"temporal", "spatial", "store", "bypass"})) {
            remedy = kinds == 0 ? "did you mean '" + *meant + "'?" : "";
        }
    }
    problems.push_back({node.place(),
                        kinds == 0 ? "the node is of no kind" : "the node is of more than one kind",
                        "one of the keys temporal, spatial and store (or bypass)", "", remedy});
    return std::nullopt;
}

void read_loop(input::Fields& fields, NodeDescription& node, Problems& problems) {
    const bool is_spatial = node.kind == Kind::spatial;
    node.dimension = fields.required_name(is_spatial ? "spatial" : "temporal");
    read_expression(fields, "tile", node.tile, problems);
    if (is_spatial) {
        read_expression(fields, "units", node.units, problems);
    } else {
        fields.refuse("units", "the pieces of a temporal node come one after the other");
    }
    fields.refuse("in", "only a store node names a memory");
}

void read_store(input::Fields& fields, NodeDescription& node, Problems& problems) {
    if (const input::Node* tensors = fields.optional("store")) {
        node.tensors = read_names(*tensors, most_names, problems);
    }
    if (const input::Node* tensors = fields.optional("bypass")) {
        node.bypassed = read_names(*tensors, most_names, problems);
    }
    node.memory = fields.required_name("in");
    fields.refuse("tile", "the tiles of a store node follow from the nodes around it");
    fields.refuse("units", "only a spatial node has units");
}

std::optional<NodeDescription> read_node(const input::Node& node, Problems& problems) {
    const auto kind = kind_of(node, problems);
    if (!kind) {
        return std::nullopt;
    }
    NodeDescription description;
    description.kind = *kind;
    description.place = node.place();
    input::Fields fields(node, problems);
    if (*kind == Kind::store) {
        read_store(fields, description, problems);
    } else {
        read_loop(fields, description, problems);
    }
    fields.annotations();
    fields.finish();
    return description;
}

std::vector<NodeDescription> read_nodes(const input::Node& node, Problems& problems) {
    std::vector<NodeDescription> nodes;
    if (node.kind != input::Node::Kind::list || node.children.empty()) {
        input::expect(node, "these are not nodes", "a list of nodes, the outermost first",
                      problems);
        return nodes;
    }
    if (!input::has_at_most(node, most_nodes, problems)) {
        return nodes;
    }
    for (const input::Node* child : node.children) {
        if (auto description = read_node(*child, problems)) {
            nodes.push_back(std::move(*description));
        }
    }
    return nodes;
}

std::size_t expression_bytes(const DataflowEntry& entry) {
    std::size_t bytes = 0;
    for (const Parameter& parameter : entry.parameters) {
        bytes += parameter.value.source().size();
    }
    for (const NodeDescription& node : entry.nodes) {
        bytes += node.tile.source().size() + node.units.source().size();
    }
    return bytes;
}

DataflowEntry read_entry(const input::Node& node, Problems& problems) {
    DataflowEntry entry;
    entry.place = node.place();
    input::Fields fields(node, problems);
    if (const input::Node* layers = fields.optional("layers")) {
        entry.layers = read_names(*layers, most_globs, problems);
    }
    if (const input::Node* types = fields.optional("types")) {
        entry.types = read_types(*types, problems);
    }
    if (const input::Node* parameters = fields.optional("parameters")) {
        entry.parameters = read_parameters(*parameters, problems);
    }
    if (const input::Node* nodes = fields.required("nodes")) {
        entry.nodes = read_nodes(*nodes, problems);
    }
    if (expression_bytes(entry) > most_expression_bytes) {
        problems.push_back({node.place(), "the expressions of this entry are too long",
                            "at most " + std::to_string(most_expression_bytes) + " bytes together",
                            std::to_string(expression_bytes(entry)), ""});
    }
    fields.annotations();
    fields.finish();
    return entry;
}

} // namespace

Dataflow read_dataflow(const input::Node& node, std::vector<Problem>& problems) {
    Dataflow dataflow;
    dataflow.place = node.place();
    for (const input::Node* entry : input::items_of(node, problems)) {
        dataflow.entries.push_back(read_entry(*entry, problems));
    }
    if (node.kind == input::Node::Kind::list && node.children.empty()) {
        input::expect(node, "the mapping has no entry", "at least one entry with nodes", problems);
    }
    return dataflow;
}

} // namespace counterpoint::mapping
