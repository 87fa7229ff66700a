#pragma once

#include <cstddef>
#include <vector>

#include "sim/noc/messages.hpp"
#include "sim/noc/passages.hpp"

namespace counterpoint::sim {

/// Parent units in kinds.
struct AlikeParents {
    std::vector<std::size_t> kind;  ///< by parent unit
    std::vector<std::size_t> first; ///< by kind: a parent unit of it
};

/// Those are alike that have equal numbers in all columns; each column has one for every parent
/// unit.
AlikeParents find_alike(std::size_t parents, const std::vector<std::vector<std::size_t>>& columns);

/// Messages for each parent unit, those that look alike together.
struct MessagesOfParents {
    std::vector<std::size_t> kind;       ///< by parent unit
    std::vector<noc::Messages> messages; ///< by kind
};

/// Puts together what different tensors add to one transfer, in their order.
std::vector<noc::ParentMessages> put_together(std::size_t parents,
                                              const std::vector<MessagesOfParents>& parts);

} // namespace counterpoint::sim
