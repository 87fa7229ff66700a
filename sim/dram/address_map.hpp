#pragma once

#include <array>
#include <cstdint>

#include "hw/dram/configuration.hpp"

namespace counterpoint::sim {

/// Where a burst lies.
struct BurstPlace {
    std::int64_t channel = 0;
    std::int64_t pseudo_channel = 0;
    std::int64_t rank = 0;
    std::int64_t bank_group = 0;
    std::int64_t bank = 0; ///< within its group
    std::int64_t row = 0;
    std::int64_t column = 0; ///< in bursts
};

/// Cuts the number of a burst (address / bytes_per_burst) into the fields of a mapping.
class AddressMap {
  public:
    explicit AddressMap(const hw::DramConfiguration& configuration);

    [[nodiscard]] std::uint64_t burst_of(std::uint64_t address) const {
        return address >> offset_bits_;
    }
    [[nodiscard]] std::uint64_t bursts() const { return std::uint64_t{1} << burst_bits_; }
    [[nodiscard]] BurstPlace place_of(std::uint64_t burst) const;
    [[nodiscard]] std::int64_t field(hw::AddressField field, std::uint64_t burst) const;

    /// Bits of all fields below one, the offset inside a burst not counted.
    [[nodiscard]] unsigned bits_below(hw::AddressField field) const;
    [[nodiscard]] unsigned bits_of(hw::AddressField field) const;

  private:
    struct Bits {
        unsigned below = 0;
        unsigned count = 0;
    };
    std::array<Bits, hw::address_field_count> bits_;
    unsigned offset_bits_ = 0;
    unsigned burst_bits_ = 0;
};

} // namespace counterpoint::sim
