#include "sim/walk.hpp"

#include <algorithm>

namespace counterpoint::sim {

namespace {

Range relative(const Range& range, std::int64_t base) {
    return range.empty() ? Range{0, 0} : Range{range.low - base, range.high - base};
}

bool has_form(const std::vector<Range>& ranges, const std::vector<Range>& form) {
    const std::int64_t base = ranges.front().low;
    return std::equal(ranges.begin(), ranges.end(), form.begin(), form.end(),
                      [base](const Range& a, const Range& b) { return relative(a, base) == b; });
}

} // namespace

PhaseWalk::PhaseWalk(const Program& program, MemoryIndex memory)
    : program_(program), loops_(program.loops_outside[memory]), indices_(program.loops.size(), 0),
      trips_(program.loops.size(), 1), step_of_loop_(program.loops.size(), 0),
      trails_(program.sizes.size()) {
    for (DimensionIndex d{0}; program.sizes.contains(d); ++d.value) {
        const std::vector<Step>& steps = program.steps[d];
        const std::size_t depth = program.depth(d, program.last_store[memory]);
        trails_[d].levels.resize(depth + 1);
        trails_[d].levels[0].ranges = {Range{0, program.sizes[d]}};
        for (std::size_t s = 0; s < depth; ++s) {
            if (!steps[s].spatial) {
                step_of_loop_[steps[s].loop] = s;
            }
        }
        divide(d, 0);
    }
}

void PhaseWalk::watch(DimensionIndex dimension, std::size_t depth) {
    Level& level = trails_[dimension].levels[depth];
    if (!level.watched) {
        level.watched = true;
        recognise(level);
    }
}

void PhaseWalk::divide(DimensionIndex dimension, std::size_t first_step) {
    const std::vector<Step>& steps = program_.steps[dimension];
    Trail& trail = trails_[dimension];
    for (std::size_t s = first_step; s + 1 < trail.levels.size(); ++s) {
        const Step& step = steps[s];
        const std::vector<Range>& outer = trail.levels[s].ranges;
        divide_once(step, step.spatial ? 0 : indices_[step.loop], outer,
                    trail.levels[s + 1].ranges);
        if (!step.spatial) {
            trips_[step.loop] = (outer.front().length() + step.tile - 1) / step.tile;
        }
        if (trail.levels[s + 1].watched) {
            recognise(trail.levels[s + 1]);
        }
    }
}

void PhaseWalk::divide_once(const Step& step, std::int64_t first, const std::vector<Range>& outer,
                            std::vector<Range>& inner) {
    inner.clear();
    for (const Range& range : outer) {
        std::int64_t low = range.low + first * step.tile;
        for (std::int64_t unit = 0; unit < step.units; ++unit) {
            inner.push_back(Range{low, std::min(low + step.tile, range.high)});
            low += step.tile;
        }
    }
}

void PhaseWalk::recognise(Level& level) {
    Position& position = level.position;
    position.base = level.ranges.front().low;
    if (position.form < level.forms.size() && has_form(level.ranges, level.forms[position.form])) {
        return;
    }
    const auto known =
        std::find_if(level.forms.begin(), level.forms.end(),
                     [&](const std::vector<Range>& form) { return has_form(level.ranges, form); });
    position.form = static_cast<std::size_t>(known - level.forms.begin());
    if (known == level.forms.end()) {
        std::vector<Range>& form = level.forms.emplace_back();
        for (const Range& range : level.ranges) {
            form.push_back(relative(range, position.base));
        }
    }
}

bool PhaseWalk::advance() {
    std::size_t loop = loops_;
    while (loop > 0 && indices_[loop - 1] + 1 >= trips_[loop - 1]) {
        --loop;
    }
    if (loop == 0) {
        return false;
    }
    moved_loop_ = loop - 1;
    ++phase_;
    ++indices_[moved_loop_];
    const auto moves = [this](std::size_t which) {
        Trail& trail = trails_[program_.loops[which].dimension];
        if (trail.moved_at != phase_) {
            trail.moved_at = phase_;
            trail.moved_from = step_of_loop_[which];
        }
    };
    moves(moved_loop_);
    for (std::size_t inner = loop; inner < loops_; ++inner) {
        if (indices_[inner] > 0) {
            indices_[inner] = 0;
            moves(inner);
        }
    }
    for (DimensionIndex d{0}; d.value < trails_.size(); ++d.value) {
        if (trails_[d].moved_at == phase_) {
            divide(d, trails_[d].moved_from);
        }
    }
    return true;
}

std::int64_t PhaseWalk::last_alike(std::size_t loop, std::int64_t from) const {
    const auto& [dimension, node, tile, most_trips] = program_.loops[loop];
    std::int64_t last = trips_[loop] - 1;
    for (const Range& range : trails_[dimension].levels[step_of_loop_[loop]].ranges) {
        const bool whole = (from + 1) * tile <= range.length();
        if (whole) {
            last = std::min(last, range.length() / tile - 1);
        } else if (from * tile < range.length()) {
            last = std::min(last, from);
        }
    }
    return last;
}

void PhaseWalk::skip(std::size_t loop, std::int64_t iterations) {
    indices_[loop] += iterations;
    divide(program_.loops[loop].dimension, step_of_loop_[loop]);
}

} // namespace counterpoint::sim
