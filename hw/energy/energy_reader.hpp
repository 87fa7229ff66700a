#pragma once

#include <vector>

#include "hw/hardware.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::input {
struct Node;
}

namespace counterpoint::hw {

/// Reads what stands at `technology:` of a hardware, all of whose memories are known, and applies
/// it to them. Nothing where that has a problem.
std::optional<EnergyTable> read_energy(const input::Node& node, const Hardware& hardware,
                                       std::vector<Problem>& problems);

} // namespace counterpoint::hw
