#include "analytical/movement.hpp"

#include <algorithm>
#include <utility>

#include "analytical/checked.hpp"

namespace counterpoint::analytical {

Movements::Movements(const workloads::Layer& layer, const Nest& nest,
                     const Table<DimensionIndex, Ranges>& ranges, Footprints& footprints)
    : layer_(layer), nest_(nest), ranges_(ranges), footprints_(footprints),
      pairs_(layer.dimensions.size(), Ranges::initial_pair()), steps_(layer.dimensions.size()) {
    for (std::size_t d = 0; d < steps_.size(); ++d) {
        steps_[d].resize(variants(DimensionIndex{d}));
    }
}

bool Movements::moves(MemoryIndex memory, TensorIndex tensor, std::size_t loop) const {
    const std::size_t end = nest_.stores[memory][tensor.value].loops_above;
    for (std::size_t inner = loop; inner < end; ++inner) {
        if (nest_.mentions(tensor, nest_.loops[inner].dimension)) {
            return true;
        }
    }
    return false;
}

Movement Movements::of(MemoryIndex memory, TensorIndex tensor) {
    const std::size_t source = nest_.tensor_chains[tensor].before(memory.value);
    Movement movement = below(Flow{memory, tensor, memory.value - 1});
    for (std::size_t outer = memory.value - 1; outer-- > source;) {
        movement.once.push_back(below(Flow{memory, tensor, outer}).once.front());
    }
    return movement;
}

Movement Movements::below(const Flow& flow) {
    known_.resize(layer_.tensors[flow.tensor].axes.size());
    for (std::vector<AxisSums>& known : known_) {
        known.clear();
    }
    Movement sum;
    add_transition(sum, flow, start);
    sum.tile = std::exchange(sum.renewed, 0);
    for (std::size_t loop = 0; moves(flow.memory, flow.tensor, loop); ++loop) {
        add_transition(sum, flow, loop);
    }
    return sum;
}

void Movements::add_transition(Movement& sum, const Flow& flow, std::size_t loop) {
    const std::int64_t before = loop == start ? 0 : 1; // a scalar has no axis to tell
    AxisSums product{0, 1, before, 1, before, {UnitFootprint{1, before}}};
    for (std::size_t axis = 0; axis < known_.size(); ++axis) {
        const AxisSums& sums =
            axis_sums(AxisAt{flow.memory, flow.tensor, axis, {flow.outer, flow.outer}}, loop);
        product.all_after = times(product.all_after, sums.all_after);
        product.all_common = times(product.all_common, sums.all_common);
        product.union_after = times(product.union_after, sums.union_after);
        product.union_kept = times(product.union_kept, sums.union_kept);
        UnitFootprints boxes;
        for (const UnitFootprint& box : product.units) {
            for (const UnitFootprint& unit : sums.units) {
                add_unit(boxes, {times(box.after, unit.after), times(box.common, unit.common)});
            }
        }
        product.units = std::move(boxes);
    }
    const Factor factor = unmentioned(flow, loop);
    sum.all = plus(sum.all, times(factor.all, product.all_after - product.all_common));
    std::int64_t& once = sum.once.front();
    once = plus(once, times(factor.once, product.union_after - product.union_kept));
    for (const UnitFootprint& box : product.units) {
        sum.renewed = std::max(sum.renewed, box.after - box.common);
    }
}

Movements::Factor Movements::unmentioned(const Flow& flow, std::size_t loop) {
    Factor product;
    for (std::size_t d = 0; d < layer_.dimensions.size(); ++d) {
        const DimensionIndex dimension{d};
        if (nest_.mentions(flow.tensor, dimension) || nest_.chains[dimension].splits.empty()) {
            continue;
        }
        Factor factor;
        if (flow.tensor == layer_.output) {
            factor = working_units(flow, dimension, loop);
        } else {
            const std::int64_t often = repeats(dimension, loop);
            factor.all = times(often, units(dimension, flow.memory.value));
            factor.once = times(often, units(dimension, flow.outer));
        }
        product.all = times(product.all, factor.all);
        product.once = times(product.once, factor.once);
    }
    return product;
}

Movements::Factor Movements::working_units(const Flow& flow, DimensionIndex dimension,
                                           std::size_t loop) {
    Factor working{0, 0};
    for (const PairCount& step : steps(dimension, loop)) {
        const WorkingUnits work =
            footprints_
                .activity(flow.memory, dimension, ranges_[dimension].pair(step.pair),
                          Sharing{flow.outer, flow.outer})
                .total;
        working.all = plus(working.all, times(step.count, work.units));
        working.once = plus(working.once, times(step.count, work.parents));
    }
    return working;
}

const Movements::AxisSums& Movements::axis_sums(const AxisAt& at, std::size_t loop) {
    std::uint64_t key = 0;
    for (const workloads::AxisTerm& term : layer_.tensors[at.tensor].axes[at.axis]) {
        key = key * variants(term.dimension) + variant(term.dimension, loop);
    }
    std::vector<AxisSums>& known = known_[at.axis];
    for (const AxisSums& sums : known) {
        if (sums.key == key) {
            return sums;
        }
    }
    known.push_back(AxisSums{key, 0, 0, 0, 0, {}});
    add_terms(known.back(), at, loop, 0, 1);
    return known.back();
}

void Movements::add_terms(AxisSums& sums, const AxisAt& at, std::size_t loop, std::size_t term,
                          std::int64_t count) {
    const workloads::Axis& axis = layer_.tensors[at.tensor].axes[at.axis];
    if (term < axis.size()) {
        for (const PairCount& step : steps(axis[term].dimension, loop)) {
            pairs_[axis[term].dimension.value] = step.pair;
            add_terms(sums, at, loop, term + 1, times(count, step.count));
        }
        return;
    }
    const AxisFootprints& footprints = footprints_.axis(at, pairs_);
    const AxisFootprint& total = footprints.total;
    sums.all_after = plus(sums.all_after, times(count, total.all_after));
    sums.all_common = plus(sums.all_common, times(count, total.all_common));
    sums.union_after = plus(sums.union_after, times(count, total.union_after));
    sums.union_kept = plus(sums.union_kept, times(count, total.union_kept()));
    for (const UnitFootprint& unit : footprints.units) {
        add_unit(sums.units, unit);
    }
}

std::size_t Movements::variants(DimensionIndex dimension) const {
    return 2 * nest_.chains[dimension].loops + 3;
}

std::size_t Movements::variant(DimensionIndex dimension, std::size_t loop) const {
    if (loop == start) {
        return 0;
    }
    return 1 + 2 * nest_.level_at(dimension, loop) +
           (nest_.loops[loop].dimension == dimension ? 1 : 0);
}

const Movements::PairCounts& Movements::steps(DimensionIndex dimension, std::size_t loop) {
    PairCounts& steps = steps_[dimension.value][variant(dimension, loop)];
    if (!steps.empty()) {
        return steps;
    }
    if (loop == start) {
        steps.push_back({Ranges::initial_pair(), 1});
        return steps;
    }
    const bool advances = nest_.loops[loop].dimension == dimension;
    for (const RangeClass& range : ranges_[dimension].classes(nest_.level_at(dimension, loop))) {
        if (!advances) {
            steps.push_back({range.reset_pair, range.occurrences});
            continue;
        }
        for (const Advance& advance : range.advances) {
            steps.push_back({advance.pair, times(range.occurrences, advance.count)});
        }
    }
    return steps;
}

std::int64_t Movements::repeats(DimensionIndex dimension, std::size_t loop) const {
    if (loop == start) {
        return 1;
    }
    const std::size_t level = nest_.level_at(dimension, loop);
    const Ranges& ranges = ranges_[dimension];
    return nest_.loops[loop].dimension == dimension ? ranges.steps(level) : ranges.positions(level);
}

std::int64_t Movements::units(DimensionIndex dimension, std::size_t memory) const {
    std::int64_t product = 1;
    for (const Split& split : nest_.chains[dimension].splits) {
        if (split.spatial && split.memory <= memory) {
            product = times(product, split.units);
        }
    }
    return product;
}

} // namespace counterpoint::analytical
