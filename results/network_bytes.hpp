#pragma once

#include <cstdint>
#include <vector>

#include "hw/hardware.hpp"
#include "hw/layer_numbers.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::results {

/// Bytes over the networks of a memory by tensor, in the order of the layer; the last entry is what
/// cannot be told apart, where tensors pass that the memory does not hold.
struct NetworkBytes {
    std::vector<std::int64_t> fill;
    std::vector<std::int64_t> drain;
};

/// `memory` is not memory 0. Each direction adds up to the bytes of the numbers.
NetworkBytes network_bytes(const workloads::Layer& layer, const hw::LayerNumbers& numbers,
                           const hw::Hardware& hardware, hw::MemoryIndex memory);

} // namespace counterpoint::results
