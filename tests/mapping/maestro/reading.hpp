#pragma once

#include <string>
#include <vector>

#include "mapping/design_tree.hpp"
#include "mapping/mapping.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::mapping::maestro {

inline const std::string pes_256 = "num_pes: 256\n";

/// The design of a network and a hardware file, both of MAESTRO.
inline Design design_of(const std::string& network, const std::string& hardware = pes_256,
                        const JudgeResidency& judge = {},
                        const std::vector<Override>& overrides = {}) {
    DesignTree tree;
    tree.take_text(network, "network.m");
    tree.take_text(hardware, "hardware.m");
    return tree.read(overrides, judge, Parts::all);
}

/// The text of a network with one layer.
inline std::string one_layer(const std::string& dimensions, const std::string& dataflow,
                             const std::string& head = "Type: CONV") {
    return "Network net {\nLayer L {\n" + head + "\nDimensions { " + dimensions +
           " }\nDataflow {\n" + dataflow + "\n}\n}\n}\n";
}

/// A node in a few words: `K by 4`, `K by 1 on 64`, `Weight Input in L2`.
inline std::string in_words(const NodeDescription& node) {
    if (node.kind == NodeDescription::Kind::store) {
        std::string text;
        for (const std::string& tensor : node.tensors) {
            text += tensor + ' ';
        }
        return text + "in " + node.memory;
    }
    const std::string text = node.dimension + " by " + node.tile.source();
    return node.kind == NodeDescription::Kind::spatial ? text + " on " + node.units.source() : text;
}

/// The loops of an entry, without stores.
inline std::vector<std::string> loops_of(const DataflowEntry& entry) {
    std::vector<std::string> loops;
    for (const NodeDescription& node : entry.nodes) {
        if (node.kind != NodeDescription::Kind::store) {
            loops.push_back(in_words(node));
        }
    }
    return loops;
}

inline std::vector<std::string> nodes_of(const DataflowEntry& entry) {
    std::vector<std::string> nodes;
    for (const NodeDescription& node : entry.nodes) {
        nodes.push_back(in_words(node));
    }
    return nodes;
}

/// The loops that the directives of a single layer become.
inline std::vector<std::string> loops_of(const std::string& dimensions, const std::string& dataflow,
                                         const std::string& head = "Type: CONV",
                                         const std::string& hardware = pes_256) {
    const Design design = design_of(one_layer(dimensions, dataflow, head), hardware);
    return loops_of(design.dataflow.entries.at(0));
}

/// The problems of a network on 256 PEs; none if there are none.
inline std::vector<Problem> problems_of_network(const std::string& network,
                                                const std::string& hardware = pes_256) {
    try {
        design_of(network, hardware);
    } catch (const InputError& error) {
        return error.problems();
    }
    return {};
}

} // namespace counterpoint::mapping::maestro
