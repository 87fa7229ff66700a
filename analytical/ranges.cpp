#include "analytical/ranges.hpp"

#include <algorithm>

#include "analytical/checked.hpp"

namespace counterpoint::analytical {

namespace {

/// Every group falls into units with a full piece, one with a short piece, and empty ones.
void spread(UnitGroups& groups, const Split& split) {
    UnitGroups pieces;
    for (const UnitGroup& group : groups) {
        const std::int64_t full = std::min(split.units, group.length / split.tile);
        const std::int64_t rest = group.length - full * split.tile;
        const std::int64_t shorter = rest > 0 ? 1 : 0;
        const std::int64_t first = group.first * split.units;
        if (full > 0) {
            pieces.push_back({split.tile, first, group.units * full});
        }
        if (shorter > 0) {
            pieces.push_back({rest, first + full, group.units});
        }
        if (full + shorter < split.units) {
            pieces.push_back(
                {0, first + full + shorter, group.units * (split.units - full - shorter)});
        }
    }
    groups = std::move(pieces);
}

using Indices = boost::container::small_vector<std::int64_t, 16>;

void sort_unique(Indices& indices) {
    std::sort(indices.begin(), indices.end());
    indices.erase(std::unique(indices.begin(), indices.end()), indices.end());
}

/// Indices at which the piece of any group starts to differ from the one before: 0 first, the trip
/// count last.
Indices edges(const RangeClass& range, std::int64_t tile) {
    Indices found{0, range.trips};
    for (const UnitGroup& group : range.groups) {
        found.push_back(group.length / tile);
        found.push_back(ceiling(group.length, tile));
    }
    sort_unique(found);
    return found;
}

} // namespace

Ranges::Ranges(const Chain& chain) : chain_(chain), levels_(chain.loops + 1) {
    for (std::size_t i = 0; i < chain.splits.size(); ++i) {
        if (!chain.splits[i].spatial) {
            loop_split_.push_back(i);
        }
    }
    RangeClass whole;
    whole.groups = {UnitGroup{chain.size, 0, 1}};
    whole.occurrences = 1;
    const std::size_t first_loop = chain.loops > 0 ? loop_split_[0] : chain.splits.size();
    for (std::size_t i = 0; i < first_loop; ++i) {
        spread(whole.groups, chain.splits[i]);
    }
    levels_[0].push_back(std::move(whole));
    for (std::size_t level = 0; level < chain.loops; ++level) {
        build_level(level);
    }
    sum_positions();
    build_pairs();
}

void Ranges::sum_positions() {
    positions_.assign(levels_.size(), 0);
    steps_.assign(levels_.size(), 0);
    for (std::size_t level = 0; level < levels_.size(); ++level) {
        for (const RangeClass& range : levels_[level]) {
            positions_[level] = plus(positions_[level], range.occurrences);
            if (level + 1 < levels_.size()) {
                steps_[level] = plus(steps_[level], times(range.occurrences, range.trips - 1));
            }
        }
    }
}

void Ranges::build_level(std::size_t level) {
    for (std::size_t id = 0; id < levels_[level].size(); ++id) {
        split_trips(level, id);
    }
}

void Ranges::split_trips(std::size_t level, std::size_t id) {
    const std::int64_t tile = chain_.splits[loop_split_[level]].tile;
    RangeClass& range = levels_[level][id];
    range.trips = ceiling(range.length(), tile);
    Indices bounds = edges(range, tile);
    for (std::size_t i = 0; i + 1 < bounds.size(); ++i) {
        const std::size_t piece = child(level, range, bounds[i]);
        levels_[level + 1][piece].occurrences =
            plus(levels_[level + 1][piece].occurrences,
                 times(range.occurrences, bounds[i + 1] - bounds[i]));
    }
    range.first_child = child(level, range, 0);
    range.last_child = child(level, range, range.trips - 1);

    const std::size_t count = bounds.size();
    for (std::size_t i = 0; i < count; ++i) {
        bounds.push_back(bounds[i] + 1);
    }
    sort_unique(bounds);
    for (std::size_t i = 0; i + 1 < bounds.size(); ++i) {
        const std::int64_t index = bounds[i];
        if (index >= 1 && index < range.trips) {
            range.advances.push_back(Advance{index, bounds[i + 1] - index,
                                             child(level, range, index - 1),
                                             child(level, range, index), 0});
        }
    }
}

std::size_t Ranges::child(std::size_t level, const RangeClass& parent, std::int64_t index) {
    UnitGroups groups = parent.groups;
    const std::size_t split = loop_split_[level];
    const std::int64_t tile = chain_.splits[split].tile;
    for (UnitGroup& group : groups) {
        group.length = std::clamp<std::int64_t>(group.length - index * tile, 0, tile);
    }
    const std::size_t end =
        level + 1 < chain_.loops ? loop_split_[level + 1] : chain_.splits.size();
    for (std::size_t i = split + 1; i < end; ++i) {
        spread(groups, chain_.splits[i]);
    }
    std::vector<RangeClass>& known = levels_[level + 1];
    known.reserve(3);
    const auto found = std::find_if(known.begin(), known.end(), [&](const RangeClass& other) {
        return other.groups == groups;
    });
    if (found != known.end()) {
        return static_cast<std::size_t>(found - known.begin());
    }
    RangeClass piece;
    piece.groups = std::move(groups);
    piece.position = parent.position;
    piece.position.push_back(index);
    known.push_back(std::move(piece));
    return known.size() - 1;
}

void Ranges::descend(Position& position, std::size_t level, std::size_t id, bool last) const {
    for (; level < chain_.loops; ++level) {
        const RangeClass& range = levels_[level][id];
        position.push_back(last ? range.trips - 1 : 0);
        id = last ? range.last_child : range.first_child;
    }
}

std::size_t Ranges::add_pair(const Position& after, const Position& before) {
    stored_.insert(stored_.end(), after.begin(), after.end());
    stored_.insert(stored_.end(), before.begin(), before.end());
    return pairs_++;
}

void Ranges::build_pairs() {
    const Position nowhere(chain_.loops, 0);
    add_pair(nowhere, nowhere);
    for (std::size_t level = 0; level <= chain_.loops; ++level) {
        for (std::size_t id = 0; id < levels_[level].size(); ++id) {
            RangeClass& range = levels_[level][id];
            Position first = range.position;
            Position last = range.position;
            descend(first, level, id, false);
            descend(last, level, id, true);
            range.reset_pair = add_pair(first, last);
            for (Advance& advance : range.advances) {
                Position after = range.position;
                Position before = range.position;
                after.push_back(advance.index);
                before.push_back(advance.index - 1);
                descend(after, level + 1, advance.after, false);
                descend(before, level + 1, advance.before, true);
                advance.pair = add_pair(after, before);
            }
        }
    }
}

PositionPair Ranges::pair(std::size_t id) const {
    const std::int64_t* row = stored_.data() + id * 2 * chain_.loops;
    return {row, row + chain_.loops, id == initial_pair()};
}

} // namespace counterpoint::analytical
