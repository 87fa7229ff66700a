#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hw/counts.hpp"
#include "hw/hardware.hpp"
#include "hw/layer_numbers.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::cli {

/// How the values of a layer's output compare with a plain loop nest.
struct ValueNumbers {
    std::int64_t outputs = 0;
    std::int64_t wrong = 0;
    bool floating = false;       ///< float32, else integers
    double largest_error = 0;    ///< floats: the error nearest to its bound
    double bound_of_largest = 0; ///< and that bound
};

/// One layer and what the model says of it.
struct LayerResult {
    workloads::Layer layer;
    hw::LayerNumbers numbers;
    std::optional<ValueNumbers> values = {}; ///< if values moved
};

/// What a command found out about a network on an accelerator: all that the renderers see.
struct NetworkReport {
    std::string model; ///< `analytical` or `simulation`
    std::string workload;
    std::string mapping; ///< the file it stands in
    hw::Hardware hardware;
    std::vector<LayerResult> layers; ///< those that were asked for, in the order of the network
    std::vector<std::string> missing = {}; ///< layers that were asked for and have no result
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
    double lane_cycles = 0; ///< MACs that all lanes could have done in these cycles
};

/// Throws InputError where a sum does not fit 64 bits.
NetworkTotal total_of(const NetworkReport& report);

} // namespace counterpoint::cli
