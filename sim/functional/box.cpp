#include "sim/functional/box.hpp"

#include <algorithm>

namespace counterpoint::sim {

namespace {

void add_stretch(const Stretch& stretch, std::vector<Stretch>& stretches) {
    if (!stretches.empty()) {
        Stretch& last = stretches.back();
        if (last.outer + last.length == stretch.outer &&
            last.inner + last.length == stretch.inner) {
            last.length += stretch.length;
            return;
        }
    }
    stretches.push_back(stretch);
}

void add_stretches_along(const Box& part, std::size_t axis, Stretch first, const TileRoom& outer,
                         const TileRoom& inner, std::vector<Stretch>& stretches) {
    if (axis == part.size()) {
        add_stretch(first, stretches);
        return;
    }
    first.outer += part[axis].low * outer.strides[axis];
    first.inner += part[axis].low * inner.strides[axis];
    if (axis + 1 == part.size()) {
        first.length = part[axis].length();
        add_stretch(first, stretches);
        return;
    }
    for (std::int64_t at = part[axis].low; at < part[axis].high; ++at) {
        add_stretches_along(part, axis + 1, first, outer, inner, stretches);
        first.outer += outer.strides[axis];
        first.inner += inner.strides[axis];
    }
}

} // namespace

void intersect(const Box& a, const Box& b, Box& both) {
    both.resize(a.size());
    for (std::size_t axis = 0; axis < a.size(); ++axis) {
        both[axis] =
            Range{std::max(a[axis].low, b[axis].low), std::min(a[axis].high, b[axis].high)};
    }
}

TileRoom::TileRoom(const Box& largest) : strides(largest.size()) {
    for (const Range& range : largest) {
        lengths.push_back(range.length());
    }
    for (std::size_t axis = lengths.size(); axis-- > 0;) {
        strides[axis] = size;
        size *= lengths[axis];
    }
}

void add_stretches(const Box& part, const TileRoom& outer, const TileRoom& inner,
                   std::vector<Stretch>& stretches) {
    if (volume(part) > 0) {
        add_stretches_along(part, 0, Stretch{0, 0, 1}, outer, inner, stretches);
    }
}

} // namespace counterpoint::sim
