#pragma once

#include <cstdint>
#include <limits>

namespace counterpoint::sim {

/// A moment, in clocks of the DRAM from 0.
using Clock = std::int64_t;

inline constexpr Clock never = std::numeric_limits<Clock>::max();

} // namespace counterpoint::sim
