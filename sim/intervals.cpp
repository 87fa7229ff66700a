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

/// Adds what of an interval lies in none of the others, and returns its length.
std::int64_t add_outside(const Range& interval, std::vector<Range>& others,
                         std::vector<Range>& parts) {
    std::sort(others.begin(), others.end(),
              [](const Range& a, const Range& b) { return a.low < b.low; });
    std::int64_t length = 0;
    std::int64_t low = interval.low;
    const auto add_up_to = [&](std::int64_t high) {
        const Range part{low, std::min(high, interval.high)};
        if (!part.empty()) {
            parts.push_back(part);
            length += part.length();
        }
    };
    for (const Range& other : others) {
        if (!other.empty()) {
            add_up_to(other.low);
            low = std::max(low, other.high);
        }
    }
    add_up_to(interval.high);
    return length;
}

} // namespace

std::int64_t common_length(const Range& a, const Range& b) {
    return Range{std::max(a.low, b.low), std::min(a.high, b.high)}.length();
}

AxisMove measure(const std::vector<Range>& after, const std::vector<Range>& before,
                 const Neighbours& neighbours) {
    AxisMove move;
    std::vector<Range> occupied;
    std::vector<Range> gained;
    std::vector<Range> wanted; ///< gained, and not from a neighbour
    std::vector<Range> had;
    for (std::size_t unit = 0; unit < after.size(); ++unit) {
        const Range& now = after[unit];
        if (now.empty()) {
            continue;
        }
        move.after += now.length();
        move.common += common_length(now, before[unit]);
        occupied.push_back(now);
        had.assign(1, before[unit]);
        const std::int64_t length = add_outside(now, had, gained);
        if (!neighbours.none()) {
            neighbours.of(unit, [&](std::size_t other) { had.push_back(before[other]); });
            move.passed += length - add_outside(now, had, wanted);
        }
    }
    move.united = union_length(occupied);
    const std::int64_t new_points = union_length(gained);
    move.kept = move.united - new_points;
    move.served = neighbours.none() ? 0 : new_points - union_length(wanted);
    return move;
}

} // namespace counterpoint::sim
