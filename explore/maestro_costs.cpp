#include "explore/maestro_costs.hpp"

#include <algorithm>

namespace counterpoint::explore {

namespace {

using results::EnergyCause;
using results::EnergyPart;

constexpr double mac_picojoules = 0.23;
constexpr double innermost_access = 1.68; // in MACs
constexpr double shared_access = 18.61;   // in MACs
constexpr double mac_square_microns = 283;
constexpr double byte_square_microns = 0.104;
constexpr double bus_square_microns = 101.7938;
constexpr double arbiter_square_microns = 395.473;
constexpr double mac_milliwatts = 1.2223;
constexpr double byte_milliwatts = 0.00345;

/// Of two memories the outer one is taken as the buffer on the chip, as in docs/timings.md.
bool is_off_chip(const hw::Hardware& hardware, hw::MemoryIndex memory) {
    return memory.value == 0 && hardware.memories.size() > 2;
}

double access_picojoules(const hw::Hardware& hardware, hw::MemoryIndex memory) {
    return (memory == hardware.innermost() ? innermost_access : shared_access) * mac_picojoules;
}

double accesses(const CountedStructure& structure, hw::MemoryIndex memory) {
    double sum = 0;
    for (const results::LayerResult& layer : structure.layers) {
        for (const hw::Access& access : layer.numbers.counts[memory]) {
            sum += static_cast<double>(access.reads) + static_cast<double>(access.writes);
        }
    }
    return sum;
}

} // namespace

Cost MaestroCosts::pes(const CountedStructure& structure) const {
    const hw::Hardware& hardware = structure.hardware;
    const double lanes = static_cast<double>(structure.units[hardware.innermost()]) *
                         static_cast<double>(hardware.pe.lanes);
    Price price;
    for (const results::LayerResult& layer : structure.layers) {
        price.energy += mac_picojoules * static_cast<double>(layer.numbers.macs);
    }
    price.area = mac_square_microns * lanes;
    price.power = mac_milliwatts * lanes;
    return {price, {}};
}

Cost MaestroCosts::memory(const CountedStructure& structure, hw::MemoryIndex memory,
                          std::optional<std::int64_t> capacity_bytes) const {
    const hw::Hardware& hardware = structure.hardware;
    if (is_off_chip(hardware, memory)) {
        return {};
    }
    const double bytes = static_cast<double>(capacity_bytes.value_or(0)) *
                         static_cast<double>(structure.units[memory]);
    Price price;
    price.energy = access_picojoules(hardware, memory) * accesses(structure, memory);
    price.area = byte_square_microns * bytes;
    price.power = byte_milliwatts * bytes;
    return {price, {}};
}

Price MaestroCosts::network(const CountedStructure& structure, hw::MemoryIndex memory,
                            bool /*drains*/, std::int64_t bytes_per_cycle) const {
    const hw::MemoryIndex parent{memory.value - 1};
    if (is_off_chip(structure.hardware, parent)) {
        return {};
    }
    const std::int64_t parents = structure.units[parent];
    const std::int64_t units = (structure.units[memory] + parents - 1) / parents;
    const auto n = static_cast<double>(units);
    const double bus =
        bus_square_microns * (14.662 * n + 28.895) * static_cast<double>(bytes_per_cycle);
    // The regression is negative below three units, so MAESTRO counts at least 1.
    const double arbiter =
        arbiter_square_microns * std::max(1.0, 1.2886 * n * n + 5.5814 * n - 23.711);
    Price price;
    price.area = static_cast<double>(parents) * (bus + arbiter);
    return price;
}

std::vector<EnergyPart> MaestroCosts::energy_parts(const results::LayerResult& layer,
                                                   const hw::Hardware& hardware) const {
    std::vector<EnergyPart> parts;
    const auto add = [&](EnergyPart part) {
        part.energy = results::amount_of(part.count, part.each);
        if (part.energy != 0) {
            parts.push_back(part);
        }
    };
    add({results::EnergyPlace::pe,
         {},
         std::nullopt,
         EnergyCause::mac,
         static_cast<double>(layer.numbers.macs),
         mac_picojoules});
    for (hw::MemoryIndex memory{0}; hardware.memories.contains(memory); ++memory.value) {
        if (is_off_chip(hardware, memory)) {
            continue;
        }
        const double each = access_picojoules(hardware, memory);
        const std::vector<hw::Access>& counts = layer.numbers.counts[memory];
        for (std::size_t t = 0; t < counts.size(); ++t) {
            const EnergyPart part{
                results::EnergyPlace::memory,         memory, t, EnergyCause::read,
                static_cast<double>(counts[t].reads), each};
            add(part);
            add({part.place, memory, t, EnergyCause::write, static_cast<double>(counts[t].writes),
                 each});
        }
    }
    return parts;
}

} // namespace counterpoint::explore
