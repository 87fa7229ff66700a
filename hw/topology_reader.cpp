#include "hw/topology_reader.hpp"

#include <map>
#include <string>

#include "hw/topology_fields.hpp"
#include "input/nearest.hpp"

namespace counterpoint::hw {

namespace {

using input::IntegerRange;
using input::Node;
using input::Problems;

constexpr IntegerRange ports{1, 65536};
constexpr IntegerRange registers{0, 1024};

FillTopology read_bus(const TopologyFields& network) {
    Bus bus;
    bus.width_bytes = network.width("width_bytes");
    bus.tags = network.fields().integer("tags", ports, bus.tags);
    return bus;
}

FillTopology read_crossbar(const TopologyFields& network) {
    Crossbar crossbar;
    crossbar.ports = network.fields().integer("ports", ports, crossbar.ports);
    crossbar.link_bytes = network.width("link_bytes");
    crossbar.arbitration =
        network.fields().choice<LinkArbitration>("arbitration",
                                                 {{"round_robin", LinkArbitration::round_robin},
                                                  {"oldest_first", LinkArbitration::oldest_first}},
                                                 crossbar.arbitration);
    return crossbar;
}

FillTopology read_tree(const TopologyFields& network) {
    Tree tree;
    tree.arity = network.arity();
    tree.roots = network.fields().integer("roots", ports, tree.roots);
    tree.link_bytes = network.level_widths();
    tree.hop_cycles = network.hop_cycles();
    return tree;
}

FillTopology read_fill_mesh(const TopologyFields& network) {
    Mesh mesh = read_mesh(network);
    mesh.multicast = network.fields().choice<bool>(
        "multicast", {{"routers", true}, {"unicast", false}}, mesh.multicast);
    return mesh;
}

std::map<std::string, std::int64_t> read_tensor_widths(const Node& node, Problems& problems) {
    std::map<std::string, std::int64_t> widths;
    if (node.kind != Node::Kind::map) {
        input::expect(node, "these are not widths", "a map by tensor such as {Weight: 8, Input: 2}",
                      problems);
        return widths;
    }
    for (const Node* child : node.children) {
        if (const auto bytes = input::integer_of(*child, link_width, problems)) {
            widths.emplace(child->key, *bytes);
        }
    }
    return widths;
}

FillTopology read_row_column_bus(const TopologyFields& network) {
    const Grid size = network.size();
    RowColumnBus bus{size.rows, size.columns, {}};
    if (const Node* widths = network.fields().optional("width_bytes")) {
        bus.width_bytes = read_tensor_widths(*widths, network.problems());
    }
    return bus;
}

FillTopology read_systolic_fill(const TopologyFields& network) {
    const Grid size = network.size();
    SystolicFill array{size.rows, size.columns, network.width("link_bytes"), 0};
    array.pipeline_registers =
        network.fields().integer("pipeline_registers", registers, array.pipeline_registers);
    return array;
}

DrainTopology read_adder_tree(const TopologyFields& network) {
    return AdderTree{network.arity(), network.level_widths(), network.hop_cycles()};
}

DrainTopology read_augmented_tree(const TopologyFields& network) {
    return AugmentedTree{network.width("link_bytes"), network.hop_cycles()};
}

DrainTopology read_chain(const TopologyFields& network) {
    return Chain{network.width("link_bytes"), network.hop_cycles()};
}

DrainTopology read_systolic_drain(const TopologyFields& network) {
    const Grid size = network.size();
    SystolicDrain array{size.rows, size.columns, network.width("link_bytes")};
    array.shadow_registers = network.fields().truth("shadow_registers", array.shadow_registers);
    return array;
}

DrainTopology read_no_reduction(const TopologyFields& network) {
    return NoReduction{network.width("width_bytes")};
}

DrainTopology read_drain_mesh(const TopologyFields& network) {
    network.fields().refuse("multicast", "multicast belongs to the fill network");
    return read_mesh(network);
}

template <class Topology>
using Readers = std::map<std::string, Topology (*)(const TopologyFields&)>;

template <class Topology>
std::optional<Topology> read_one_of(const Readers<Topology>& readers, const Node& node,
                                    std::int64_t bytes_per_cycle, Problems& problems) {
    input::Fields fields(node, problems);
    const Node* name = fields.required("topology");
    const auto word = name == nullptr ? std::nullopt : input::text_of(*name, problems);
    if (!word) {
        return std::nullopt;
    }
    const auto reader = readers.find(*word);
    if (reader == readers.end()) {
        std::vector<std::string> known;
        for (const auto& [topology, unused] : readers) {
            known.push_back(topology);
        }
        problems.push_back({name->place(), "there is no such topology here",
                            input::enumerated(known), name->shown(),
                            input::suggestion(*word, known)});
        return std::nullopt;
    }
    const Topology topology = reader->second({fields, bytes_per_cycle, problems});
    fields.annotations();
    fields.finish();
    return topology;
}

} // namespace

std::optional<FillTopology> read_fill_topology(const Node& node, std::int64_t bytes_per_cycle,
                                               Problems& problems) {
    static const Readers<FillTopology> readers{{"bus", read_bus},
                                               {"crossbar", read_crossbar},
                                               {"tree", read_tree},
                                               {"mesh", read_fill_mesh},
                                               {"row_column_bus", read_row_column_bus},
                                               {"systolic", read_systolic_fill}};
    return read_one_of(readers, node, bytes_per_cycle, problems);
}

std::optional<DrainTopology> read_drain_topology(const Node& node, std::int64_t bytes_per_cycle,
                                                 Problems& problems) {
    static const Readers<DrainTopology> readers{
        {"tree", read_adder_tree},   {"augmented_tree", read_augmented_tree},
        {"chain", read_chain},       {"systolic", read_systolic_drain},
        {"none", read_no_reduction}, {"mesh", read_drain_mesh}};
    return read_one_of(readers, node, bytes_per_cycle, problems);
}

} // namespace counterpoint::hw
