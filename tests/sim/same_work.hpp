#pragma once

#include <gtest/gtest.h>

#include "sim/simulation.hpp"

namespace counterpoint::sim {

/// Real memories and networks change when things happen, never what happens.
inline void expect_same_work(const Simulation& real, const Simulation& other) {
    EXPECT_EQ(real.counts, other.counts);
    EXPECT_EQ(real.macs, other.macs);
    EXPECT_EQ(real.pe_macs, other.pe_macs);
    EXPECT_EQ(real.compute_cycles, other.compute_cycles);
    EXPECT_EQ(real.phases, other.phases);
    EXPECT_EQ(real.fill_bytes, other.fill_bytes);
    EXPECT_EQ(real.drain_bytes, other.drain_bytes);
    for (hw::MemoryIndex b{0}; real.capacity.contains(b); ++b.value) {
        EXPECT_EQ(real.capacity[b].by_tensor, other.capacity[b].by_tensor);
    }
}

} // namespace counterpoint::sim
