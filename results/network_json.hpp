#pragma once

#include "results/json_parts.hpp"
#include "results/memory_traffic.hpp"

namespace counterpoint::results {

/// {memory: {fill, drain}} of the networks that are more than the ideal channel; empty where there
/// are none.
Json networks_json(const MemoryTraffic& traffic, const hw::Hardware& hardware);

} // namespace counterpoint::results
