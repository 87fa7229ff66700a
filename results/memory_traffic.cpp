#include "results/memory_traffic.hpp"

namespace counterpoint::results {

namespace {

template <class Numbers>
void add_one(std::optional<Numbers>& sum, const std::optional<Numbers>& layer) {
    if (layer) {
        add(sum ? *sum : sum.emplace(), *layer);
    }
}

} // namespace

void add(MemoryTraffic& sum, const MemoryTraffic& layer) {
    add_one(sum.dram, layer.dram);
    while (sum.banks.size() < layer.banks.size()) {
        sum.banks.push_back(std::nullopt);
    }
    for (hw::MemoryIndex b{0}; layer.banks.contains(b); ++b.value) {
        add_one(sum.banks[b], layer.banks[b]);
    }
    while (sum.networks.size() < layer.networks.size()) {
        sum.networks.push_back({});
    }
    for (hw::MemoryIndex b{0}; layer.networks.contains(b); ++b.value) {
        add_one(sum.networks[b].fill, layer.networks[b].fill);
        add_one(sum.networks[b].drain, layer.networks[b].drain);
    }
}

} // namespace counterpoint::results
