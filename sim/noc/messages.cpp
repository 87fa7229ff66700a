#include "sim/noc/messages.hpp"

#include "vocabulary/checked.hpp"

namespace counterpoint::sim::noc {

std::int64_t Messages::all_bytes() const {
    std::int64_t sum = 0;
    for (const std::int64_t bytes : bytes_) {
        sum = checked_sum(sum, bytes);
    }
    return sum;
}

} // namespace counterpoint::sim::noc
