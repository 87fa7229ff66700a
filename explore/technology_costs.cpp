#include "explore/technology_costs.hpp"

#include <algorithm>

#include "hw/energy/energy_table.hpp"
#include "results/area.hpp"
#include "results/energy.hpp"
#include "results/mac_bits.hpp"

namespace counterpoint::explore {

namespace {

using results::EnergyCause;
using results::EnergyPart;
using results::EnergyPlace;

bool takes_time(const EnergyPart& part) {
    return part.cause == EnergyCause::leakage || part.cause == EnergyCause::refresh ||
           part.cause == EnergyCause::background;
}

/// The energy of a place in all layers. In layers of one cycle the count of what leaks is that of a
/// cycle.
Cost energy_at(const CountedStructure& structure, const hw::Hardware& hardware, EnergyPlace place,
               hw::MemoryIndex memory) {
    Cost cost;
    for (std::size_t l = 0; l < structure.layers.size(); ++l) {
        results::LayerResult layer = structure.layers[l];
        layer.numbers.cycles = 1;
        const auto parts = energy_parts(layer, hardware);
        for (const EnergyPart& part : parts.value()) {
            if (part.place != place || (place != EnergyPlace::pe && part.memory != memory)) {
                continue;
            }
            if (part.cause == EnergyCause::leakage) {
                cost.leaks.push_back({l, part.count, part.each});
            } else if (!takes_time(part)) {
                cost.price.energy += static_cast<double>(part.energy);
            }
        }
    }
    return cost;
}

hw::MacBits widest(const CountedStructure& structure, const hw::Hardware& hardware) {
    hw::MacBits bits{0, 0};
    for (const results::LayerResult& layer : structure.layers) {
        const hw::MacBits of_layer = results::mac_bits(layer.layer, hardware);
        bits.multiply = std::max(bits.multiply, of_layer.multiply);
        bits.add = std::max(bits.add, of_layer.add);
    }
    return bits;
}

double units_of(const CountedStructure& structure, hw::MemoryIndex memory) {
    return static_cast<double>(structure.units[memory]);
}

} // namespace

hw::Hardware TechnologyCosts::priced(hw::Hardware hardware) const {
    std::vector<Problem> problems;
    hardware.energy = hw::energy_table(technology_, hardware, place_, problems);
    if (!problems.empty()) {
        throw InputError(std::move(problems));
    }
    return hardware;
}

Cost TechnologyCosts::pes(const CountedStructure& structure) const {
    const hw::Hardware hardware = priced(structure.hardware);
    Cost cost = energy_at(structure, hardware, EnergyPlace::pe, {});
    const double mac = hardware.energy->mac_area(widest(structure, hardware)).value_or(0);
    cost.price.area =
        units_of(structure, hardware.innermost()) * (mac * static_cast<double>(hardware.pe.lanes));
    return cost;
}

Cost TechnologyCosts::memory(const CountedStructure& structure, hw::MemoryIndex memory,
                             std::optional<std::int64_t> capacity_bytes) const {
    hw::Hardware hardware = structure.hardware;
    hardware.memories[memory].capacity_bytes = capacity_bytes;
    hardware = priced(std::move(hardware));
    Cost cost = energy_at(structure, hardware, EnergyPlace::memory, memory);
    if (memory.value > 0) { // the outermost memory lies outside of the chip
        cost.price.area =
            units_of(structure, memory) * hardware.energy->memories[memory].area.value_or(0);
    }
    return cost;
}

Price TechnologyCosts::network(const CountedStructure& structure, hw::MemoryIndex memory,
                               bool drains, std::int64_t bytes_per_cycle) const {
    if (drains) {
        return {}; // counted with the network that fills
    }
    const hw::Hardware hardware = priced(structure.hardware);
    Price price = energy_at(structure, hardware, EnergyPlace::network, memory).price;
    if (memory.value > 1) {
        price.area =
            results::network_area(*hardware.energy, units_of(structure, hardware.innermost()),
                                  static_cast<double>(bytes_per_cycle));
    }
    return price;
}

double TechnologyCosts::leaked(const Leak& leak, double cycles) const {
    return static_cast<double>(results::amount_of(cycles * leak.units, leak.each));
}

std::vector<EnergyPart> TechnologyCosts::energy_parts(const results::LayerResult& layer,
                                                      const hw::Hardware& hardware) const {
    return *results::energy_parts(layer, priced(hardware));
}

double TechnologyCosts::over_time(const CountedStructure& structure, std::size_t layer,
                                  double cycles) const {
    if (!structure.hardware.memories[hw::MemoryIndex{0}].dram) {
        return 0;
    }
    results::LayerResult timed = structure.layers[layer];
    timed.numbers.cycles = static_cast<std::int64_t>(cycles);
    double energy = 0;
    const auto parts = results::energy_parts(timed, priced(structure.hardware));
    for (const EnergyPart& part : parts.value()) {
        if (takes_time(part) && part.cause != EnergyCause::leakage) {
            energy += static_cast<double>(part.energy);
        }
    }
    return energy;
}

} // namespace counterpoint::explore
