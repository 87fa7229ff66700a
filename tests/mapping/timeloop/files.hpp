#pragma once

#include <string>
#include <vector>

#include "analytical/analysis.hpp"
#include "mapping/design.hpp"
#include "mapping/design_tree.hpp"
#include "tests/mapping/problem_texts.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::mapping::timeloop {

/// Z[M,N] = A[M,K] B[N,K].
inline std::string gemm_problem(int m, int n, int k) {
    return "problem:\n"
           "  version: 0.3\n"
           "  shape: gemm-ABZ\n"
           "  instance: {M: " +
           std::to_string(m) + ", N: " + std::to_string(n) + ", K: " + std::to_string(k) + "}\n";
}

/// A component of a v0.3 file at the depth of its subtree.
inline std::string component(const std::string& name, const std::string& of_class,
                             const std::string& attributes) {
    return "{name: " + name + ", class: " + of_class + ", attributes: {" + attributes + "}}";
}

/// DRAM above a buffer and one MAC.
inline std::string two_levels(const std::string& dram = "word-bits: 8",
                              const std::string& buffer = "word-bits: 8") {
    return "architecture:\n"
           "  version: 0.3\n"
           "  subtree:\n"
           "  - name: system\n"
           "    local:\n"
           "    - " +
           component("DRAM", "DRAM", dram) +
           "\n"
           "    subtree:\n"
           "    - name: PE\n"
           "      local:\n"
           "      - " +
           component("L1", "regfile", buffer) +
           "\n"
           "      - {name: MAC, class: intmac}\n";
}

/// DRAM above L2 above some PEs with a buffer each.
inline std::string three_levels(int pes, const std::string& l2 = "word-bits: 8",
                                const std::string& buffer = "word-bits: 8") {
    return "architecture:\n"
           "  version: 0.3\n"
           "  subtree:\n"
           "  - name: system\n"
           "    local:\n"
           "    - " +
           component("DRAM", "DRAM", "word-bits: 8") +
           "\n"
           "    subtree:\n"
           "    - name: chip\n"
           "      local:\n"
           "      - " +
           component("L2", "SRAM", l2) +
           "\n"
           "      subtree:\n"
           "      - name: PE[0.." +
           std::to_string(pes - 1) +
           "]\n"
           "        local:\n"
           "        - " +
           component("L1", "regfile", buffer) +
           "\n"
           "        - {name: MAC, class: intmac}\n";
}

/// Loops of a level; the permutation has the innermost loop first.
inline std::string loops(const std::string& target, const std::string& factors,
                         const std::string& permutation, const std::string& type = "temporal") {
    return "  - {target: " + target + ", type: " + type + ", factors: " + factors +
           ", permutation: " + permutation + "}\n";
}

inline Design design_of(const std::vector<std::string>& files, bool lenient = false,
                        const std::vector<Override>& overrides = {}) {
    ReadingOptions options;
    options.lenient = lenient;
    DesignTree tree(options);
    for (std::size_t i = 0; i < files.size(); ++i) {
        tree.take_text(files[i], "file" + std::to_string(i) + ".yaml");
    }
    return tree.read(overrides, {}, Parts::all);
}

/// `file:line:column: message` of each; none where all is well.
inline std::vector<std::string> problems_of(const std::vector<std::string>& files,
                                            bool lenient = false) {
    return problem_texts([&] {
        const Design design = design_of(files, lenient);
        for (const workloads::Layer& layer : design.workload.layers) {
            bind(design.dataflow, layer, design.hardware);
        }
    });
}

/// A mapping as one line a node, such as `temporal K 1`, for the first layer.
inline std::vector<std::string> nodes_of(const Design& design) {
    const workloads::Layer& layer = design.workload.layers.front();
    const Mapping mapping = bind(design.dataflow, layer, design.hardware);
    std::vector<std::string> lines;
    for (const Node& node : mapping.nodes) {
        if (const auto* loop = std::get_if<Temporal>(&node.what)) {
            lines.push_back("temporal " + layer.dimensions[loop->dimension].name + ' ' +
                            std::to_string(loop->tile));
        } else if (const auto* split = std::get_if<Spatial>(&node.what)) {
            lines.push_back("spatial " + layer.dimensions[split->dimension].name + ' ' +
                            std::to_string(split->tile) + " on " + std::to_string(split->units));
        } else {
            const auto& store = std::get<Store>(node.what);
            std::string line;
            for (const workloads::TensorIndex tensor : store.tensors) {
                line += layer.tensors[tensor].name + ' ';
            }
            for (const workloads::TensorIndex tensor : store.bypassed) {
                line += "(" + layer.tensors[tensor].name + ") ";
            }
            lines.push_back(line + "in " + design.hardware.memories[store.memory].name);
        }
    }
    return lines;
}

} // namespace counterpoint::mapping::timeloop
