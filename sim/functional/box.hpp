#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/walk.hpp"

namespace counterpoint::sim {

/// Part of a tensor: one range for each axis. A box without axes is one element.
using Box = std::vector<Range>;

/// How many elements.
std::int64_t volume(const Box& box);

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

/// Where the elements of a box lie: in C order, the last axis next to each other.
struct Layout {
    Box box;
    std::vector<std::int64_t> strides; ///< by axis, elements
    std::int64_t size = 0;             ///< elements

    void set(const Box& elements);
    [[nodiscard]] bool contains(const Box& part) const;
};

/// Calls `visit(place in a, place in b, length)` for each run of elements of `part` that lie next
/// to each other in both layouts, which contain it.
template <class Visit>
void for_each_run(const Box& part, const Layout& a, const Layout& b, const Visit& visit,
                  std::size_t axis = 0, std::int64_t place_a = 0, std::int64_t place_b = 0) {
    if (axis == part.size()) {
        visit(static_cast<std::size_t>(place_a), static_cast<std::size_t>(place_b), std::size_t{1});
        return;
    }
    const Range& range = part[axis];
    place_a += (range.low - a.box[axis].low) * a.strides[axis];
    place_b += (range.low - b.box[axis].low) * b.strides[axis];
    if (axis + 1 == part.size()) {
        visit(static_cast<std::size_t>(place_a), static_cast<std::size_t>(place_b),
              static_cast<std::size_t>(range.length()));
        return;
    }
    for (std::int64_t at = range.low; at < range.high; ++at) {
        for_each_run(part, a, b, visit, axis + 1, place_a, place_b);
        place_a += a.strides[axis];
        place_b += b.strides[axis];
    }
}

} // namespace counterpoint::sim
