#pragma once

#include <vector>

#include "explore/costs.hpp"

namespace counterpoint::explore {

/// The figures of MAESTRO's design search (Kwon et al., MICRO 2019; BASE_constants.hpp and
/// DSE_cost-database.hpp of github.com/maestro-project/maestro). Its elements are taken as bytes
/// where they take room; each network on the chip is a bus with an arbiter; what lies off the chip
/// costs nothing; the energy of an access is the same at any capacity; nothing leaks.
class MaestroCosts : public Costs {
  public:
    [[nodiscard]] Cost pes(const CountedStructure& structure) const override;
    [[nodiscard]] Cost memory(const CountedStructure& structure, hw::MemoryIndex memory,
                              std::optional<std::int64_t> capacity_bytes) const override;
    [[nodiscard]] Price network(const CountedStructure& structure, hw::MemoryIndex memory,
                                bool drains, std::int64_t bytes_per_cycle) const override;
    [[nodiscard]] std::vector<results::EnergyPart>
    energy_parts(const results::LayerResult& layer, const hw::Hardware& hardware) const override;
};

} // namespace counterpoint::explore
