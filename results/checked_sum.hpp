#pragma once

#include <cstdint>
#include <string>

#include "vocabulary/checked.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::results {

/// sum += a · b. Throws InputError saying that `what` does not fit 64 bits.
inline void add_product(std::int64_t& sum, std::int64_t a, std::int64_t b,
                        const std::string& what) {
    try {
        sum = checked_sum(sum, checked_product(a, b));
    } catch (const Overflow&) {
        throw InputError(Problem{{}, what + " does not fit 64 bits", "", "", ""});
    }
}

} // namespace counterpoint::results
