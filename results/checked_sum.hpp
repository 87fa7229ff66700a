#pragma once

#include <cstdint>
#include <string>

#include "vocabulary/problem.hpp"

namespace counterpoint::results {

/// sum += a · b. Throws InputError saying that `what` does not fit 64 bits.
inline void add_product(std::int64_t& sum, std::int64_t a, std::int64_t b,
                        const std::string& what) {
    std::int64_t product = 0;
    if (__builtin_mul_overflow(a, b, &product) || __builtin_add_overflow(sum, product, &sum)) {
        throw InputError(Problem{{}, what + " does not fit 64 bits", "", "", ""});
    }
}

} // namespace counterpoint::results
