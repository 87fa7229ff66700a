#pragma once

#include <cstdint>
#include <random>
#include <string>

#include "tests/walker/cases.hpp"

namespace counterpoint::walker {

/// How large a random case may be, so that the walker stays fast.
struct Limits {
    std::int64_t macs = 2000;
    std::int64_t least_phases = 1;     ///< of the innermost memory
    std::int64_t phases = 600;         ///< of the innermost memory
    std::int64_t pes = 24;             ///< units of the innermost memory
    std::int64_t unit_phases = 4000;   ///< PEs times innermost phases
    std::int64_t tile_visits = 60'000; ///< elements of all first tiles times units times phases
    std::int64_t bypasses = 0; ///< percent of the tensors that bypass a memory; 0: never any
};

/// Tensors often bypass memories.
Limits with_bypasses();

/// A random legal case: any layer type, two to four memories, any kind of mapping, with its edges
/// (size 1, remainders, one PE, tiles larger than ranges) frequent. The hardware may turn out not
/// to be able to run it. The same engine state gives the same case everywhere.
Case random_case(std::mt19937_64& engine, const Limits& limits = {});

} // namespace counterpoint::walker
