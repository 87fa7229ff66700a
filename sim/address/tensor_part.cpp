#include "sim/address/tensor_part.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace counterpoint::sim {

namespace {

/// Ranges of both, which have no coordinate in common.
std::vector<Range> both(const std::vector<Range>& a, const std::vector<Range>& b) {
    std::vector<Range> all;
    std::merge(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(all),
               [](const Range& one, const Range& other) { return one.low < other.low; });
    std::size_t joined = 0;
    for (const Range& range : all) {
        if (joined > 0 && range.low == all[joined - 1].high) {
            all[joined - 1].high = range.high;
        } else {
            all[joined++] = range;
        }
    }
    all.resize(joined);
    return all;
}

} // namespace

bool any_passed(const TensorPart& part) {
    return std::any_of(part.begin(), part.end(),
                       [](const AxisPart& axis) { return !axis.passed.empty(); });
}

/// First what is neither kept nor passed on some axis, then what is passed on two axes or more, by
/// the first two.
std::vector<TensorPart> without_passed(const TensorPart& part) {
    std::vector<std::vector<Range>> near;
    std::vector<TensorPart> parts(1);
    for (const AxisPart& axis : part) {
        near.push_back(both(axis.kept, axis.passed));
        parts.front().push_back({axis.taken, near.back(), {}});
    }
    for (std::size_t first = 0; first < part.size(); ++first) {
        for (std::size_t second = first + 1; second < part.size(); ++second) {
            TensorPart& twice = parts.emplace_back();
            for (std::size_t axis = 0; axis < part.size(); ++axis) {
                const bool is_passed = axis == first || axis == second;
                twice.push_back({is_passed       ? part[axis].passed
                                 : axis < second ? part[axis].kept
                                                 : near[axis],
                                 {},
                                 {}});
            }
        }
    }
    return parts;
}

} // namespace counterpoint::sim
