#include "sim/address/run_finder.hpp"

#include <algorithm>

namespace counterpoint::sim {

namespace {

/// The first range that ends behind a coordinate.
std::vector<Range>::const_iterator first_behind(const std::vector<Range>& ranges,
                                                std::int64_t coordinate) {
    return std::partition_point(ranges.begin(), ranges.end(), [coordinate](const Range& range) {
        return range.high <= coordinate;
    });
}

/// Have both the same coordinates in a window?
bool equal_within(const std::vector<Range>& a, const std::vector<Range>& b, const Range& window) {
    auto left = first_behind(a, window.low);
    auto right = first_behind(b, window.low);
    const auto inside = [&window](const std::vector<Range>& ranges, auto at) {
        return at != ranges.end() && at->low < window.high;
    };
    for (; inside(a, left) && inside(b, right); ++left, ++right) {
        if (std::max(left->low, window.low) != std::max(right->low, window.low) ||
            std::min(left->high, window.high) != std::min(right->high, window.high)) {
            return false;
        }
    }
    return !inside(a, left) && !inside(b, right);
}

} // namespace

std::int64_t RunFinder::add_runs(const TensorPart& part, std::vector<AddressRun>& runs) {
    part_ = &part;
    runs_ = &runs;
    first_run_ = runs.size();
    elements_ = 0;
    bool any_kept = true;
    std::int64_t all = 1;
    for (std::size_t axis = 0; axis < part.size(); ++axis) {
        const std::int64_t extent = layout_.extents()[axis];
        const std::vector<Range>& taken = part[axis].taken;
        if (taken.empty()) {
            return 0;
        }
        any_kept = any_kept && !part[axis].kept.empty();
        const bool full = taken.front() == Range{0, extent};
        windows_[axis] = Window{Range{0, extent}, full, taken == part[axis].kept};
    }
    for (const TensorLayout::Level& level : layout_.levels()) {
        all *= level.length;
        if (level.part == hw::LayoutLevel::Part::within) {
            Window& window = windows_[level.axis];
            window.full = window.full && window.range.high % level.block == 0;
        }
    }
    choose(Stand{0, 0, any_kept && !part.empty()}, 1, all);
    return elements_;
}

/// Goes on from `count` places, `stride` elements from each other, that look the same from inside.
void RunFinder::choose(Stand stand, std::int64_t count, std::int64_t stride) {
    if (stand.open && rest_is_kept(stand.level)) {
        return;
    }
    if (!stand.open && rest_is_full(stand.level)) {
        add(stand.place, count * stride);
        return;
    }
    const bool blocks = layout_.levels()[stand.level].part == hw::LayoutLevel::Part::blocks;
    for (std::int64_t i = 0; i < count; ++i) {
        if (blocks) {
            choose_blocks(stand);
        } else {
            choose_coordinates(stand);
        }
        stand.place += stride;
    }
}

void RunFinder::choose_coordinates(const Stand& stand) {
    const TensorLayout::Level& level = layout_.levels()[stand.level];
    const AxisPart& axis = (*part_)[level.axis];
    const Range window = windows_[level.axis].range;
    auto taken = first_behind(axis.taken, window.low);
    auto kept = first_behind(axis.kept, window.low);
    for (; taken != axis.taken.end() && taken->low < window.high; ++taken) {
        std::int64_t at = std::max(taken->low, window.low);
        const std::int64_t end = std::min(taken->high, window.high);
        while (at < end) {
            while (kept != axis.kept.end() && kept->high <= at) {
                ++kept;
            }
            std::int64_t next = end;
            bool open = false;
            if (stand.open && kept != axis.kept.end() && kept->low < end) {
                open = kept->low <= at;
                next = open ? std::min(end, kept->high) : kept->low;
            }
            choose(Stand{stand.level + 1, stand.place + (at - window.low) * level.stride, open},
                   next - at, level.stride);
            at = next;
        }
    }
}

void RunFinder::choose_blocks(const Stand& stand) {
    const TensorLayout::Level& level = layout_.levels()[stand.level];
    const AxisPart& axis = (*part_)[level.axis];
    const Window whole = windows_[level.axis];
    auto taken = axis.taken.begin();
    std::int64_t at = taken->low;
    while (taken != axis.taken.end()) {
        const std::int64_t number = at / level.block;
        const std::int64_t low = number * level.block;
        const Stretch stretch = stretch_at(axis, *taken, low, level.block);
        windows_[level.axis] = Window{Range{low, std::min(low + level.block, whole.range.high)},
                                      stretch.full, stretch.same};
        choose(Stand{stand.level + 1, stand.place + number * level.stride,
                     stand.open && stretch.any_kept},
               stretch.blocks, level.stride);
        const std::int64_t end = low + stretch.blocks * level.block;
        taken = std::find_if(taken, axis.taken.end(),
                             [end](const Range& range) { return range.high > end; });
        at = taken == axis.taken.end() ? end : std::max(taken->low, end);
    }
    windows_[level.axis] = whole;
}

/// The block that begins at `low`, where `taken` is the first range that reaches into it, and those
/// behind that look the same: taken whole, and kept whole or not at all.
RunFinder::Stretch RunFinder::stretch_at(const AxisPart& axis, const Range& taken, std::int64_t low,
                                         std::int64_t block) const {
    Stretch stretch;
    const auto kept = first_behind(axis.kept, low);
    const bool kept_ahead = kept != axis.kept.end();
    stretch.any_kept = kept_ahead && kept->low < low + block;
    stretch.full = taken.low <= low && taken.high >= low + block;
    if (!stretch.full) {
        stretch.same = equal_within(axis.taken, axis.kept, Range{low, low + block});
        return stretch;
    }
    stretch.same = stretch.any_kept && kept->low <= low && kept->high >= low + block;
    if (stretch.same) {
        stretch.blocks = (std::min(taken.high, kept->high) - low) / block;
    } else if (!stretch.any_kept) {
        stretch.blocks =
            ((kept_ahead ? std::min(taken.high, kept->low) : taken.high) - low) / block;
    }
    return stretch;
}

bool RunFinder::rest_is_full(std::size_t level) const {
    const std::vector<TensorLayout::Level>& levels = layout_.levels();
    return std::all_of(levels.begin() + static_cast<std::ptrdiff_t>(level), levels.end(),
                       [this](const auto& inner) { return windows_[inner.axis].full; });
}

bool RunFinder::rest_is_kept(std::size_t level) const {
    const std::vector<TensorLayout::Level>& levels = layout_.levels();
    return std::all_of(levels.begin() + static_cast<std::ptrdiff_t>(level), levels.end(),
                       [this](const auto& inner) { return windows_[inner.axis].same; });
}

void RunFinder::add(std::int64_t place, std::int64_t elements) {
    elements_ += elements;
    const std::int64_t address = layout_.base() + place * layout_.element_bytes();
    const std::int64_t bytes = elements * layout_.element_bytes();
    if (runs_->size() > first_run_ && runs_->back().end() == address) {
        runs_->back().bytes += bytes;
    } else {
        runs_->push_back(AddressRun{address, bytes});
    }
}

} // namespace counterpoint::sim
