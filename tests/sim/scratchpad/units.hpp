#pragma once

#include <cstddef>
#include <cstdint>

#include "sim/scratchpad/banked_unit.hpp"

namespace counterpoint::sim {

inline std::int64_t quotient_up(std::int64_t number, std::int64_t by) {
    return (number + by - 1) / by;
}

inline hw::Banks banks_of(std::int64_t count, std::int64_t bytes_per_cycle,
                          std::int64_t ports = 1) {
    hw::Banks banks;
    banks.count = count;
    banks.bytes_per_cycle = bytes_per_cycle;
    banks.interleave_bytes = bytes_per_cycle;
    banks.ports = ports;
    return banks;
}

inline std::int64_t lost(const BankedUnit& unit, Stream loser, Stream winner) {
    return unit.lost()[static_cast<std::size_t>(loser)][static_cast<std::size_t>(winner)];
}

} // namespace counterpoint::sim
