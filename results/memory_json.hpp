#pragma once

#include <cstdint>

#include "results/json_parts.hpp"
#include "results/memory_traffic.hpp"

namespace counterpoint::results {

/// Adds the keys `dram`, `banks` and `networks` where there are such. `cycles`: of the layer, or of
/// all that were added.
void add_memory_traffic(Json& json, const MemoryTraffic& traffic, std::int64_t cycles,
                        const hw::Hardware& hardware);

} // namespace counterpoint::results
