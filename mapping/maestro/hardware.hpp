#pragma once

#include <vector>

#include "input/document.hpp"
#include "mapping/maestro/description.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::mapping::maestro {

/// The tree of a YAML file with the key `hardware`: memories DRAM, L2 and L1 with two slots each,
/// as MAESTRO always double-buffers, and elements of one byte. As in MAESTRO the sizes bind nobody:
/// tiles that do not fit are told. docs/maestro.md says what becomes of each value. Adds a problem
/// where the number of PEs is missing.
input::Document hardware_tree(const HardwareDescription& hardware, std::vector<Problem>& problems);

} // namespace counterpoint::mapping::maestro
