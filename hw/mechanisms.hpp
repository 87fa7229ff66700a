#pragma once

#include <functional>
#include <string>
#include <vector>

#include "hw/hardware.hpp"

namespace counterpoint::hw {

/// Something that hardware may have beyond the ideal of docs/semantics.md, and how to do without.
struct Mechanism {
    std::string name; ///< for people: `DRAM`
    std::function<bool(const Hardware&)> is_present;
    std::function<void(Hardware&)> strip; ///< afterwards it is not present
};

/// All mechanisms that Hardware can describe, in the order in which attribution switches them on:
/// networks, scratchpad banks, DRAM, PEs out of lockstep.
const std::vector<Mechanism>& mechanisms();

/// Makes it the ideal hardware of docs/semantics.md.
void strip_all(Hardware& hardware);

} // namespace counterpoint::hw
