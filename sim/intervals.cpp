#include "sim/intervals.hpp"

#include <algorithm>
#include <cstddef>

namespace counterpoint::sim {

namespace {

/// Points in any of the intervals: sweeps over them in the order of their beginnings.
std::int64_t union_length(std::vector<Range>& intervals) {
    std::sort(intervals.begin(), intervals.end(),
              [](const Range& a, const Range& b) { return a.low < b.low; });
    std::int64_t length = 0;
    std::int64_t reached = 0;
    for (const Range& interval : intervals) {
        const std::int64_t low = length == 0 ? interval.low : std::max(interval.low, reached);
        if (interval.high > low) {
            length += interval.high - low;
            reached = interval.high;
        }
    }
    return length;
}

} // namespace

std::int64_t common_length(const Range& a, const Range& b) {
    return Range{std::max(a.low, b.low), std::min(a.high, b.high)}.length();
}

AxisMove measure(const std::vector<Range>& after, const std::vector<Range>& before) {
    AxisMove move;
    std::vector<Range> occupied;
    std::vector<Range> gained;
    for (std::size_t unit = 0; unit < after.size(); ++unit) {
        const Range& now = after[unit];
        const Range& old = before[unit];
        if (now.empty()) {
            continue;
        }
        move.after += now.length();
        move.common += common_length(now, old);
        occupied.push_back(now);
        if (common_length(now, old) == 0) {
            gained.push_back(now);
        } else {
            gained.push_back(Range{now.low, old.low});
            gained.push_back(Range{old.high, now.high});
        }
    }
    move.united = union_length(occupied);
    move.kept = move.united - union_length(gained);
    return move;
}

} // namespace counterpoint::sim
