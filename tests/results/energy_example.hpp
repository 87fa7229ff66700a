#pragma once

#include <string>

#include "hw/hardware.hpp"
#include "results/layer_result.hpp"

namespace counterpoint::results {

/// DRAM, an L2 of 32 KiB and an L1 of 8 KiB below each of 4 PEs, at 0.5 GHz; outputs of 32 bits,
/// everything else of 8. `dram` and `fill` are further keys of the DRAM and of L1's fill.
hw::Hardware energy_hardware(const std::string& technology, const std::string& dram = "",
                             const std::string& fill = "");

/// A matrix product with round numbers, as if a model had said them.
LayerResult energy_layer();

} // namespace counterpoint::results
