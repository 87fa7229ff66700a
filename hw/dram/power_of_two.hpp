#pragma once

#include <cstdint>

namespace counterpoint::hw {

inline bool is_power_of_two(std::int64_t value) {
    const auto bits = static_cast<std::uint64_t>(value);
    return value > 0 && (bits & (bits - 1)) == 0;
}

} // namespace counterpoint::hw
