#pragma once

#include <optional>

#include "hw/hardware.hpp"
#include "results/bank_numbers.hpp"
#include "results/dram_numbers.hpp"
#include "results/network_numbers.hpp"

namespace counterpoint::results {

/// What memories and networks that are more than ideal did, in a layer or summed over layers.
struct MemoryTraffic {
    std::optional<DramNumbers> dram; ///< if memory 0 is one
    /// Of the memories that have some; empty where nothing was simulated.
    Table<hw::MemoryIndex, std::optional<BankNumbers>> banks;
    Table<hw::MemoryIndex, MemoryNetworks> networks; ///< as far as they are more than ideal
};

/// Adds another layer. Throws InputError where a sum does not fit 64 bits.
void add(MemoryTraffic& sum, const MemoryTraffic& layer);

} // namespace counterpoint::results
