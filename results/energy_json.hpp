#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "hw/hardware.hpp"
#include "results/energy.hpp"
#include "results/json_parts.hpp"

namespace counterpoint::results {

/// The key `energy` of a layer, or of several with so many MACs and cycles together.
Json energy_json(const EnergySums& sums, std::int64_t macs, std::int64_t cycles,
                 const hw::Hardware& hardware);

/// The keys `technology` and `area` of a report on these layers; nothing without a technology.
void add_technology(Json& json, const std::vector<LayerResult>& layers,
                    const hw::Hardware& hardware);

} // namespace counterpoint::results
