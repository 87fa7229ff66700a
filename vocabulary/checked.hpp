#pragma once

#include <cstdint>
#include <stdexcept>

namespace counterpoint {

/// A number does not fit 64 bits.
class Overflow : public std::overflow_error {
  public:
    Overflow() : std::overflow_error("a number does not fit 64 bits") {}
};

/// These throw Overflow where the result does not fit.
inline std::int64_t checked_sum(std::int64_t a, std::int64_t b) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a, b, &sum)) {
        throw Overflow();
    }
    return sum;
}

inline std::int64_t checked_product(std::int64_t a, std::int64_t b) {
    std::int64_t product = 0;
    if (__builtin_mul_overflow(a, b, &product)) {
        throw Overflow();
    }
    return product;
}

} // namespace counterpoint
