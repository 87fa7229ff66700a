#include "sim/input_tiles.hpp"

#include <algorithm>

namespace counterpoint::sim {

InputTiles::InputTiles(const Program& program, PhaseWalk& walk, const workloads::Layer& layer,
                       TensorIndex tensor, MemoryIndex memory, const Senders& senders)
    : tensor_(tensor), multicast_(senders.multicast) {
    const std::size_t place = program.stores[memory][tensor.value];
    const std::size_t outer_place = program.last_store[senders.memory];
    std::vector<bool> mentioned(layer.dimensions.size(), false);
    for (const workloads::Axis& axis : layer.tensors[tensor].axes) {
        axes_.push_back(
            FollowedAxis{AxisFollower(program, walk, axis, place, outer_place, senders.forwarding),
                         nullptr,
                         {}});
        for (const workloads::AxisTerm& term : axis) {
            mentioned[term.dimension.value] = true;
        }
    }
    for (DimensionIndex d{0}; layer.dimensions.contains(d); ++d.value) {
        if (!mentioned[d.value]) {
            copies_ *= program.pieces(d, place);
            parent_copies_ *= program.pieces(d, outer_place);
        }
    }
    copies_in_parent_ = copies_ / parent_copies_;
    if (program.units[senders.memory] > 1) {
        number_parents(program, layer, outer_place);
    }
}

void InputTiles::number_parents(const Program& program, const workloads::Layer& layer,
                                std::size_t outer_place) {
    std::vector<std::size_t> digits(layer.dimensions.size(), 0);
    for (bool more = true; more;) {
        by_parent_.push_back(0);
        for (std::size_t a = 0; a < axes_.size(); ++a) {
            std::size_t number = 0;
            for (const workloads::AxisTerm& term : layer.tensors[tensor_].axes[a]) {
                number =
                    number * static_cast<std::size_t>(program.pieces(term.dimension, outer_place)) +
                    digits[term.dimension.value];
            }
            axes_[a].of_parent.push_back(number);
        }
        more = false;
        for (std::size_t d = digits.size(); d-- > 0 && !more;) {
            const std::int64_t pieces = program.pieces(DimensionIndex{d}, outer_place);
            more = static_cast<std::int64_t>(++digits[d]) < pieces;
            if (!more) {
                digits[d] = 0;
            }
        }
    }
}

bool InputTiles::moved(const PhaseWalk& walk) const {
    return std::any_of(axes_.begin(), axes_.end(),
                       [&walk](const FollowedAxis& axis) { return axis.follower.moved(walk); });
}

bool InputTiles::update(const PhaseWalk& walk) {
    const bool first = walk.phase() == 0;
    if (!first && !moved(walk)) {
        arrives_ = false;
        return false;
    }
    std::int64_t tile = 1;
    for (FollowedAxis& axis : axes_) {
        axis.outcome = first ? &axis.follower.arrive(walk) : &axis.follower.follow(walk);
        tile *= axis.outcome->longest;
    }
    largest_tile_ = std::max(largest_tile_, tile);
    if (!first && tile > largest_new_) {
        largest_new_ = std::max(largest_new_, most_new(0, 1, stays()));
    }
    add_up();
    arrives_ = taken_ > 0;
    return arrives_;
}

void InputTiles::skip(DimensionIndex dimension, std::size_t step, std::int64_t distance) {
    for (FollowedAxis& axis : axes_) {
        axis.follower.skip(dimension, step, distance);
    }
}

/// Boxes factor by axis: what is new is the whole box without the one that stays. A neighbour had
/// what is new on one axis, the neighbour's, and stays on all others.
void InputTiles::Totals::extend(const AxisMove& move) {
    passed = passed * move.common + common * move.passed;
    served = served * move.kept + kept * move.served;
    after *= move.after;
    common *= move.common;
    united *= move.united;
    kept *= move.kept;
}

InputTiles::Totals InputTiles::nothing_yet() const {
    Totals totals;
    totals.common = stays();
    totals.kept = stays();
    return totals;
}

void InputTiles::add_up() {
    Totals totals = nothing_yet();
    for (const FollowedAxis& axis : axes_) {
        totals.extend(axis.outcome->all);
    }
    taken_ = copies_ * (totals.after - totals.common);
    forwarded_ = copies_ * totals.passed;
    saved_ = multicast_ ? parent_copies_ * totals.served : forwarded_;
    sent_ = (multicast_ ? parent_copies_ * (totals.united - totals.kept) : taken_) - saved_;
    if (!by_parent_.empty()) {
        add_up_by_parent();
    }
}

void InputTiles::add_up_by_parent() {
    for (std::size_t parent = 0; parent < by_parent_.size(); ++parent) {
        Totals totals = nothing_yet();
        for (const FollowedAxis& axis : axes_) {
            totals.extend(axis.outcome->by_parent[axis.of_parent[parent]]);
        }
        by_parent_[parent] =
            multicast_ ? totals.united - totals.kept - totals.served
                       : copies_in_parent_ * (totals.after - totals.common - totals.passed);
    }
}

/// The most that any unit gets: tries every combination of the different lengths on the axes.
std::int64_t InputTiles::most_new(std::size_t axis, std::int64_t after, std::int64_t common) const {
    if (axis == axes_.size()) {
        return after - common;
    }
    std::int64_t most = 0;
    for (const auto& [length, shared] : axes_[axis].outcome->lengths) {
        most = std::max(most, most_new(axis + 1, after * length, common * shared));
    }
    return most;
}

} // namespace counterpoint::sim
