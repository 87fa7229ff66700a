#pragma once

#include <cstdint>

#include "vocabulary/checked.hpp"

namespace counterpoint::analytical {

// Formulas are long, so these names are short.
inline std::int64_t times(std::int64_t a, std::int64_t b) { return checked_product(a, b); }
inline std::int64_t plus(std::int64_t a, std::int64_t b) { return checked_sum(a, b); }

/// ⌈a / b⌉ for a ≥ 0, b > 0.
inline std::int64_t ceiling(std::int64_t a, std::int64_t b) { return a / b + (a % b != 0 ? 1 : 0); }

} // namespace counterpoint::analytical
