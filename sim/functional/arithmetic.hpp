#pragma once

#include <cstdint>
#include <limits>

namespace counterpoint::sim {

/// What the PEs calculate with: the numbers of the inputs, those of the partial sums, and the
/// poison that stands where no number has been put.
struct IntegerArithmetic {
    using Value = std::int32_t;
    using Sum = std::int64_t;
    static constexpr Value poison_value = 0x5A5A5A;
    static constexpr Sum poison_sum = 0x5A5A5A5A5A;
};

struct FloatArithmetic {
    using Value = float;
    using Sum = float;
    static constexpr Value poison_value = std::numeric_limits<float>::quiet_NaN();
    static constexpr Sum poison_sum = std::numeric_limits<float>::quiet_NaN();
};

} // namespace counterpoint::sim
