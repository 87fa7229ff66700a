#include "analytical/footprint.hpp"

#include <algorithm>
#include <array>
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
    : layer_(layer), nest_(nest), ranges_(ranges) {
    for (const workloads::Tensor& tensor : layer.tensors) {
        first_axis_.push_back(axes_);
        axes_ += tensor.axes.size();
    }
    known_.resize(axes_ * nest.stores.size());
}

const AxisFootprints& Footprints::axis(const AxisAt& at, const std::vector<std::size_t>& pairs) {
    std::uint64_t key = 0;
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
    const std::vector<std::size_t>& above = nest_.stores[at.memory][at.tensor.value].splits_above;
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
    const std::vector<std::size_t>& above = nest_.stores[at.memory][at.tensor.value].splits_above;
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

void Footprints::spread(Spread& result, DimensionIndex dimension, const PositionPair& pair,
                        MemoryIndex memory, std::size_t splits) {
    const Chain& chain = nest_.chains[dimension];
    result.parents.assign(1, 1);
    result.behind.assign(1, 0);
    result.siblings.clear();
    result.siblings.push_back(Sibling{0, 0, chain.size, pair.initial ? 0 : chain.size, 0, {}});
    std::size_t loop = 0;
    for (std::size_t i = 0; i < splits; ++i) {
        const Split& split = chain.splits[i];
        if (split.spatial) {
            divide(result, split, split.memory < memory.value);
            continue;
        }
        const std::int64_t after = pair.after[loop] * split.tile;
        const std::int64_t before = pair.before[loop] * split.tile;
        for (Sibling& unit : result.siblings) {
            unit.shift += before - after;
            unit.after = std::clamp<std::int64_t>(unit.after - after, 0, split.tile);
            unit.before = std::clamp<std::int64_t>(unit.before - before, 0, split.tile);
        }
        ++loop;
    }
}

void Footprints::divide(Spread& result, const Split& split, bool parents) {
    pieces_.clear();
    kinds_.clear();
    behind_.clear();
    for (const Sibling& whole : result.siblings) {
        divide_unit(result, whole, split, parents);
    }
    std::swap(result.siblings, pieces_);
    if (parents) {
        std::swap(result.parents, kinds_);
        std::swap(result.behind, behind_);
    }
}

void Footprints::divide_unit(Spread& result, const Sibling& whole, const Split& split,
                             bool parents) {
    // Units whose pieces have one length before and one after stay together.
    std::array<std::int64_t, 6> edges{0,
                                      split.units,
                                      whole.after / split.tile,
                                      ceiling(whole.after, split.tile),
                                      whole.before / split.tile,
                                      ceiling(whole.before, split.tile)};
    std::sort(edges.begin(), edges.end());
    for (std::size_t e = 0; e + 1 < edges.size() && edges[e] < split.units; ++e) {
        const std::int64_t first = edges[e];
        const std::int64_t units = std::min(edges[e + 1], split.units) - first;
        if (units == 0) {
            continue;
        }
        Sibling piece = whole;
        piece.after = std::clamp<std::int64_t>(whole.after - first * split.tile, 0, split.tile);
        piece.before = std::clamp<std::int64_t>(whole.before - first * split.tile, 0, split.tile);
        if (parents) {
            piece.parent = kinds_.size();
            kinds_.push_back(times(result.parents[whole.parent], units));
            behind_.push_back(first > 0 ? split.memory : result.behind[whole.parent]);
        } else if (piece.after == 0 && piece.before == 0) {
            continue;
        } else {
            piece.offset += first * split.tile;
            if (units > 1) {
                piece.strides.push_back(Stride{split.tile, units});
            }
        }
        pieces_.push_back(std::move(piece));
    }
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
    const std::vector<std::size_t>& splits = nest_.stores[at.memory][at.tensor.value].splits_above;
    if (spreads_.size() < axis.size()) {
        spreads_.resize(axis.size());
    }
    std::size_t combinations = 1;
    for (std::size_t term = 0; term < axis.size(); ++term) {
        const DimensionIndex dimension = axis[term].dimension;
        spread(spreads_[term], dimension, ranges_[dimension].pair(pairs[dimension.value]),
               at.memory, splits[dimension.value]);
        combinations *= spreads_[term].parents.size();
    }
    Kinds kinds(axis.size(), 0);
    for (std::size_t combination = 0; combination < combinations; ++combination) {
        std::size_t digits = combination;
        std::int64_t parents = 1;
        for (std::size_t term = axis.size(); term-- > 0;) {
            kinds[term] = digits % spreads_[term].parents.size();
            digits /= spreads_[term].parents.size();
            parents = times(parents, spreads_[term].parents[kinds[term]]);
        }
        const AxisFootprint footprint =
            measure_parent(result, axis, kinds, at.tensor == layer_.output);
        accumulate(result.total, footprint, parents);
        if (combinations > 1 || parents > 1) {
            result.by_parent.push_back(footprint);
        }
    }
}

ParentKinds Footprints::parent_kinds(MemoryIndex memory, DimensionIndex dimension,
                                     const PositionPair& pair) {
    const std::vector<Split>& splits = nest_.chains[dimension].splits;
    std::size_t end = splits.size();
    while (end > 0 && (!splits[end - 1].spatial || splits[end - 1].memory >= memory.value)) {
        --end;
    }
    if (end == 0) {
        return {0};
    }
    Spread units;
    spread(units, dimension, pair, memory, end);
    return units.behind;
}

Activity Footprints::activity(MemoryIndex memory, DimensionIndex dimension,
                              const PositionPair& pair) {
    if (spreads_.empty()) {
        spreads_.resize(1);
    }
    Spread& units = spreads_.front();
    spread(units, dimension, pair, memory,
           nest_.stores[memory][layer_.output.value].splits_above[dimension.value]);
    ++measured_;
    Activity result;
    result.by_parent.assign(units.parents.size(), 0);
    for (const Sibling& unit : units.siblings) {
        std::int64_t count = unit.after > 0 ? 1 : 0;
        for (const Stride& stride : unit.strides) {
            count *= stride.count;
        }
        result.by_parent[unit.parent] += count;
    }
    for (std::size_t kind = 0; kind < units.parents.size(); ++kind) {
        result.units = plus(result.units, times(units.parents[kind], result.by_parent[kind]));
        result.parents = plus(result.parents, result.by_parent[kind] > 0 ? units.parents[kind] : 0);
    }
    return result;
}

} // namespace counterpoint::analytical
