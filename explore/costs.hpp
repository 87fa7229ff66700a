#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "hw/hardware.hpp"
#include "results/energy.hpp"
#include "results/layer_result.hpp"

namespace counterpoint::explore {

/// What all designs of one structure have in common: everything but bandwidths and capacities.
struct CountedStructure {
    hw::Hardware hardware; ///< of its bandwidths and capacities those count that no axis sweeps
    std::vector<results::LayerResult> layers; ///< without cycles and stack
    /// Units of each memory that the hardware has to have: the most that any layer uses, and of the
    /// innermost one pe.count where that is given.
    Table<hw::MemoryIndex, std::int64_t> units;
};

/// What a part of a design contributes at any speed. Every figure is finite and not negative.
struct Price {
    double energy = 0; ///< in all layers together; the unit is that of the costs
    double area = 0;   ///< µm²
    double power = 0;  ///< mW

    Price& operator+=(const Price& other) {
        energy += other.energy;
        area += other.area;
        power += other.power;
        return *this;
    }
};

/// What leaks in each cycle of one layer.
struct Leak {
    std::size_t layer = 0;
    double units = 1;
    double each = 0;
};

struct Cost {
    Price price;
    std::vector<Leak> leaks;

    Cost& operator+=(const Cost& other) {
        price += other.price;
        leaks.insert(leaks.end(), other.leaks.begin(), other.leaks.end());
        return *this;
    }
};

/// What the parts of a design cost; a design costs the sum of its parts, and what time costs. A
/// search asks once for each structure and each value of an axis, so these may take their time.
/// They throw InputError where a structure has no costs.
class Costs {
  public:
    Costs() = default;
    virtual ~Costs() = default;
    Costs(const Costs&) = delete;
    Costs& operator=(const Costs&) = delete;
    Costs(Costs&&) = delete;
    Costs& operator=(Costs&&) = delete;

    /// All PEs with their MACs.
    [[nodiscard]] virtual Cost pes(const CountedStructure& structure) const = 0;
    /// All units of a memory with their accesses, if they hold so many bytes (nothing: as many as
    /// it takes).
    [[nodiscard]] virtual Cost memory(const CountedStructure& structure, hw::MemoryIndex memory,
                                      std::optional<std::int64_t> capacity_bytes) const = 0;
    /// All networks that fill (or drain) the units of a memory with their transfers.
    [[nodiscard]] virtual Price network(const CountedStructure& structure, hw::MemoryIndex memory,
                                        bool drains, std::int64_t bytes_per_cycle) const = 0;

    /// What leaks in a layer of so many cycles.
    [[nodiscard]] virtual double leaked(const Leak& leak, double cycles) const {
        return cycles * leak.units * leak.each;
    }
    /// What else time costs in a layer of so many cycles, whatever the capacities.
    [[nodiscard]] virtual double over_time(const CountedStructure& /*structure*/,
                                           std::size_t /*layer*/, double /*cycles*/) const {
        return 0;
    }
    /// What the energy of one layer of a design is made of, in fJ; the parts of all layers add up
    /// to the energy of the design, but for the rounding of each. `layer` has the cycles of the
    /// design, `hardware` its bandwidths and capacities. Empty: these costs have no parts.
    [[nodiscard]] virtual std::vector<results::EnergyPart>
    energy_parts(const results::LayerResult& /*layer*/, const hw::Hardware& /*hardware*/) const {
        return {};
    }
    /// How many of the units of energy make a pJ.
    [[nodiscard]] virtual double units_in_picojoule() const { return 1; }
    /// The clock in GHz where the power of a design is its energy by its time; 0: its parts have a
    /// power of their own.
    [[nodiscard]] virtual double clock_of_power(const CountedStructure& /*structure*/) const {
        return 0;
    }
};

} // namespace counterpoint::explore
