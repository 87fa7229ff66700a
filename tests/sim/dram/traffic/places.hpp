#pragma once

#include <cstdint>
#include <map>

#include "hw/dram/configuration.hpp"

namespace counterpoint::dram_traffic {

/// The value of each field of an address; a field that is absent is 0. Columns count bursts.
using Place = std::map<hw::AddressField, std::int64_t>;

/// Where the burst with the byte of this address lies, worked out here a bit at a time.
Place place_of(const hw::DramConfiguration& configuration, std::uint64_t address);

/// The address of the first byte of the burst at a place.
std::uint64_t address_of(const hw::DramConfiguration& configuration, const Place& place);

} // namespace counterpoint::dram_traffic
