#pragma once

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "explore/space.hpp"
#include "hw/hardware.hpp"
#include "mapping/design.hpp"
#include "mapping/design_tree.hpp"

namespace counterpoint::input {
struct Node;
}

namespace counterpoint::explore {

/// `bytes_per_cycle` of the network that fills or drains a memory.
struct BandwidthOf {
    hw::MemoryIndex memory;
    bool drains = false;
};

/// `capacity_bytes` of a memory.
struct CapacityOf {
    hw::MemoryIndex memory;
};

/// Any other value of the hardware: what stands at this node of the tree is read again.
struct HardwareValue {
    input::Node* node = nullptr;
};

/// A named parameter of an entry of the mapping.
struct ParameterOf {
    std::size_t entry = 0;
    std::size_t parameter = 0;
};

/// What one path of an axis leads to.
using Target = std::variant<BandwidthOf, CapacityOf, HardwareValue, ParameterOf>;

/// What changes with an axis. A bandwidth changes only cycles, area and power; a capacity only what
/// fits, area, power and the energy of an access. Everything else, and a bandwidth or capacity that
/// an expression of the mapping mentions, changes the structure: phases and counts.
enum class Role { structural, bandwidth, capacity };

/// An axis that was looked up in the design.
struct ResolvedAxis {
    Axis axis;
    Role role = Role::structural;
    std::vector<Target> targets; ///< one for each path
};

/// Looks every axis up, in the order of the space, and tries its values. Throws InputError with all
/// problems: a path that leads nowhere or to no hardware and no parameter, a value that cannot
/// stand there. The tree has some value of every axis in it then.
std::vector<ResolvedAxis> resolve(const Space& space, mapping::DesignTree& tree,
                                  const mapping::Design& design);

} // namespace counterpoint::explore
