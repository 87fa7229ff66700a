#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace counterpoint::walker {

/// The position of one element in its tensor, axes outermost first.
using Element = std::int64_t;

/// A set of elements of one tensor, in ascending order, each once.
using Elements = std::vector<Element>;

/// The elements of `of` that are not in `without`.
Elements minus(const Elements& of, const Elements& without);

/// The elements that are in any of the sets.
Elements united(const std::vector<Elements>& sets);

/// Number of elements, as the counters count.
inline std::int64_t count(const Elements& elements) {
    return static_cast<std::int64_t>(elements.size());
}

} // namespace counterpoint::walker
