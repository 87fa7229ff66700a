#pragma once

#include <cstdint>
#include <vector>

#include "sim/walk.hpp"

namespace counterpoint::sim {

/// Coordinates along one axis; the ranges ascend, none is empty, none touches the next.
struct AxisPart {
    std::vector<Range> taken;
    std::vector<Range> kept; ///< all of them taken
    /// Taken and not kept, but units that lack them have neighbours that had them. Empty where
    /// nothing is forwarded.
    std::vector<Range> passed;
};

/// Elements of a tensor, by axis: those with every coordinate taken, but those with every
/// coordinate kept (none of a tensor without axes), or with one passed and all others kept, since
/// the neighbour is one on that axis only. Boxes factor by axis, so what is new in a tile, or in
/// the tiles of all units together, is such a part (docs/semantics.md, 6).
using TensorPart = std::vector<AxisPart>;

/// Is anything passed on any axis?
bool any_passed(const TensorPart& part);

/// The same elements as parts that have none in common and nothing passed.
std::vector<TensorPart> without_passed(const TensorPart& part);

} // namespace counterpoint::sim
