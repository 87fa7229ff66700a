#include "mapping/dataflow_tree.hpp"

#include "input/composer.hpp"

namespace counterpoint::mapping {

namespace {

using input::Composer;

using input::TextPosition;

void add_names(Composer& composer, input::Node& parent, const char* key,
               const std::vector<std::string>& names) {
    input::Node& list = composer.list(parent, key, {});
    for (const std::string& name : names) {
        composer.text(list, "", name, {}).quoted = true;
    }
}

void add_node(Composer& composer, input::Node& nodes, const NodeDescription& node) {
    const TextPosition at{node.place.line, node.place.column};
    input::Node& map = composer.map(nodes, "", at);
    switch (node.kind) {
    case NodeDescription::Kind::store:
        if (!node.tensors.empty()) {
            add_names(composer, map, "store", node.tensors);
        }
        if (!node.bypassed.empty()) {
            add_names(composer, map, "bypass", node.bypassed);
        }
        composer.text(map, "in", node.memory, at).quoted = true;
        return;
    case NodeDescription::Kind::spatial:
        composer.text(map, "spatial", node.dimension, at);
        composer.text(map, "tile", node.tile.source(), at);
        composer.text(map, "units", node.units.source(), at);
        return;
    case NodeDescription::Kind::temporal:
        break;
    }
    composer.text(map, "temporal", node.dimension, at);
    composer.text(map, "tile", node.tile.source(), at);
}

void add_entry(Composer& composer, input::Node& entries, const DataflowEntry& entry) {
    input::Node& map = composer.map(entries, "", {entry.place.line, entry.place.column});
    if (!entry.layers.empty()) {
        add_names(composer, map, "layers", entry.layers);
    }
    if (!entry.types.empty()) {
        std::vector<std::string> names;
        for (const workloads::LayerType type : entry.types) {
            names.emplace_back(to_string(type));
        }
        add_names(composer, map, "types", names);
    }
    if (!entry.parameters.empty()) {
        input::Node& parameters = composer.map(map, "parameters", {});
        for (const Parameter& parameter : entry.parameters) {
            composer.text(parameters, parameter.name, parameter.value.source(), {});
        }
    }
    input::Node& nodes = composer.list(map, "nodes", {});
    for (const NodeDescription& node : entry.nodes) {
        add_node(composer, nodes, node);
    }
}

} // namespace

input::Document dataflow_tree(const Dataflow& dataflow) {
    Composer composer(dataflow.place.file);
    input::Node& entries = composer.list(composer.root(), "mapping", {});
    for (const DataflowEntry& entry : dataflow.entries) {
        add_entry(composer, entries, entry);
    }
    return composer.finish();
}

} // namespace counterpoint::mapping
