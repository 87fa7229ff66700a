#pragma once

#include <utility>
#include <vector>

#include "explore/costs.hpp"
#include "hw/energy/technology.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::explore {

/// The figures of a technology in pJ: energies in whole fJ, as results::energy_of adds them up,
/// areas as results::area_of does, and power the energy of all layers by their time. The area of a
/// network is that of the one that fills.
class TechnologyCosts : public Costs {
  public:
    /// `place`: where the technology was asked for.
    TechnologyCosts(hw::Technology technology, Place place)
        : technology_(std::move(technology)), place_(std::move(place)) {}

    [[nodiscard]] Cost pes(const CountedStructure& structure) const override;
    [[nodiscard]] Cost memory(const CountedStructure& structure, hw::MemoryIndex memory,
                              std::optional<std::int64_t> capacity_bytes) const override;
    [[nodiscard]] Price network(const CountedStructure& structure, hw::MemoryIndex memory,
                                bool drains, std::int64_t bytes_per_cycle) const override;
    [[nodiscard]] double leaked(const Leak& leak, double cycles) const override;
    [[nodiscard]] double over_time(const CountedStructure& structure, std::size_t layer,
                                   double cycles) const override;
    [[nodiscard]] std::vector<results::EnergyPart>
    energy_parts(const results::LayerResult& layer, const hw::Hardware& hardware) const override;
    [[nodiscard]] double units_in_picojoule() const override { return 1000; }
    [[nodiscard]] double clock_of_power(const CountedStructure& structure) const override {
        return structure.hardware.clock_ghz;
    }

  private:
    /// The structure's hardware with what it costs.
    [[nodiscard]] hw::Hardware priced(hw::Hardware hardware) const;

    hw::Technology technology_;
    Place place_;
};

} // namespace counterpoint::explore
