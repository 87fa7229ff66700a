#pragma once

#include <string>
#include <vector>

#include "hw/energy/accelergy_reader.hpp"
#include "hw/energy/technology.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::hw {

/// Puts the figures of Accelergy's components into the technology: each into the memory that was
/// chosen for it, otherwise the memory whose name is the last part of its own; what has an action
/// `compute` or `mac_random` is the MAC. A component that belongs nowhere, a memory without one and
/// a choice that does not exist are problems (at `place` where they stand nowhere themselves).
void match_accelergy(const AccelergyTables& tables, const AccelergyChoices& choices,
                     const std::vector<std::string>& memories, const Place& place,
                     Technology& technology, std::vector<Problem>& problems);

} // namespace counterpoint::hw
