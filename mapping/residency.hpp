#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "hw/hardware.hpp"
#include "mapping/mapping.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::mapping {

/// What it costs to keep the tensors in the memory next to the outermost one as a mapping says.
struct ResidencyCost {
    std::int64_t traffic_bytes = 0; ///< read from and written to the outermost memory
    std::int64_t demand_bytes = 0;  ///< of one unit of the next memory
};

/// Judges a legal mapping; nothing where the next memory is too small or nothing can run it. The
/// reader of mappings that do not say where tensors live asks a model by it, as it knows none.
using JudgeResidency = std::function<std::optional<ResidencyCost>(
    const workloads::Layer&, const hw::Hardware&, const Mapping&)>;

} // namespace counterpoint::mapping
