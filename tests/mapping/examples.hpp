#pragma once

#include <functional>
#include <string>
#include <vector>

#include "mapping/design.hpp"

namespace counterpoint::mapping {

inline const std::string example_workload =
    "workload:\n"
    "  name: w\n"
    "  layers:\n"
    "    - name: conv1\n"
    "      type: CONV2D\n"
    "      dimensions: {K: 8, C: 6, P: 5, Q: 5, R: 3, S: 3}\n"
    "    - {name: fc1, type: FC, dimensions: {K: 10, C: 7}}\n";

inline const std::string example_hardware = "hardware:\n"
                                            "  name: h\n"
                                            "  memories:\n"
                                            "    - name: DRAM\n"
                                            "    - name: L2\n"
                                            "      fill: {bytes_per_cycle: 8}\n"
                                            "      drain: {bytes_per_cycle: 8}\n"
                                            "    - name: L1\n"
                                            "      capacity_bytes: 512\n"
                                            "      fill: {bytes_per_cycle: 4, latency: 1}\n"
                                            "      drain: {bytes_per_cycle: 4}\n"
                                            "  pe: {count: 16}\n";

inline const std::string example_mapping = "mapping:\n"
                                           "  - layers: conv*\n"
                                           "    parameters: {Tk: 4}\n"
                                           "    nodes:\n"
                                           "      - {store: [Weight, Input, Output], in: L2}\n"
                                           "      - {temporal: K, tile: Tk}\n"
                                           "      - {spatial: K, tile: 1, units: Tk}\n"
                                           "      - {store: [Weight, Input, Output], in: L1}\n"
                                           "  - nodes:\n"
                                           "      - {store: [Weight, Input, Output], in: L2}\n"
                                           "      - {store: [Weight, Input, Output], in: L1}\n";

inline const std::string example = example_workload + example_hardware + example_mapping;

/// The problems that something throws; none where it throws nothing.
inline std::vector<Problem> problems_of(const std::function<void()>& something) {
    try {
        something();
    } catch (const InputError& error) {
        return error.problems();
    }
    return {};
}

inline std::string told(const std::vector<Problem>& problems) {
    std::string text;
    for (const Problem& problem : problems) {
        text += to_string(problem) + '\n';
    }
    return text;
}

/// The example with a mapping of the given nodes, one a line in flow style, bound to `conv1`.
inline Mapping bind_nodes(const std::vector<std::string>& nodes,
                          const std::string& parameters = "{}",
                          const std::vector<Override>& overrides = {}) {
    std::string mapping = "mapping:\n  parameters: " + parameters + "\n  nodes:\n";
    for (const std::string& node : nodes) {
        mapping += "    - {" + node + "}\n";
    }
    const Design design =
        read_design_text(example_workload + example_hardware + mapping, "file", overrides);
    return bind(design.dataflow, design.workload.layers.at(0), design.hardware);
}

inline const std::string store_all_in_l2 = "store: [Weight, Input, Output], in: L2";
inline const std::string store_all_in_l1 = "store: [Weight, Input, Output], in: L1";

} // namespace counterpoint::mapping
