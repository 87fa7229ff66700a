#include "analytical/footprint.hpp"

#include <algorithm>
#include <utility>

#include "analytical/checked.hpp"

namespace counterpoint::analytical {

namespace {

/// Siblings of all dimensions of an axis together: after covers [offset, offset + after), before
/// [offset + shift, offset + shift + before).
struct Together {
    std::int64_t offset = 0;
    std::int64_t after = 1;
    std::int64_t before = 1;
    std::int64_t shift = 0;
    std::int64_t units = 1;
    boost::container::small_vector<Stride, 4> strides;

    [[nodiscard]] std::int64_t common() const {
        const std::int64_t low = std::max<std::int64_t>(0, shift);
        return std::max<std::int64_t>(0, std::min(after, shift + before) - low);
    }
};

void add(std::vector<IntervalComb>& combs, const Together& unit, std::int64_t low,
         std::int64_t length) {
    if (length > 0) {
        combs.push_back(IntervalComb{unit.offset + low, length, unit.strides});
    }
}

/// What `after` touches and `before` does not: a piece on the left, one on the right, or all of it.
void add_new(std::vector<IntervalComb>& combs, const Together& unit) {
    if (unit.common() == 0) {
        add(combs, unit, 0, unit.after);
        return;
    }
    add(combs, unit, 0, unit.shift);
    const std::int64_t right = unit.shift + unit.before;
    add(combs, unit, right, unit.after - right);
}

void accumulate(AxisFootprint& sum, const AxisFootprint& part, std::int64_t parents) {
    sum.all_after = plus(sum.all_after, times(part.all_after, parents));
    sum.all_common = plus(sum.all_common, times(part.all_common, parents));
    sum.union_after = plus(sum.union_after, times(part.union_after, parents));
    sum.union_new = plus(sum.union_new, times(part.union_new, parents));
    sum.all_before = plus(sum.all_before, times(part.all_before, parents));
    sum.union_before = plus(sum.union_before, times(part.union_before, parents));
}

void add(WorkingUnits& sum, const WorkingUnits& part, std::int64_t count) {
    sum.units = plus(sum.units, times(part.units, count));
    sum.parents = plus(sum.parents, times(part.parents, count));
}

} // namespace

void add_unit(UnitFootprints& units, UnitFootprint unit) {
    for (const UnitFootprint& other : units) {
        if (other.after >= unit.after && other.common <= unit.common) {
            return;
        }
    }
    units.push_back(unit);
}

Footprints::Footprints(const workloads::Layer& layer, const Nest& nest,
                       const Table<DimensionIndex, Ranges>& ranges)
    : layer_(layer), nest_(nest), ranges_(ranges), memories_(nest.stores.size()) {
    for (const workloads::Tensor& tensor : layer.tensors) {
        first_axis_.push_back(axes_);
        axes_ += tensor.axes.size();
    }
    known_.resize(axes_ * memories_);
}

const AxisFootprints& Footprints::axis(const AxisAt& at, const std::vector<std::size_t>& pairs) {
    std::uint64_t key = at.sharing.by * memories_ + at.sharing.once_below;
    for (const workloads::AxisTerm& term : layer_.tensors[at.tensor].axes[at.axis]) {
        key = key * ranges_[term.dimension].pairs() + pairs[term.dimension.value];
    }
    std::vector<Known>& known =
        known_[at.memory.value * axes_ + first_axis_[at.tensor.value] + at.axis];
    for (const Known& entry : known) {
        if (entry.key == key) {
            return entry.footprints;
        }
    }
    known.reserve(4);
    known.push_back(Known{key, {}});
    AxisFootprints& result = known.back().footprints;
    ++measured_;
    if (is_alone(at)) {
        measure_alone(result, at, pairs);
    } else {
        measure(result, at, pairs);
    }
    return result;
}

bool Footprints::is_alone(const AxisAt& at) const {
    const SplitsAbove& above = nest_.stores[at.memory][at.tensor.value].splits_above;
    for (const workloads::AxisTerm& term : layer_.tensors[at.tensor].axes[at.axis]) {
        const std::vector<Split>& splits = nest_.chains[term.dimension].splits;
        for (std::size_t i = 0; i < above[term.dimension.value]; ++i) {
            if (splits[i].spatial) {
                return false;
            }
        }
    }
    return true;
}

void Footprints::measure_alone(AxisFootprints& result, const AxisAt& at,
                               const std::vector<std::size_t>& pairs) {
    const SplitsAbove& above = nest_.stores[at.memory][at.tensor.value].splits_above;
    Together unit;
    for (const workloads::AxisTerm& term : layer_.tensors[at.tensor].axes[at.axis]) {
        const std::size_t d = term.dimension.value;
        const Chain& chain = nest_.chains[term.dimension];
        const PositionPair pair = ranges_[term.dimension].pair(pairs[d]);
        std::int64_t after = chain.size;
        std::int64_t before = pair.initial ? 0 : chain.size;
        for (std::size_t i = 0; i < above[d]; ++i) {
            const std::int64_t tile = chain.splits[i].tile;
            unit.shift += term.coefficient * tile * (pair.before[i] - pair.after[i]);
            after = std::min(after - pair.after[i] * tile, tile);
            before = std::clamp<std::int64_t>(before - pair.before[i] * tile, 0, tile);
        }
        unit.after += term.coefficient * (after - 1);
        unit.before = before == 0 ? 0 : unit.before + term.coefficient * (before - 1);
    }
    AxisFootprint& total = result.total;
    total.all_after = total.union_after = unit.after;
    total.all_common = unit.common();
    total.union_new = unit.after - total.all_common;
    total.all_before = total.union_before = unit.before;
    result.units.push_back(UnitFootprint{unit.after, total.all_common});
}

template <class Visit>
void Footprints::combine(const workloads::Axis& axis, const Kinds& kinds, Visit visit) {
    const auto descend = [&](const auto& self, std::size_t term, const Together& outer) -> void {
        if (term == axis.size()) {
            visit(outer);
            return;
        }
        const std::int64_t coefficient = axis[term].coefficient;
        for (const Sibling& unit : spreads_[term].siblings) {
            if (unit.parent != kinds[term]) {
                continue;
            }
            Together inner = outer;
            inner.offset += coefficient * unit.offset;
            inner.shift += coefficient * unit.shift;
            inner.after = unit.after == 0 || outer.after == 0
                              ? 0
                              : outer.after + coefficient * (unit.after - 1);
            inner.before = unit.before == 0 || outer.before == 0
                               ? 0
                               : outer.before + coefficient * (unit.before - 1);
            for (const Stride& stride : unit.strides) {
                inner.units *= stride.count;
                inner.strides.push_back(Stride{coefficient * stride.step, stride.count});
            }
            self(self, term + 1, inner);
        }
    };
    descend(descend, 0, Together{});
}

AxisFootprint Footprints::measure_parent(AxisFootprints& all, const workloads::Axis& axis,
                                         const Kinds& kinds, bool output) {
    AxisFootprint result;
    after_.clear();
    fresh_.clear();
    before_.clear();
    combine(axis, kinds, [&](const Together& unit) {
        result.all_after = plus(result.all_after, times(unit.after, unit.units));
        result.all_common = plus(result.all_common, times(unit.common(), unit.units));
        add_unit(all.units, UnitFootprint{unit.after, unit.common()});
        add(after_, unit, 0, unit.after);
        add_new(fresh_, unit);
        if (output) {
            result.all_before = plus(result.all_before, times(unit.before, unit.units));
            add(before_, unit, unit.shift, unit.before);
        }
    });
    result.union_after = covered(after_);
    result.union_new = covered(fresh_);
    result.union_before = covered(before_);
    return result;
}

void Footprints::measure(AxisFootprints& result, const AxisAt& at,
                         const std::vector<std::size_t>& pairs) {
    const workloads::Axis& axis = layer_.tensors[at.tensor].axes[at.axis];
    const SplitsAbove& splits = nest_.stores[at.memory][at.tensor.value].splits_above;
    if (spreads_.size() < axis.size()) {
        spreads_.resize(axis.size());
    }
    std::size_t combinations = 1;
    for (std::size_t term = 0; term < axis.size(); ++term) {
        const DimensionIndex dimension = axis[term].dimension;
        spreader_.spread(spreads_[term], nest_.chains[dimension],
                         ranges_[dimension].pair(pairs[dimension.value]), at.sharing,
                         splits[dimension.value]);
        combinations *= spreads_[term].parents.size();
    }
    Kinds kinds(axis.size(), 0);
    for (std::size_t combination = 0; combination < combinations; ++combination) {
        std::size_t digits = combination;
        for (std::size_t term = axis.size(); term-- > 0;) {
            kinds[term] = digits % spreads_[term].parents.size();
            digits /= spreads_[term].parents.size();
        }
        add_parent(result, at, kinds);
    }
}

void Footprints::add_parent(AxisFootprints& result, const AxisAt& at, const Kinds& kinds) {
    std::int64_t parents = 1;
    std::int64_t in_group = 1;
    std::size_t group = 0;
    bool alone = true;
    for (std::size_t term = 0; term < kinds.size(); ++term) {
        const UnitSpread& spread = spreads_[term];
        parents = times(parents, spread.parents[kinds[term]]);
        in_group = times(in_group, spread.in_group(kinds[term]));
        group = group * spread.group_kinds() + spread.group_of(kinds[term]);
        alone = alone && spread.parents.size() == 1;
    }
    const AxisFootprint footprint = measure_parent(result, layer_.tensors[at.tensor].axes[at.axis],
                                                   kinds, at.tensor == layer_.output);
    accumulate(result.total, footprint, parents);
    if (alone && parents == 1) {
        return;
    }
    if (group == result.by_group.size()) {
        result.by_group.emplace_back();
    }
    accumulate(result.by_group[group], footprint, in_group);
}

ParentKinds Footprints::parent_kinds(MemoryIndex parent, DimensionIndex dimension,
                                     const PositionPair& pair) {
    const Chain& chain = nest_.chains[dimension];
    std::size_t end = chain.splits.size();
    while (end > 0 &&
           (!chain.splits[end - 1].spatial || chain.splits[end - 1].memory > parent.value)) {
        --end;
    }
    if (end == 0) {
        return {0};
    }
    UnitSpread units;
    spreader_.spread(units, chain, pair, Sharing{parent.value, parent.value}, end);
    return units.behind;
}

Activity Footprints::activity(MemoryIndex memory, DimensionIndex dimension,
                              const PositionPair& pair, Sharing sharing) {
    if (spreads_.empty()) {
        spreads_.resize(1);
    }
    UnitSpread& units = spreads_.front();
    spreader_.spread(units, nest_.chains[dimension], pair, sharing,
                     nest_.stores[memory][layer_.output.value].splits_above[dimension.value]);
    ++measured_;
    boost::container::small_vector<std::int64_t, 8> working(units.parents.size(), 0);
    for (const Sibling& unit : units.siblings) {
        std::int64_t count = unit.after > 0 ? 1 : 0;
        for (const Stride& stride : unit.strides) {
            count *= stride.count;
        }
        working[unit.parent] += count;
    }
    Activity result;
    result.by_group.resize(units.group_kinds());
    for (std::size_t kind = 0; kind < working.size(); ++kind) {
        const WorkingUnits one{working[kind], working[kind] > 0 ? 1 : 0};
        add(result.total, one, units.parents[kind]);
        add(result.by_group[units.group_of(kind)], one, units.in_group(kind));
    }
    return result;
}

} // namespace counterpoint::analytical
