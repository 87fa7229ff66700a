#pragma once

#include <cstdint>
#include <vector>

#include "sim/noc/messages.hpp"
#include "sim/takers.hpp"

namespace counterpoint::sim {

struct UnitAmount {
    noc::Unit unit = 0;
    std::int64_t elements = 0; ///< positive
};

/// Elements of a tensor that are new to each unit of a parent unit and that no neighbour had, by
/// unit. `axes`: the segments of each axis; `units`: by axis and piece, what it adds to a unit's
/// number; `copies`: the same for all dimensions together that the tensor does not have.
std::vector<UnitAmount> amounts_of(const std::vector<const std::vector<Segment>*>& axes,
                                   const std::vector<std::vector<noc::Unit>>& units,
                                   const std::vector<noc::Unit>& copies);

} // namespace counterpoint::sim
