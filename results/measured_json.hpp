#pragma once

#include <cstdint>

#include "hw/hardware.hpp"
#include "results/json_parts.hpp"
#include "results/measured.hpp"

namespace counterpoint::results {

/// The key `fast_forward` of a layer or of several.
Json fast_forward_json(const FastForwardNumbers& skipped);

/// Adds the keys that only a simulation has to the entry of a layer of so many cycles.
void add_measured(Json& layer, const MeasuredNumbers& measured, std::int64_t cycles,
                  const hw::Hardware& hardware);

} // namespace counterpoint::results
