#include "sim/functional/box.hpp"

#include <algorithm>

namespace counterpoint::sim {

std::int64_t volume(const Box& box) {
    std::int64_t elements = 1;
    for (const Range& range : box) {
        elements *= range.length();
    }
    return elements;
}

void intersect(const Box& a, const Box& b, Box& both) {
    both.resize(a.size());
    for (std::size_t axis = 0; axis < a.size(); ++axis) {
        both[axis] =
            Range{std::max(a[axis].low, b[axis].low), std::min(a[axis].high, b[axis].high)};
    }
}

void Layout::set(const Box& elements) {
    box = elements;
    strides.resize(box.size());
    size = 1;
    for (std::size_t axis = box.size(); axis-- > 0;) {
        strides[axis] = size;
        size *= box[axis].length();
    }
}

bool Layout::contains(const Box& part) const {
    for (std::size_t axis = 0; axis < box.size(); ++axis) {
        if (part[axis].low < box[axis].low || part[axis].high > box[axis].high) {
            return false;
        }
    }
    return true;
}

} // namespace counterpoint::sim
