#pragma once

#include <cstdint>

#include "hw/counts.hpp"

namespace counterpoint::analytical {

/// The cycles of all parts, which have to be those of the layer.
inline std::int64_t sum_of(const hw::CycleStack& stack) {
    std::int64_t sum = stack.start + stack.compute + stack.tail;
    for (const hw::MemoryStalls& stalls : stack.waiting) {
        sum += stalls.fill_transfer + stalls.fill_latency + stalls.drain;
    }
    return sum;
}

} // namespace counterpoint::analytical
