#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/walk.hpp"

namespace counterpoint::sim {

/// Part of a tensor: one range for each axis. A box without axes is one element.
using Box = std::vector<Range>;

/// How many elements.
inline std::int64_t volume(const Box& box) {
    std::int64_t elements = 1;
    for (const Range& range : box) {
        elements *= range.length();
    }
    return elements;
}

/// Has `box` all elements of `part`, which has any?
inline bool contains(const Box& box, const Box& part) {
    bool all = true;
    for (std::size_t axis = 0; axis < box.size(); ++axis) {
        all = all && part[axis].low >= box[axis].low && part[axis].high <= box[axis].high;
    }
    return all;
}

/// Sets `both` to the elements of both; without any, it is empty.
void intersect(const Box& a, const Box& b, Box& both);

/// Calls `visit(part)` for boxes that have nothing in common and together are all elements of `of`
/// but those of `without`, a box within it (or an empty one): cuts off what sticks out on one axis
/// after the other. `part` is room to work in.
template <class Visit>
void for_each_part(const Box& of, const Box& without, Box& part, const Visit& visit) {
    part = of;
    if (volume(without) == 0) {
        visit(part);
        return;
    }
    for (std::size_t axis = 0; axis < of.size(); ++axis) {
        const Range low{of[axis].low, without[axis].low};
        const Range high{without[axis].high, of[axis].high};
        for (const Range& cut : {low, high}) {
            part[axis] = cut;
            if (!cut.empty()) {
                visit(part);
            }
        }
        part[axis] = without[axis];
    }
}

/// Memory for one tile of a tensor: in C order, the last axis next to each other, each axis as long
/// as in the largest tile. Elements of smaller tiles lie as far apart as those of the largest.
struct TileRoom {
    std::vector<std::int64_t> lengths; ///< by axis, elements
    std::vector<std::int64_t> strides; ///< the same way
    std::int64_t size = 1;             ///< elements

    explicit TileRoom(const Box& largest);

    /// How many places the first element of `to` lies behind that of `from`.
    [[nodiscard]] std::int64_t distance(const Box& from, const Box& to) const {
        std::int64_t places = 0;
        for (std::size_t axis = 0; axis < strides.size(); ++axis) {
            places += (to[axis].low - from[axis].low) * strides[axis];
        }
        return places;
    }
};

/// Elements that lie next to each other in two rooms, by their places there.
struct Stretch {
    std::int64_t outer = 0;
    std::int64_t inner = 0;
    std::int64_t length = 0;

    friend bool operator==(const Stretch& a, const Stretch& b) {
        return a.outer == b.outer && a.inner == b.inner && a.length == b.length;
    }
};

/// Adds the elements of a box to `stretches`, in C order, as few as possible. In both rooms the
/// element with coordinate 0 on every axis lies at place 0.
void add_stretches(const Box& part, const TileRoom& outer, const TileRoom& inner,
                   std::vector<Stretch>& stretches);

} // namespace counterpoint::sim
