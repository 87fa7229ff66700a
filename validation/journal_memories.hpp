#pragma once

#include <nlohmann/json.hpp>

#include "results/memory_traffic.hpp"

namespace counterpoint::validation {

/// What the memories did, as it stands in a line of a journal.
nlohmann::json json_of(const results::MemoryTraffic& traffic);

/// Throws nlohmann::json::exception where it is no such thing.
results::MemoryTraffic memory_traffic_of(const nlohmann::json& json);

} // namespace counterpoint::validation
