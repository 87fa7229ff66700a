#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analytical/analysis.hpp"
#include "mapping/design.hpp"

namespace counterpoint::analytical::bypass {

constexpr hw::MemoryIndex dram{0};
constexpr hw::MemoryIndex l2{1};
constexpr hw::MemoryIndex l1{2};
constexpr hw::MemoryIndex l3_of_four{1};
constexpr hw::MemoryIndex l2_of_four{2};
constexpr hw::MemoryIndex l1_of_four{3};
constexpr std::size_t weight = 0;
constexpr std::size_t input = 1;
constexpr std::size_t output = 2;

/// The networks of a memory, both of them, and what the memory does.
struct Network {
    std::int64_t bytes_per_cycle = 1;
    std::int64_t latency = 0;
    bool multicast = true;
    bool reduction = true;
    bool accumulate = true;
    std::int64_t drain_bytes_per_cycle = 1'000;
};

/// `name: {bytes_per_cycle: rate, latency: latency, sharing: shares}`.
inline std::string network(const std::string& name, std::int64_t rate, std::int64_t latency,
                           const std::string& sharing, bool shares) {
    return ", " + name + ": {bytes_per_cycle: " + std::to_string(rate) +
           ", latency: " + std::to_string(latency) + ", " + sharing + ": " +
           (shares ? "true}" : "false}");
}

/// DRAM and further memories down to L1.
inline std::string memories(const std::vector<Network>& networks) {
    std::string text = "hardware:\n  memories:\n    - {name: DRAM}\n";
    std::size_t level = networks.size();
    for (const Network& of : networks) {
        text.append("    - {name: L").append(std::to_string(level));
        text.append(of.accumulate ? "" : ", accumulate: false");
        text.append(network("fill", of.bytes_per_cycle, of.latency, "multicast", of.multicast));
        text.append(
            network("drain", of.drain_bytes_per_cycle, of.latency, "reduction", of.reduction));
        text.append("}\n");
        --level;
    }
    return text;
}

inline std::string gemm(std::int64_t m, std::int64_t n, std::int64_t k) {
    return "workload: {name: w, layers: [{name: l, type: GEMM, dimensions: {M: " +
           std::to_string(m) + ", N: " + std::to_string(n) + ", K: " + std::to_string(k) + "}}]}\n";
}

inline Analysis analysed(const std::string& workload, const std::string& hardware,
                         const std::string& nodes, Timing timing = Timing::exact) {
    const mapping::Design design = mapping::read_design_text(
        workload + hardware + "mapping: {nodes: " + nodes + "}\n", "bypass");
    const workloads::Layer& layer = design.workload.layers.front();
    Options options;
    options.timing = timing;
    return analyze(layer, design.hardware, bind(design.dataflow, layer, design.hardware), options);
}

} // namespace counterpoint::analytical::bypass
