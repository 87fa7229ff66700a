#include "analytical/interval_comb.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace counterpoint::analytical {

namespace {

using Interval = std::pair<std::int64_t, std::int64_t>; ///< [first, second)

/// Merges copies that touch into longer intervals.
void normalize(IntervalComb& comb) {
    std::sort(comb.strides.begin(), comb.strides.end(),
              [](const Stride& a, const Stride& b) { return a.step < b.step; });
    std::size_t merged = 0;
    while (merged < comb.strides.size() && comb.strides[merged].step <= comb.length) {
        comb.length += comb.strides[merged].step * (comb.strides[merged].count - 1);
        ++merged;
    }
    comb.strides.erase(comb.strides.begin(),
                       comb.strides.begin() + static_cast<std::ptrdiff_t>(merged));
}

/// One past the highest integer of a normalised comb.
std::int64_t end_of(const IntervalComb& comb) {
    std::int64_t end = comb.low + comb.length;
    for (const Stride& stride : comb.strides) {
        end += stride.step * (stride.count - 1);
    }
    return end;
}

/// Do all copies of a normalised comb keep apart?
bool keeps_apart(const IntervalComb& comb) {
    std::int64_t hull = comb.length;
    for (const Stride& stride : comb.strides) {
        if (stride.step < hull) {
            return false;
        }
        hull += stride.step * (stride.count - 1);
    }
    return true;
}

std::int64_t size_of(const IntervalComb& comb) {
    std::int64_t size = comb.length;
    for (const Stride& stride : comb.strides) {
        size *= stride.count;
    }
    return size;
}

std::int64_t merged_size(std::vector<Interval>& intervals) {
    std::sort(intervals.begin(), intervals.end());
    std::int64_t size = 0;
    std::int64_t end = intervals.empty() ? 0 : intervals.front().first;
    for (const Interval& interval : intervals) {
        if (interval.second > end) {
            size += interval.second - std::max(interval.first, end);
            end = interval.second;
        }
    }
    return size;
}

void list(const IntervalComb& comb, std::size_t stride, std::int64_t low,
          std::vector<Interval>& intervals) {
    if (stride == comb.strides.size()) {
        intervals.emplace_back(low, low + comb.length);
        return;
    }
    for (std::int64_t i = 0; i < comb.strides[stride].count; ++i) {
        list(comb, stride + 1, low + i * comb.strides[stride].step, intervals);
    }
}

/// Normalised combs, sorted by their lowest integer, none reaching into the next.
bool all_apart(const std::vector<IntervalComb>& combs) {
    for (std::size_t i = 0; i < combs.size(); ++i) {
        if (!keeps_apart(combs[i]) || (i > 0 && end_of(combs[i - 1]) > combs[i].low)) {
            return false;
        }
    }
    return true;
}

} // namespace

std::int64_t covered(std::vector<IntervalComb>& combs) {
    for (IntervalComb& comb : combs) {
        normalize(comb);
    }
    if (combs.size() == 1 && combs.front().strides.empty()) {
        return combs.front().length;
    }
    std::sort(combs.begin(), combs.end(),
              [](const IntervalComb& a, const IntervalComb& b) { return a.low < b.low; });
    if (all_apart(combs)) {
        std::int64_t size = 0;
        for (const IntervalComb& comb : combs) {
            size += size_of(comb);
        }
        return size;
    }
    std::vector<Interval> intervals;
    for (const IntervalComb& comb : combs) {
        list(comb, 0, comb.low, intervals);
    }
    return merged_size(intervals);
}

} // namespace counterpoint::analytical
