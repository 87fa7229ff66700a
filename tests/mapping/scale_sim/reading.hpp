#pragma once

#include <string>
#include <vector>

#include "analytical/residency.hpp"
#include "mapping/design_tree.hpp"
#include "tests/mapping/problem_texts.hpp"

namespace counterpoint::mapping::scale_sim {

inline const std::string product_header = "Layer,M,N,K,\n";
inline const std::string convolution_header = "Layer name, IFMAP Height, IFMAP Width, Filter "
                                              "Height, Filter Width, Channels, Num Filter, "
                                              "Strides,\n";

/// A configuration as those of SCALE-Sim 2.
inline std::string configuration_of(int rows, int columns, const std::string& dataflow,
                                    int kilobytes = 64, const std::string& run = "CALC") {
    const std::string size = std::to_string(kilobytes);
    return "[general]\nrun_name = sample\n\n[architecture_presets]\nArrayHeight:    " +
           std::to_string(rows) + "\nArrayWidth:     " + std::to_string(columns) +
           "\nIfmapSramSzkB:    " + size + "\nFilterSramSzkB:   " + size +
           "\nOfmapSramSzkB:    " + size +
           "\nIfmapOffset:    0\nFilterOffset:   10000000\nOfmapOffset:    20000000\n"
           "Bandwidth : 10\nDataflow : " +
           dataflow + "\nMemoryBanks: 1\n\n[run_presets]\nInterfaceBandwidth: " + run + "\n";
}

/// The design of a topology and a configuration.
inline Design design_of(const std::string& topology, const std::string& configuration,
                        bool lenient = false, const std::vector<Override>& overrides = {}) {
    ReadingOptions options;
    options.lenient = lenient;
    DesignTree tree(options);
    tree.take_text(topology, "network.csv");
    tree.take_text(configuration, "array.cfg");
    return tree.read(overrides, analytical::residency_cost, Parts::all);
}

/// The layers of a topology alone, which stay what they are.
inline Design layers_of(const std::string& topology, bool lenient = false) {
    ReadingOptions options;
    options.lenient = lenient;
    DesignTree tree(options);
    tree.take_text(topology, "network.csv");
    return tree.read({}, {}, Parts::those_given);
}

inline Design hardware_of(const std::string& configuration, bool lenient = false) {
    ReadingOptions options;
    options.lenient = lenient;
    DesignTree tree(options);
    tree.take_text(configuration, "array.cfg");
    return tree.read({}, {}, Parts::those_given);
}

inline std::int64_t size_of(const workloads::Layer& layer, const std::string& name) {
    for (const workloads::Dimension& dimension : layer.dimensions) {
        if (dimension.name == name) {
            return dimension.size;
        }
    }
    return 0;
}

} // namespace counterpoint::mapping::scale_sim
