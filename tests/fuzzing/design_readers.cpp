#include "tests/fuzzing/design_readers.hpp"

#include <stdexcept>
#include <utility>
#include <variant>
#include <vector>

#include "analytical/residency.hpp"
#include "input/document.hpp"
#include "input/yaml_text.hpp"
#include "mapping/dataflow_tree.hpp"
#include "mapping/design_tree.hpp"
#include "mapping/maestro/parser.hpp"
#include "mapping/timeloop/sections.hpp"
#include "vocabulary/problem.hpp"
#include "workloads/reader.hpp"

namespace counterpoint::fuzzing {

namespace {

using mapping::Design;
using mapping::DesignTree;

struct Part {
    const char* key;
    const char* text;
};

constexpr Part some_workload{"workload", R"(
workload:
  layers:
    - {name: conv, type: CONV2D, dimensions: {K: 8, C: 3, Y: 9, X: 9, R: 3, S: 3}}
    - {name: fc, type: FC, dimensions: {N: 2, K: 10, C: 24}}
)"};
constexpr Part some_hardware{"hardware", R"(
hardware:
  pe: {count: 16}
  memories:
    - name: DRAM
    - {name: L2, capacity_bytes: 65536, fill: {bytes_per_cycle: 8}, drain: {bytes_per_cycle: 8}}
    - {name: L1, capacity_bytes: 512, fill: {bytes_per_cycle: 16}, drain: {bytes_per_cycle: 16}}
)"};
constexpr Part some_mapping{"mapping", R"(
mapping:
  - nodes:
      - {temporal: K, tile: 2}
      - {store: [Weight, Input, Output], in: L2}
      - {spatial: C, tile: 1, units: pe.count}
      - {store: [Weight, Input, Output], in: L1}
)"};

constexpr const char* some_network = R"(Network some {
  Layer conv { Type: CONV Dimensions { K: 8, C: 3, R: 3, S: 3, Y: 9, X: 9 }
    Dataflow { TemporalMap(2,2) K; SpatialMap(1,1) C; TemporalMap(Sz(R),1) Y; Cluster(2,P);
      SpatialMap(1,1) R; } }
}
)";
constexpr const char* some_pes = "num_pes: 256\nl1_size_cstr: 512\nl2_size_cstr: 65536\n";

constexpr Part some_problem{"problem", R"(
problem: {version: 0.3, shape: gemm-ABZ, instance: {M: 4, N: 6, K: 8}}
)"};
constexpr Part some_architecture{"architecture", R"(
architecture:
  version: 0.3
  subtree:
  - name: system
    local:
    - {name: DRAM, class: DRAM, attributes: {word-bits: 8}}
    subtree:
    - name: PE[0..3]
      local:
      - {name: L1, class: regfile, attributes: {word-bits: 8}}
      - {name: MAC, class: intmac}
)"};
constexpr Part some_nest{"mapping", R"(
mapping:
  - {target: DRAM, type: temporal, factors: M=4 N=6 K=2, permutation: KNM}
  - {target: DRAM, type: spatial, factors: M=1 N=1 K=4, permutation: KNM}
  - {target: L1, type: temporal, factors: M=1 N=1 K=1, permutation: KNM}
)"};

constexpr const char* some_topology = "Layer name,IFMAP Height,IFMAP Width,Filter Height,Filter "
                                      "Width,Channels,Num Filter,Strides,\nconv,9,9,3,3,4,8,2,\n";
constexpr const char* some_array = "[general]\nrun_name = some\n[architecture_presets]\n"
                                   "ArrayHeight: 4\nArrayWidth: 4\nIfmapSramSzkB: 64\n"
                                   "FilterSramSzkB: 64\nOfmapSramSzkB: 64\nDataflow: ws\n"
                                   "Bandwidth: 10\n[run_presets]\nInterfaceBandwidth: CALC\n";

/// The commands bind a layer after the other and go on after a problem.
void bind_layers(const Design& design) {
    for (const workloads::Layer& layer : design.workload.layers) {
        try {
            bind(design.dataflow, layer, design.hardware);
        } catch (const InputError&) { // NOLINT(bugprone-empty-catch): the next layer is to be bound
        }
    }
}

