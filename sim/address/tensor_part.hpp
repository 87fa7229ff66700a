#pragma once

#include <cstdint>
#include <vector>

#include "sim/walk.hpp"

namespace counterpoint::sim {

/// Coordinates along one axis; the ranges ascend, none is empty, none touches the next.
struct AxisPart {
    std::vector<Range> taken;
    std::vector<Range> kept; ///< all of them taken
};

/// Elements of a tensor, by axis: those with every coordinate taken, but those with every
/// coordinate kept (none of a tensor without axes). Boxes factor by axis, so what is new in a tile,
/// or in the tiles of all units together, is such a part (docs/semantics.md, 6).
using TensorPart = std::vector<AxisPart>;

} // namespace counterpoint::sim
