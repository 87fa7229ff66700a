#pragma once

#include "tests/walker/cases.hpp"
#include "tests/walker/random.hpp"

namespace counterpoint::sim {

/// Banks of any shape for a memory, from one of one byte to many wide ones.
hw::Banks random_banks(walker::Random& random);

/// Banks that nobody ever waits for: a port of its own for every byte that a transfer moves.
hw::Banks endless_banks();

/// Gives the case a DRAM of any kind with random layouts, a clock that fits no other, banks in some
/// memories, or both.
void add_real_memories(walker::Case& given, walker::Random& random);

} // namespace counterpoint::sim