void give_what_is_missing(const std::string& bytes, DesignTree& tree) {
    const input::Document given = input::parse_document(bytes, "given.yaml");
    for (const Part& part : {some_workload, some_hardware, some_mapping}) {
        if (given.root().find(part.key) == nullptr) {
            tree.take_text(part.text, "some.yaml");
        }
    }
}

/// What `convert` would write has to be what it has read. Throws std::logic_error where it is
/// refused.
void read_again(const DesignTree& tree, const Design& design) {
    try {
        for (const char* key : {"workload", "hardware"}) {
            if (const input::Node* part = tree.foreign_part(key)) {
                input::Node root;
                root.kind = input::Node::Kind::map;
                input::Node only = *part;
                root.children.push_back(&only);
                DesignTree again;
                again.take_text(input::yaml_text(root), std::string(key) + ".yaml");
                again.read({}, {}, mapping::Parts::those_given);
            }
        }
        if (tree.has_foreign_mapping()) {
            DesignTree again;
            again.take_text(input::yaml_text(mapping::dataflow_tree(design.dataflow).root()),
                            "mapping.yaml");
            again.read({}, {}, mapping::Parts::those_given);
        }
    } catch (const InputError& error) {
        throw std::logic_error(std::string("what was converted is refused: ") + error.what());
    }
}

using File = std::pair<std::string, std::string>; ///< its name and its bytes

void read_foreign(const std::vector<File>& files, bool lenient) {
    mapping::ReadingOptions options;
    options.lenient = lenient;
    DesignTree tree(options);
    for (const auto& [name, text] : files) {
        tree.take_text(text, name);
    }
    const Design design = tree.read({}, analytical::residency_cost, mapping::Parts::all);
    read_again(tree, design);
    bind_layers(design);
}

/// Leniently also where it is refused, as more of it is read then.
void read_both_ways(const std::vector<File>& files) {
    try {
        read_foreign(files, false);
    } catch (const InputError&) {
        read_foreign(files, true);
    }
}

} // namespace

void read_native_yaml(const std::string& bytes) {
    DesignTree tree;
    tree.take_text(bytes, "given.yaml");
    give_what_is_missing(bytes, tree);
    bind_layers(tree.read({}, analytical::residency_cost, mapping::Parts::all));
}

void read_override(const std::string& bytes) {
    const std::size_t equals = bytes.find('=');
    if (equals == std::string::npos) {
        return;
    }
    DesignTree tree;
    for (const Part& part : {some_workload, some_hardware, some_mapping}) {
        tree.take_text(part.text, "some.yaml");
    }
    bind_layers(tree.read({{bytes.substr(0, equals), bytes.substr(equals + 1)}},
                          analytical::residency_cost, mapping::Parts::all));
}

void read_maestro(const std::string& bytes) {
    const auto description = mapping::maestro::parse(bytes, "given.m");
    std::vector<File> files{{"given.m", bytes}};
    const auto* network = std::get_if<mapping::maestro::NetworkDescription>(&description);
    files.emplace_back("some.m", network == nullptr ? some_network : some_pes);
    if (network != nullptr && network->dataflows.empty()) {
        files.emplace_back("some.yaml", some_mapping.text);
    }
    read_foreign(files, false);
}

void read_timeloop(const std::string& bytes) {
    const input::Document given = mapping::timeloop::parse_yaml(bytes, "given.yaml");
    std::vector<File> files{{"given.yaml", bytes}};
    for (const Part& part : {some_problem, some_architecture, some_nest}) {
        if (given.root().find(part.key) == nullptr) {
            files.emplace_back(std::string(part.key) + ".yaml", part.text);
        }
    }
    read_both_ways(files);
}

void read_scale_sim_topology(const std::string& bytes) {
    read_both_ways({{"given.csv", bytes}, {"some.cfg", some_array}});
}

void read_scale_sim_configuration(const std::string& bytes) {
    read_both_ways({{"given.cfg", bytes}, {"some.csv", some_topology}});
}

} // namespace counterpoint::fuzzing
