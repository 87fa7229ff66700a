#include "input/nearest.hpp"
#include "mapping/layout_rules.hpp"
#include "mapping/rules.hpp"

namespace counterpoint::mapping {

namespace {

std::string named(const std::vector<workloads::TensorIndex>& tensors,
                  const workloads::Layer& layer) {
    std::vector<std::string> names;
    for (const workloads::TensorIndex tensor : tensors) {
        names.push_back(layer.tensors[tensor].name);
    }
    return input::enumerated(names);
}

std::string store_in_words(const Store& store, const workloads::Layer& layer,
                           const hw::Hardware& hardware) {
    std::string words = store.tensors.empty() ? "" : "store " + named(store.tensors, layer);
    if (!store.bypassed.empty()) {
        words += (words.empty() ? "bypass " : " bypass ") + named(store.bypassed, layer);
    }
    return words + " in " + hardware.memories[store.memory].name;
}

} // namespace

std::string in_words(const Node& node, const workloads::Layer& layer,
                     const hw::Hardware& hardware) {
    if (const auto* store = std::get_if<Store>(&node.what)) {
        return store_in_words(*store, layer, hardware);
    }
    if (const auto* spatial = std::get_if<Spatial>(&node.what)) {
        return "spatial " + layer.dimensions[spatial->dimension].name + " tile " +
               std::to_string(spatial->tile) + " units " + std::to_string(spatial->units);
    }
    const auto& temporal = std::get<Temporal>(node.what);
    return "temporal " + layer.dimensions[temporal.dimension].name + " tile " +
           std::to_string(temporal.tile);
}

void RuleContext::broken_at(const Node& node, const std::string& message,
                            const std::string& remedy) const {
    problems.push_back({node.place, message, "",
                        in_words(node, layer, hardware) + " for layer '" + layer.name + "'",
                        remedy});
}

std::vector<Problem> broken_rules(const Mapping& mapping, const workloads::Layer& layer,
                                  const hw::Hardware& hardware) {
    std::vector<Problem> problems;
    const RuleContext context{mapping, layer, hardware, problems};
    check_loops(context);
    check_stores(context);
    if (problems.empty()) {
        check_networks(context);
    }
    check_layouts(hardware, layer, problems);
    return problems;
}

} // namespace counterpoint::mapping
