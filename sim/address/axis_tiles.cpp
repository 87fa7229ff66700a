#include "sim/address/axis_tiles.hpp"

#include <algorithm>
#include <cstdint>

namespace counterpoint::sim {

namespace {

Range common(const Range& a, const Range& b) {
    return Range{std::max(a.low, b.low), std::min(a.high, b.high)};
}

void add(const Range& range, std::vector<Range>& ranges) {
    if (!range.empty()) {
        ranges.push_back(range);
    }
}

/// What is in `of` but not in `without`.
void add_difference(const Range& of, const Range& without, std::vector<Range>& ranges) {
    if (common(of, without).empty()) {
        add(of, ranges);
        return;
    }
    add(Range{of.low, without.low}, ranges);
    add(Range{without.high, of.high}, ranges);
}

/// Makes the ranges ascend, and one of those that overlap or touch.
void join(std::vector<Range>& ranges) {
    const auto before = [](const Range& a, const Range& b) { return a.low < b.low; };
    if (!std::is_sorted(ranges.begin(), ranges.end(), before)) {
        std::sort(ranges.begin(), ranges.end(), before);
    }
    std::size_t joined = 0;
    for (const Range& range : ranges) {
        if (joined > 0 && range.low <= ranges[joined - 1].high) {
            ranges[joined - 1].high = std::max(ranges[joined - 1].high, range.high);
        } else {
            ranges[joined++] = range;
        }
    }
    ranges.resize(joined);
}

/// Sets `rest` to what is in `of` but not in `without`, joined both.
void subtract(const std::vector<Range>& of, const std::vector<Range>& without,
              std::vector<Range>& rest) {
    rest.clear();
    auto cut = without.begin();
    for (Range left : of) {
        for (; cut != without.end() && cut->low < left.high; ++cut) {
            add(Range{left.low, cut->low}, rest);
            left.low = cut->high;
        }
        add(left, rest);
    }
}

} // namespace

AxisTiles::AxisTiles(const Program& program, PhaseWalk& walk, const workloads::Axis& axis,
                     std::size_t place, bool forwarding) {
    for (const workloads::AxisTerm& term : axis) {
        const std::size_t depth = program.depth(term.dimension, place);
        walk.watch(term.dimension, depth);
        terms_.push_back(Term{term, depth});
        for (const Step& step : program.steps[term.dimension]) {
            if (forwarding && step.spatial && step.node < place) {
                neighbours_.add_node(static_cast<std::size_t>(step.units));
            }
        }
    }
    measure(walk);
    before_.assign(now_.size(), Range{});
}

bool AxisTiles::update(const PhaseWalk& walk) {
    if (walk.phase() == 0) {
        moved_ = true;
        return true;
    }
    if (moved_) {
        before_ = now_;
    }
    moved_ = std::any_of(terms_.begin(), terms_.end(), [&walk](const Term& term) {
        return walk.moved(term.what.dimension, term.depth);
    });
    if (moved_) {
        measure(walk);
    }
    return moved_;
}

void AxisTiles::measure(const PhaseWalk& walk) {
    now_.assign(1, Range{0, 1});
    for (const Term& term : terms_) {
        const std::int64_t factor = term.what.coefficient;
        const Position position = walk.position(term.what.dimension, term.depth);
        work_.swap(now_);
        now_.clear();
        for (const Range& outer : work_) {
            for (const Range& piece : walk.form(term.what.dimension, term.depth, position.form)) {
                const bool empty = outer.empty() || piece.empty();
                const std::int64_t first = factor * (position.base + piece.low);
                const std::int64_t last = factor * (position.base + piece.high - 1);
                now_.push_back(empty ? Range{} : Range{outer.low + first, outer.high + last});
            }
        }
    }
}

/// What a unit has now, and neither it nor a neighbour had before.
void AxisTiles::add_wanted(std::size_t unit, std::vector<Range>& ranges) const {
    std::vector<Range> left;
    std::vector<Range> rest;
    add_difference(now_[unit], before_[unit], left);
    neighbours_.of(unit, [&](std::size_t neighbour) {
        rest.clear();
        for (const Range& range : left) {
            add_difference(range, before_[neighbour], rest);
        }
        left.swap(rest);
    });
    ranges.insert(ranges.end(), left.begin(), left.end());
}

void AxisTiles::unite(AxisPart& part) {
    if (now_.size() == 1) {
        take(0, part);
        return;
    }
    part.taken.clear();
    part.passed.clear();
    work_.clear();
    for (std::size_t unit = 0; unit < now_.size(); ++unit) {
        add(now_[unit], part.taken);
        add_difference(now_[unit], before_[unit], work_);
    }
    join(part.taken);
    join(work_);
    subtract(part.taken, work_, part.kept);
    if (!neighbours_.none()) {
        std::vector<Range> wanted;
        for (std::size_t unit = 0; unit < now_.size(); ++unit) {
            add_wanted(unit, wanted);
        }
        join(wanted);
        subtract(work_, wanted, part.passed);
    }
}

void AxisTiles::take(std::size_t unit, AxisPart& part) const {
    part.taken.clear();
    part.kept.clear();
    part.passed.clear();
    add(now_[unit], part.taken);
    add(common(now_[unit], before_[unit]), part.kept);
    if (!neighbours_.none()) {
        std::vector<Range> gained;
        std::vector<Range> wanted;
        add_difference(now_[unit], before_[unit], gained);
        add_wanted(unit, wanted);
        subtract(gained, wanted, part.passed);
    }
}

} // namespace counterpoint::sim
