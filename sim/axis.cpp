#include "sim/axis.hpp"

#include <algorithm>

namespace counterpoint::sim {

AxisFollower::AxisFollower(const Program& program, PhaseWalk& walk, const workloads::Axis& axis,
                           std::size_t place, std::size_t outer_place, bool forwarding) {
    for (const workloads::AxisTerm& term : axis) {
        const std::size_t depth = program.depth(term.dimension, place);
        walk.watch(term.dimension, depth);
        const std::int64_t parents = program.pieces(term.dimension, outer_place);
        parts_.push_back(
            Part{term, depth, program.pieces(term.dimension, place) / parents, parents});
        for (const Step& step : program.steps[term.dimension]) {
            if (forwarding && step.spatial && step.node >= outer_place && step.node < place) {
                neighbours_.add_node(static_cast<std::size_t>(step.units));
            }
        }
    }
    move_.resize(2 * parts_.size() + 1);
}

std::size_t AxisFollower::Hash::operator()(const Move& move) const {
    std::uint64_t hash = 1469598103934665603U; // FNV-1a, by words
    for (const std::int64_t word : move) {
        hash = (hash ^ static_cast<std::uint64_t>(word)) * 1099511628211U;
    }
    return static_cast<std::size_t>(hash ^ (hash >> 29U));
}

bool AxisFollower::moved(const PhaseWalk& walk) const {
    return std::any_of(parts_.begin(), parts_.end(), [&walk](const Part& part) {
        return walk.moved(part.term.dimension, part.depth);
    });
}

void AxisFollower::skip(DimensionIndex dimension, std::size_t step, std::int64_t distance) {
    for (const Part& part : parts_) {
        if (part.term.dimension == dimension && part.depth > step) {
            base_ += part.term.coefficient * distance;
        }
    }
}

const AxisFollower::Outcome& AxisFollower::arrive(const PhaseWalk& walk) {
    return outcome(walk, true);
}

const AxisFollower::Outcome& AxisFollower::follow(const PhaseWalk& walk) {
    if (moved(walk)) {
        still_ = nullptr;
        return outcome(walk, false);
    }
    if (still_ == nullptr) {
        still_ = &outcome(walk, false);
    }
    return *still_;
}

const AxisFollower::Outcome& AxisFollower::outcome(const PhaseWalk& walk, bool first) {
    std::int64_t base = 0;
    for (std::size_t p = 0; p < parts_.size(); ++p) {
        const Position position = walk.position(parts_[p].term.dimension, parts_[p].depth);
        base += parts_[p].term.coefficient * position.base;
        move_[p] = first ? -1 : move_[parts_.size() + p];
        move_[parts_.size() + p] = static_cast<std::int64_t>(position.form);
    }
    move_.back() = first ? 0 : base - base_;
    base_ = base;
    return look_up(walk);
}

/// The same few moves come again and again, so most are found among the recent ones.
const AxisFollower::Outcome& AxisFollower::look_up(const PhaseWalk& walk) {
    const auto same = [this](const Move& move) {
        std::size_t word = 0;
        while (word < move.size() && move[word] == move_[word]) {
            ++word;
        }
        return word == move.size();
    };
    for (const auto* entry : recent_) {
        if (entry != nullptr && same(entry->first)) {
            return entry->second;
        }
    }
    auto known = known_.find(move_);
    if (known == known_.end()) {
        known = known_.emplace(move_, take_measure(walk)).first;
        known->second.number = known_.size() - 1;
    }
    recent_[next_recent_] = &*known;
    next_recent_ = (next_recent_ + 1) % recent_.size();
    return known->second;
}

std::vector<Range> AxisFollower::intervals_of(const PhaseWalk& walk, std::size_t first_form,
                                              std::int64_t offset) const {
    std::vector<Range> found{Range{offset, offset + 1}};
    std::vector<Range> next;
    const auto extend = [&](const auto& add) {
        next.clear();
        for (const Range& range : found) {
            add(range);
        }
        found.swap(next);
    };
    std::int64_t parents = 1;
    for (const Part& part : parts_) {
        parents *= part.parents;
    }
    std::vector<Range> all;
    for (std::int64_t parent = 0; parent < parents; ++parent) {
        found.assign(1, Range{offset, offset + 1});
        std::int64_t rest = parent;
        std::int64_t below = parents;
        for (std::size_t p = 0; p < parts_.size(); ++p) {
            const Part& part = parts_[p];
            below /= part.parents;
            const std::int64_t digit = rest / below;
            rest %= below;
            const std::vector<Range>& form = walk.form(
                part.term.dimension, part.depth, static_cast<std::size_t>(move_[first_form + p]));
            const std::int64_t c = part.term.coefficient;
            extend([&](const Range& range) {
                for (std::int64_t child = 0; child < part.children; ++child) {
                    const Range& piece =
                        form[static_cast<std::size_t>(digit * part.children + child)];
                    next.push_back(
                        range.empty() || piece.empty()
                            ? Range{0, 0}
                            : Range{range.low + c * piece.low, range.high + c * (piece.high - 1)});
                }
            });
        }
        all.insert(all.end(), found.begin(), found.end());
    }
    return all;
}

AxisFollower::Intervals AxisFollower::intervals(const PhaseWalk& walk) const {
    Intervals found;
    found.after = intervals_of(walk, parts_.size(), move_.back());
    if (move_.front() < 0) {
        found.before.resize(found.after.size());
    } else {
        found.before = intervals_of(walk, 0, 0);
    }
    return found;
}

std::size_t AxisFollower::children() const {
    std::size_t children = 1;
    for (const Part& part : parts_) {
        children *= static_cast<std::size_t>(part.children);
    }
    return children;
}

AxisFollower::Outcome AxisFollower::take_measure(const PhaseWalk& walk) const {
    const auto [after, before] = intervals(walk);
    const std::size_t children = this->children();
    Outcome outcome;
    for (std::size_t unit = 0; unit < after.size(); unit += children) {
        const auto from = static_cast<std::ptrdiff_t>(unit);
        const auto to = static_cast<std::ptrdiff_t>(unit + children);
        const AxisMove move = measure({after.begin() + from, after.begin() + to},
                                      {before.begin() + from, before.begin() + to}, neighbours_);
        outcome.by_parent.push_back(move);
        outcome.all.after += move.after;
        outcome.all.common += move.common;
        outcome.all.united += move.united;
        outcome.all.kept += move.kept;
        outcome.all.passed += move.passed;
        outcome.all.served += move.served;
    }
    for (std::size_t unit = 0; unit < after.size(); ++unit) {
        const std::pair<std::int64_t, std::int64_t> lengths{
            after[unit].length(), common_length(after[unit], before[unit])};
        if (std::find(outcome.lengths.begin(), outcome.lengths.end(), lengths) ==
            outcome.lengths.end()) {
            outcome.lengths.push_back(lengths);
        }
        outcome.longest = std::max(outcome.longest, lengths.first);
    }
    return outcome;
}

} // namespace counterpoint::sim
