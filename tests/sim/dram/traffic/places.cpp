#include "tests/sim/dram/traffic/places.hpp"

namespace counterpoint::dram_traffic {

using hw::AddressField;

Place place_of(const hw::DramConfiguration& configuration, std::uint64_t address) {
    Place place;
    auto rest = address / static_cast<std::uint64_t>(configuration.standard.bytes_per_burst);
    const auto& mapping = configuration.mapping;
    for (auto field = mapping.rbegin(); field != mapping.rend(); ++field) {
        const auto extent = static_cast<std::uint64_t>(hw::extent_of(*field, configuration));
        place[*field] = static_cast<std::int64_t>(rest % extent);
        rest /= extent;
    }
    return place;
}

std::uint64_t address_of(const hw::DramConfiguration& configuration, const Place& place) {
    std::uint64_t number = 0;
    for (const AddressField field : configuration.mapping) {
        const auto value = place.find(field);
        number *= static_cast<std::uint64_t>(hw::extent_of(field, configuration));
        number += value == place.end() ? 0 : static_cast<std::uint64_t>(value->second);
    }
    return number * static_cast<std::uint64_t>(configuration.standard.bytes_per_burst);
}

} // namespace counterpoint::dram_traffic
