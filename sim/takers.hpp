#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/neighbours.hpp"
#include "sim/walk.hpp"

namespace counterpoint::sim {

/// Who had a point of an axis in the phase before, seen from a unit that has it now.
enum class Had : std::int8_t { nobody, neighbour, itself };

/// A unit that has some points of an axis now.
struct Taker {
    std::int32_t piece = 0; ///< of the axis, in one parent unit
    Had had = Had::nobody;
};

/// Points of an axis that the same units have now and had before.
struct Segment {
    std::int64_t length = 0;
    std::vector<Taker> takers; ///< by piece; not empty
};

/// Cuts all that the units of one parent unit have now along an axis; one segment for each set of
/// takers, ordered by their first points. `after` and `before` have one interval for each piece.
std::vector<Segment> cut(const std::vector<Range>& after, const std::vector<Range>& before,
                         const Neighbours& neighbours);

/// What becomes of the interval of one piece. Its parts do not overlap.
struct PieceMove {
    std::int64_t after = 0;
    std::int64_t common = 0; ///< of it, had before
    std::int64_t passed = 0; ///< of it, had by a neighbour before
};

/// By piece.
std::vector<PieceMove> moves_of(const std::vector<Segment>& segments, std::size_t pieces);

} // namespace counterpoint::sim
