#pragma once

#include <cstdint>
#include <stdexcept>

namespace counterpoint::analytical {

/// A number of the analysis does not fit 64 bits.
class Overflow : public std::overflow_error {
  public:
    Overflow() : std::overflow_error("a number of this layer does not fit 64 bits") {}
};

inline std::int64_t times(std::int64_t a, std::int64_t b) {
    std::int64_t product = 0;
    if (__builtin_mul_overflow(a, b, &product)) {
        throw Overflow();
    }
    return product;
}

inline std::int64_t plus(std::int64_t a, std::int64_t b) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a, b, &sum)) {
        throw Overflow();
    }
    return sum;
}

/// ⌈a / b⌉ for a ≥ 0, b > 0.
inline std::int64_t ceiling(std::int64_t a, std::int64_t b) { return a / b + (a % b != 0 ? 1 : 0); }

} // namespace counterpoint::analytical
