#include "results/network_bytes.hpp"

#include <cstddef>
#include <numeric>

namespace counterpoint::results {

NetworkBytes network_bytes(const workloads::Layer& layer, const hw::LayerNumbers& numbers,
                           const hw::Hardware& hardware, hw::MemoryIndex memory) {
    const hw::MemoryIndex parent{memory.value - 1};
    const std::size_t tensors = layer.tensors.size();
    NetworkBytes bytes{std::vector<std::int64_t>(tensors + 1),
                       std::vector<std::int64_t>(tensors + 1)};
    bool all_are_held = true;
    for (std::size_t t = 0; t < tensors; ++t) {
        if (layer.output == workloads::TensorIndex{t}) {
            continue;
        }
        const bool is_held =
            numbers.counts[memory][t].writes > 0 && numbers.counts[parent][t].reads > 0;
        all_are_held = all_are_held && is_held;
        bytes.fill[t] = is_held
                            ? numbers.counts[parent][t].reads *
                                  hardware.bytes_of(layer.tensors[workloads::TensorIndex{t}].name)
                            : 0;
    }
    const std::int64_t told =
        std::accumulate(bytes.fill.begin(), bytes.fill.end(), std::int64_t{0});
    const std::int64_t rest = numbers.fill_bytes[memory] - told;
    // Partial sums that come back, if nothing else is left.
    bytes.fill[all_are_held ? layer.output.value : tensors] = rest;
    bytes.drain[layer.output.value] = numbers.drain_bytes[memory];
    return bytes;
}

} // namespace counterpoint::results
