#include "sim/dram/address_map.hpp"

namespace counterpoint::sim {

namespace {

unsigned bits_for(std::int64_t values) {
    unsigned bits = 0;
    while ((std::int64_t{1} << bits) < values) {
        ++bits;
    }
    return bits;
}

} // namespace

AddressMap::AddressMap(const hw::DramConfiguration& configuration)
    : offset_bits_(bits_for(configuration.standard.bytes_per_burst)) {
    for (auto field = configuration.mapping.rbegin(); field != configuration.mapping.rend();
         ++field) {
        const unsigned count = bits_for(hw::extent_of(*field, configuration));
        bits_.at(static_cast<std::size_t>(*field)) = {burst_bits_, count};
        burst_bits_ += count;
    }
}

std::int64_t AddressMap::field(hw::AddressField field, std::uint64_t burst) const {
    const Bits& bits = bits_[static_cast<std::size_t>(field)];
    return static_cast<std::int64_t>((burst >> bits.below) &
                                     ((std::uint64_t{1} << bits.count) - 1));
}

BurstPlace AddressMap::place_of(std::uint64_t burst) const {
    BurstPlace place;
    place.channel = field(hw::AddressField::channel, burst);
    place.pseudo_channel = field(hw::AddressField::pseudo_channel, burst);
    place.rank = field(hw::AddressField::rank, burst);
    place.bank_group = field(hw::AddressField::bank_group, burst);
    place.bank = field(hw::AddressField::bank, burst);
    place.row = field(hw::AddressField::row, burst);
    place.column = field(hw::AddressField::column, burst);
    return place;
}

unsigned AddressMap::bits_below(hw::AddressField field) const {
    return bits_.at(static_cast<std::size_t>(field)).below;
}

unsigned AddressMap::bits_of(hw::AddressField field) const {
    return bits_.at(static_cast<std::size_t>(field)).count;
}

} // namespace counterpoint::sim
