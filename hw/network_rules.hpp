#pragma once

#include <vector>

#include "hw/hardware.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::input {
struct Node;
}

namespace counterpoint::hw {

/// Refuses networks of the innermost memory whose grid has other nodes than there are PEs, or whose
/// roots cannot share the PEs evenly, as far as `pe.count` is given. Where the next outer memory
/// may have several units, each of them may have its share. `memories` is the list they were read
/// from.
void check_reach(const Hardware& hardware, const input::Node& memories,
                 std::vector<Problem>& problems);

} // namespace counterpoint::hw
