#pragma once

#include <cstddef>
#include <string>

#include "analytical/analysis.hpp"
#include "input/document.hpp"
#include "input/yaml_text.hpp"
#include "mapping/dataflow_tree.hpp"
#include "mapping/design.hpp"
#include "mapping/design_tree.hpp"

namespace counterpoint::mapping {

/// One part of a design, such as `hardware`, as the text of a file.
inline std::string yaml_text_of(const input::Node& part) {
    input::Node root;
    input::Node copy = part;
    root.kind = input::Node::Kind::map;
    root.children.push_back(&copy);
    return input::yaml_text(root);
}

/// Writes the parts down as texts and reads these.
inline Design converted(const DesignTree& theirs, const Design& design) {
    DesignTree ours;
    ours.take_text(yaml_text_of(*theirs.foreign_part("workload")), "workload.yaml");
    ours.take_text(yaml_text_of(*theirs.foreign_part("hardware")), "hardware.yaml");
    const input::Document mapping = dataflow_tree(design.dataflow);
    ours.take_text(yaml_text_of(*mapping.root().children.front()), "mapping.yaml");
    return ours.read({}, {}, Parts::all);
}

/// What a design that was converted, and the one it comes from, have to have in common.
inline analytical::Analysis analysis_in(const Design& design, std::size_t layer) {
    return analytical::analyze(
        design.workload.layers[layer], design.hardware,
        bind(design.dataflow, design.workload.layers[layer], design.hardware));
}

} // namespace counterpoint::mapping
