#pragma once

#include <optional>

#include "hw/hardware.hpp"
#include "results/bank_numbers.hpp"
#include "results/dram_numbers.hpp"

namespace counterpoint::results {

/// What memories that are more than ideal did, in a layer or summed over layers.
struct MemoryTraffic {
    std::optional<DramNumbers> dram; ///< if memory 0 is one
    /// Of the memories that have some; empty where nothing was simulated.
    Table<hw::MemoryIndex, std::optional<BankNumbers>> banks;
};

/// Adds another layer. Throws InputError where a sum does not fit 64 bits.
inline void add(MemoryTraffic& sum, const MemoryTraffic& layer) {
    if (layer.dram) {
        add(sum.dram ? *sum.dram : sum.dram.emplace(), *layer.dram);
    }
    while (sum.banks.size() < layer.banks.size()) {
        sum.banks.push_back(std::nullopt);
    }
    for (hw::MemoryIndex b{0}; layer.banks.contains(b); ++b.value) {
        if (layer.banks[b]) {
            add(sum.banks[b] ? *sum.banks[b] : sum.banks[b].emplace(), *layer.banks[b]);
        }
    }
}

} // namespace counterpoint::results
