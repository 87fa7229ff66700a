#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "hw/hardware.hpp"
#include "hw/layer_numbers.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::explore {

/// What all designs of one structure have in common: everything but bandwidths and capacities.
struct CountedStructure {
    hw::Hardware hardware; ///< of its bandwidths and capacities those count that no axis sweeps
    struct Layer {
        const workloads::Layer* layer = nullptr;
        hw::LayerNumbers numbers; ///< without cycles and stack
    };
    std::vector<Layer> layers;
    /// Units of each memory that the hardware has to have: the most that any layer uses, and of the
    /// innermost one pe.count where that is given.
    Table<hw::MemoryIndex, std::int64_t> units;
};

/// What a part of a design contributes. Every figure is finite and not negative.
struct Price {
    double energy = 0;  ///< pJ in all layers together
    double leakage = 0; ///< pJ in each cycle
    double area = 0;    ///< µm²
    double power = 0;   ///< mW

    Price& operator+=(const Price& other) {
        energy += other.energy;
        leakage += other.leakage;
        area += other.area;
        power += other.power;
        return *this;
    }
};

/// What the parts of a design cost; a design costs the sum of its parts. A search asks once for
/// each structure and each value of an axis, so these may take their time.
class Costs {
  public:
    Costs() = default;
    virtual ~Costs() = default;
    Costs(const Costs&) = delete;
    Costs& operator=(const Costs&) = delete;
    Costs(Costs&&) = delete;
    Costs& operator=(Costs&&) = delete;

    /// All PEs with their MACs.
    [[nodiscard]] virtual Price pes(const CountedStructure& structure) const = 0;
    /// All units of a memory with their accesses, if they hold so many bytes (nothing: as many as
    /// it takes).
    [[nodiscard]] virtual Price memory(const CountedStructure& structure, hw::MemoryIndex memory,
                                       std::optional<std::int64_t> capacity_bytes) const = 0;
    /// All networks that fill (or drain) the units of a memory with their transfers.
    [[nodiscard]] virtual Price network(const CountedStructure& structure, hw::MemoryIndex memory,
                                        bool drains, std::int64_t bytes_per_cycle) const = 0;
};

} // namespace counterpoint::explore
