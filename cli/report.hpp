#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hw/counts.hpp"
#include "hw/hardware.hpp"
#include "results/energy.hpp"
#include "results/layer_result.hpp"
#include "results/memory_traffic.hpp"

namespace counterpoint::cli {

using results::LayerResult;
using results::ValueNumbers;

/// What a command found out about a network on an accelerator: all that the renderers see.
struct NetworkReport {
    std::string model; ///< `analytical` or `simulation`
    std::string workload;
    std::string mapping; ///< the file it stands in
    hw::Hardware hardware;
    std::vector<LayerResult> layers; ///< those that were asked for, in the order of the network
    std::vector<std::string> missing = {}; ///< layers that were asked for and have no result
    std::string timing = {}; ///< the shortcut that the cycles come from; empty: they are exact
};

/// Accesses of the tensors of that name in all layers.
struct TensorTotal {
    std::string tensor;
    hw::Access access;
};

/// The layers one after the other, nothing overlapped: sums.
struct NetworkTotal {
    std::int64_t cycles = 0;
    std::int64_t compute_cycles = 0;
    std::int64_t macs = 0;
    Table<hw::MemoryIndex, std::vector<TensorTotal>> counts; ///< in the order of appearance
    Table<hw::MemoryIndex, std::int64_t> traffic_bytes;      ///< read and written
    hw::CycleStack stack;
    results::MemoryTraffic memories;                         ///< empty where nothing was simulated
    std::int64_t phases = 0;                                 ///< of the innermost memory
    std::optional<results::FastForwardNumbers> fast_forward; ///< none where nothing was simulated
    double lane_cycles = 0; ///< MACs that all lanes could have done in these cycles
    std::optional<results::EnergySums> energy; ///< none without a technology
};

/// Throws InputError where a sum does not fit 64 bits.
NetworkTotal total_of(const NetworkReport& report);

} // namespace counterpoint::cli
