#include "analytical/transition_costs.hpp"

#include <algorithm>

#include "analytical/checked.hpp"

namespace counterpoint::analytical {

TransitionCosts::TransitionCosts(const workloads::Layer& layer, const hw::Hardware& hardware,
                                 const Nest& nest, const Table<DimensionIndex, Ranges>& ranges,
                                 Footprints& footprints)
    : layer_(layer), hardware_(hardware), nest_(nest), ranges_(ranges), footprints_(footprints),
      mentions_(layer.tensors.size() * layer.dimensions.size(), false),
      kinds_(layer.dimensions.size(), 0), parents_(layer.dimensions.size(), ParentKinds{0}) {
    for (std::size_t t = 0; t < layer.tensors.size(); ++t) {
        const workloads::Tensor& tensor = layer.tensors[TensorIndex{t}];
        element_bytes_.push_back(hardware.bytes_of(tensor.name));
        for (const workloads::Axis& axis : tensor.axes) {
            for (const workloads::AxisTerm& term : axis) {
                mentions_[t * layer.dimensions.size() + term.dimension.value] = true;
            }
        }
    }
}

Transition TransitionCosts::transition(const Step& step) {
    Transition result;
    result.first_memory = step.first_memory;
    for (std::size_t b = step.first_memory; b < nest_.stores.size(); ++b) {
        BoundaryStep boundary;
        if (step.drained_loop[b] != none) {
            add_drain(boundary, step, MemoryIndex{b});
        }
        if (step.begins) {
            add_fill(boundary, step, MemoryIndex{b});
        }
        result.steps.push_back(boundary);
    }
    return result;
}

void TransitionCosts::add_fill(BoundaryStep& result, const Step& step, MemoryIndex memory) {
    std::fill(kinds_.begin(), kinds_.end(), 0);
    std::int64_t most = 0;
    for (std::size_t d = 0; d < parents_.size(); ++d) {
        parents_[d] = footprints_.parent_kinds(memory, DimensionIndex{d},
                                               ranges_[DimensionIndex{d}].pair(step.pairs[d]));
    }
    do {
        const Sent sent = sent_by_parent(step, memory);
        most = std::max(most, sent.bytes);
        result.reloads = result.reloads || sent.reloads;
    } while (next_kinds());
    result.fills = most > 0;
    result.fill_bytes = most;
    result.fill_cycles = ceiling(most, hardware_.memories[memory].fill.bytes_per_cycle);
}

TransitionCosts::Sent TransitionCosts::sent_by_parent(const Step& step, MemoryIndex memory) {
    Sent sent;
    for (std::size_t t = 0; t < layer_.tensors.size(); ++t) {
        const TensorIndex tensor{t};
        if (tensor == layer_.output && step.holders[memory.value] == none) {
            continue;
        }
        const std::int64_t elements = new_elements(step, memory, tensor);
        if (tensor == layer_.output && elements > 0) {
            if (!parent_hands_back(step, memory)) {
                continue;
            }
            sent.reloads = true;
        }
        sent.bytes = plus(sent.bytes, times(elements, element_bytes_[t]));
    }
    return sent;
}

std::int64_t TransitionCosts::new_elements(const Step& step, MemoryIndex memory,
                                           TensorIndex tensor) {
    const bool once = tensor == layer_.output || hardware_.memories[memory].fill.multicast;
    std::int64_t after = 1;
    std::int64_t held = step.first ? 0 : 1; // a scalar has no axis to tell
    const std::size_t axes = layer_.tensors[tensor].axes.size();
    for (std::size_t axis = 0; axis < axes; ++axis) {
        const AxisFootprint& footprint = axis_of_parent(AxisAt{memory, tensor, axis}, step);
        after = times(after, once ? footprint.union_after : footprint.all_after);
        held = times(held, once ? footprint.union_kept() : footprint.all_common);
    }
    std::int64_t elements = after - held;
    for (std::size_t d = 0; d < layer_.dimensions.size() && !once; ++d) {
        if (!mentions(tensor, DimensionIndex{d})) {
            elements = times(elements, siblings(DimensionIndex{d}, memory));
        }
    }
    return elements;
}

bool TransitionCosts::parent_hands_back(const Step& step, MemoryIndex memory) {
    for (std::size_t d = 0; d < layer_.dimensions.size(); ++d) {
        const DimensionIndex dimension{d};
        if (parents_[d].size() > 1 && !mentions(layer_.output, dimension)) {
            if (parents_[d][kinds_[d]] > step.holders[memory.value]) {
                return false; // sums came back to a lower-numbered unit
            }
            const PositionPair pair = ranges_[dimension].pair(step.pairs[d]);
            if (footprints_.activity(memory, dimension, pair).by_parent[kinds_[d]] == 0) {
                return false;
            }
        }
    }
    return true;
}

void TransitionCosts::add_drain(BoundaryStep& result, const Step& step, MemoryIndex memory) {
    // Unit 0 has the longest ranges of all and a tile leaves whole, so parent 0 receives the most.
    std::fill(kinds_.begin(), kinds_.end(), 0);
    const bool reduces = hardware_.memories[memory].drain.reduction;
    std::int64_t elements = 1;
    const std::size_t axes = layer_.tensors[layer_.output].axes.size();
    for (std::size_t axis = 0; axis < axes; ++axis) {
        const AxisFootprint& footprint = axis_of_parent(AxisAt{memory, layer_.output, axis}, step);
        elements = times(elements, reduces ? footprint.union_before : footprint.all_before);
    }
    for (std::size_t d = 0; d < layer_.dimensions.size() && !reduces; ++d) {
        if (!mentions(layer_.output, DimensionIndex{d})) {
            elements = times(elements, drained_units(step, memory, DimensionIndex{d}));
        }
    }
    result.drain_bytes = times(elements, element_bytes_[layer_.output.value]);
    result.drain_cycles =
        ceiling(result.drain_bytes, hardware_.memories[memory].drain.bytes_per_cycle);
}

std::int64_t TransitionCosts::drained_units(const Step& step, MemoryIndex memory,
                                            DimensionIndex dimension) {
    // A unit holds sums if it had work when its tile came, that is, with all loops that leave the
    // tile in place at their first index.
    const Ranges& ranges = ranges_[dimension];
    const PositionPair pair = ranges.pair(step.pairs[dimension.value]);
    const std::size_t loops = nest_.chains[dimension].loops;
    const std::size_t drained = step.drained_loop[memory.value];
    const std::size_t outside = drained == whole_layer ? 0 : nest_.level_at(dimension, drained + 1);
    std::vector<std::int64_t> position(pair.before, pair.before + outside);
    position.resize(loops, 0);
    const PositionPair arrival{position.data(), position.data(), false};
    return footprints_.activity(memory, dimension, arrival).by_parent.front();
}

const AxisFootprint& TransitionCosts::axis_of_parent(const AxisAt& at, const Step& step) {
    std::size_t kind = 0;
    for (const workloads::AxisTerm& term : layer_.tensors[at.tensor].axes[at.axis]) {
        const std::size_t d = term.dimension.value;
        kind = kind * parents_[d].size() + kinds_[d];
    }
    return footprints_.axis(at, step.pairs).of_parent(kind);
}

bool TransitionCosts::next_kinds() {
    for (std::size_t d = 0; d < kinds_.size(); ++d) {
        if (++kinds_[d] < parents_[d].size()) {
            return true;
        }
        kinds_[d] = 0;
    }
    return false;
}

std::int64_t TransitionCosts::siblings(DimensionIndex dimension, MemoryIndex memory) const {
    std::int64_t units = 1;
    for (const Split& split : nest_.chains[dimension].splits) {
        if (split.spatial && split.memory == memory.value) {
            units = times(units, split.units);
        }
    }
    return units;
}

} // namespace counterpoint::analytical
