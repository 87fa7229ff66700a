#include "sim/input_messages.hpp"

#include <algorithm>
#include <utility>

#include "sim/list_table.hpp"
#include "sim/unit_amounts.hpp"

namespace counterpoint::sim {

namespace {

/// A unit wants an element from the parent where it needs this much in all axes together: all of it
/// on an axis where nobody near had the element's point, half where a neighbour had it, for the
/// neighbour is one on that axis only and has to have had the points on all others.
constexpr int enough_need = 2;

int need(Had had) {
    switch (had) {
    case Had::nobody:
        return enough_need;
    case Had::neighbour:
        return enough_need / 2;
    case Had::itself:
        break;
    }
    return 0;
}

int most_need(const Segment& segment) {
    int most = 0;
    for (const Taker& taker : segment.takers) {
        most = std::max(most, need(taker.had));
    }
    return most;
}

/// Calls visit(elements) for every way to choose one segment on each axis such that some unit wants
/// its elements.
template <class Visit>
void each_wanted(const std::vector<const std::vector<Segment>*>& axes,
                 std::vector<const Segment*>& chosen, std::int64_t elements, int needed,
                 const Visit& visit) {
    if (chosen.size() == axes.size()) {
        if (needed >= enough_need) {
            visit(elements);
        }
        return;
    }
    for (const Segment& segment : *axes[chosen.size()]) {
        chosen.push_back(&segment);
        each_wanted(axes, chosen, elements * segment.length, needed + most_need(segment), visit);
        chosen.pop_back();
    }
}

/// Parts of axes as they are found in all parent units, without where they lie.
void describe(const std::vector<Range>& ranges, std::size_t first, std::size_t pieces,
              std::int64_t base, std::vector<std::int64_t>& numbers) {
    for (std::size_t piece = first; piece < first + pieces; ++piece) {
        numbers.push_back(ranges[piece].empty() ? 0 : ranges[piece].low - base);
        numbers.push_back(ranges[piece].length());
    }
}

std::vector<Range> part_of(const std::vector<Range>& ranges, std::size_t first,
                           std::size_t pieces) {
    const auto begin = ranges.begin() + static_cast<std::ptrdiff_t>(first);
    return {begin, begin + static_cast<std::ptrdiff_t>(pieces)};
}

} // namespace

InputMessages::InputMessages(const workloads::Layer& layer, TensorIndex tensor,
                             const hw::Hardware& hardware, MemoryIndex memory,
                             const UnitNumbers& numbers)
    : tensor_(tensor), bytes_(hardware.bytes_of(layer.tensors[tensor].name)),
      multicast_(hardware.memories[memory].fill.multicast),
      axes_(layer.tensors[tensor].axes), copies_{0} {
    std::vector<bool> mentioned(layer.dimensions.size(), false);
    for (const workloads::Axis& axis : axes_) {
        std::vector<noc::Unit> units{0};
        for (const workloads::AxisTerm& term : axis) {
            units = sums(units, numbers.of_pieces(term.dimension));
            mentioned[term.dimension.value] = true;
        }
        units_.push_back(std::move(units));
    }
    for (DimensionIndex d{0}; layer.dimensions.contains(d); ++d.value) {
        if (!mentioned[d.value]) {
            copies_ = sums(copies_, numbers.of_pieces(d));
        }
    }
}

MessagesOfParents InputMessages::build(const InputTiles& tiles, const UnitNumbers& numbers,
                                       const PhaseWalk& walk) const {
    std::vector<CutAxis> all;
    std::vector<std::vector<std::size_t>> columns;
    for (std::size_t a = 0; a < axes_.size(); ++a) {
        all.push_back(cut_up(a, tiles.axes()[a].follower, numbers, walk));
        columns.push_back(all.back().kind);
    }
    AlikeParents alike = find_alike(numbers.parents(), columns);
    MessagesOfParents messages;
    messages.kind = std::move(alike.kind);
    for (const std::size_t parent : alike.first) {
        Axes axes;
        for (const CutAxis& axis : all) {
            axes.push_back(&axis.segments[axis.kind[parent]]);
        }
        messages.messages.push_back(multicast_ ? by_destinations(axes) : by_unit(axes));
    }
    return messages;
}

InputMessages::CutAxis InputMessages::cut_up(std::size_t axis, const AxisFollower& follower,
                                             const UnitNumbers& numbers,
                                             const PhaseWalk& walk) const {
    const auto [after, before] = follower.intervals(walk);
    const std::size_t pieces = units_[axis].size();
    CutAxis found;
    ListTable<std::int64_t> known;
    std::vector<std::size_t> kinds;
    std::vector<std::int64_t> form;
    for (std::size_t first = 0; first < after.size(); first += pieces) {
        form.clear();
        describe(after, first, pieces, after[first].low, form);
        describe(before, first, pieces, after[first].low, form);
        kinds.push_back(known.find(form));
        if (found.segments.size() < known.size()) {
            found.segments.push_back(cut(part_of(after, first, pieces),
                                         part_of(before, first, pieces), follower.neighbours()));
        }
    }
    for (const std::size_t piece : numbers.parent_pieces(axes_[axis])) {
        found.kind.push_back(kinds[piece]);
    }
    return found;
}

noc::Messages InputMessages::by_destinations(const Axes& axes) const {
    ListTable<noc::Unit> sets;
    std::vector<std::int64_t> elements;
    std::vector<noc::Unit> units;
    std::vector<const Segment*> chosen;
    // A tensor without axes has one element, which comes once and for all.
    each_wanted(axes, chosen, 1, axes.empty() ? enough_need : 0, [&](std::int64_t length) {
        find_destinations(chosen, units);
        const std::size_t which = sets.find(units);
        elements.resize(sets.size());
        elements[which] += length;
    });
    noc::Messages messages;
    for (std::size_t which = 0; which < sets.size(); ++which) {
        messages.begin(tensor_.value, elements[which] * bytes_);
        std::for_each(sets.begin(which), sets.end(which),
                      [&](noc::Unit unit) { messages.add(unit); });
    }
    return messages;
}

/// All units that have one point of each segment now, and want the element.
void InputMessages::find_destinations(const std::vector<const Segment*>& segments,
                                      std::vector<noc::Unit>& units) const {
    std::vector<std::pair<noc::Unit, int>> found{{0, segments.empty() ? enough_need : 0}};
    std::vector<std::pair<noc::Unit, int>> next;
    for (std::size_t a = 0; a < segments.size(); ++a) {
        next.clear();
        for (const auto& [unit, needed] : found) {
            for (const Taker& taker : segments[a]->takers) {
                next.emplace_back(unit + units_[a][static_cast<std::size_t>(taker.piece)],
                                  needed + need(taker.had));
            }
        }
        found.swap(next);
    }
    units.clear();
    for (const auto& [unit, needed] : found) {
        if (needed >= enough_need) {
            for (const noc::Unit copy : copies_) {
                units.push_back(unit + copy);
            }
        }
    }
    if (!std::is_sorted(units.begin(), units.end())) {
        std::sort(units.begin(), units.end());
    }
}

noc::Messages InputMessages::by_unit(const Axes& axes) const {
    noc::Messages messages;
    for (const UnitAmount& amount : amounts_of(axes, units_, copies_)) {
        messages.begin(tensor_.value, amount.elements * bytes_);
        messages.add(amount.unit);
    }
    return messages;
}

} // namespace counterpoint::sim
