#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "sim/dram/address_map.hpp"

namespace counterpoint::sim {

/// How the bursts of a memory are shared out among its channels. Neighbouring bursts, as far as
/// they lie in one channel, are neighbours there as well.
class Interleaving {
  public:
    /// Bursts of a channel: from its number `first` on, `count` of them.
    struct Share {
        std::uint64_t first = 0;
        std::uint64_t count = 0;
    };

    explicit Interleaving(const AddressMap& map)
        : below_(map.bits_below(hw::AddressField::channel)),
          bits_(map.bits_of(hw::AddressField::channel)) {}

    [[nodiscard]] std::size_t channel_of(std::uint64_t burst) const {
        return (burst >> below_) & ((std::uint64_t{1} << bits_) - 1);
    }

    /// What a channel gets of `count` bursts of the memory from number `first` on.
    [[nodiscard]] Share share_of(std::size_t channel, std::uint64_t first,
                                 std::uint64_t count) const {
        const std::uint64_t from = before(channel, first);
        return {from, before(channel, first + count) - from};
    }

  private:
    /// Bursts of the channel among the first `burst` bursts of the memory.
    [[nodiscard]] std::uint64_t before(std::size_t channel, std::uint64_t burst) const {
        const std::uint64_t block = std::uint64_t{1} << below_;
        const std::uint64_t round = burst >> (below_ + bits_);
        const std::uint64_t rest = burst - (round << (below_ + bits_));
        const std::uint64_t start = channel * block;
        const std::uint64_t part = rest <= start ? 0 : std::min(rest - start, block);
        return round * block + part;
    }

    unsigned below_;
    unsigned bits_;
};

} // namespace counterpoint::sim
