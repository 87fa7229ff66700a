#include "analytical/transition_costs.hpp"

#include <algorithm>

#include "analytical/checked.hpp"

namespace counterpoint::analytical {

TransitionCosts::TransitionCosts(const workloads::Layer& layer, const hw::Hardware& hardware,
                                 const Nest& nest, const Table<DimensionIndex, Ranges>& ranges,
                                 Footprints& footprints)
    : layer_(layer), hardware_(hardware), nest_(nest), ranges_(ranges), footprints_(footprints),
      kinds_(layer.dimensions.size(), 0), senders_(layer.dimensions.size(), ParentKinds{0}) {
    for (const workloads::Tensor& tensor : layer.tensors) {
        element_bytes_.push_back(hardware.bytes_of(tensor.name));
    }
}

Transition TransitionCosts::transition(const Step& step) {
    Transition result;
    result.first_memory = step.first_memory;
    result.steps.reserve(nest_.stores.size() - step.first_memory);
    for (std::size_t b = step.first_memory; b < nest_.stores.size(); ++b) {
        result.steps.emplace_back();
        if (step.drained_loop[b] != none) {
            add_drain(result, step, MemoryIndex{b});
        }
        if (step.begins) {
            add_fill(result, step, MemoryIndex{b});
        }
    }
    return result;
}

void TransitionCosts::add_fill(Transition& result, const Step& step, MemoryIndex memory) {
    const hw::FillNetwork& network = hardware_.memories[memory].fill;
    const Sent most = most_sent(step, Transfer{memory, memory.value});
    BoundaryStep& boundary = result.steps.back();
    boundary.reloads = most.reloads;
    boundary.fill_bytes = most.bytes;
    boundary.fill_cycles = ceiling(most.bytes, network.bytes_per_cycle);
    boundary.fill_latency = most.bytes > 0 ? network.latency_cycles : 0;
    if (!nest_.leaps.empty()) {
        add_passed(result, step, memory);
    }
}

void TransitionCosts::add_passed(Transition& result, const Step& step, MemoryIndex memory) {
    BoundaryStep& boundary = result.steps.back();
    for (std::size_t network = 1; network < memory.value; ++network) {
        bool passed = false;
        for (std::size_t i = 0; i < nest_.leaps.size(); ++i) {
            const Leap& leap = nest_.leaps[i];
            passed = passed || (leap.to == memory.value && leap.passes(network) && step.moved[i]);
        }
        if (!passed) {
            continue;
        }
        const hw::FillNetwork& used = hardware_.memories[MemoryIndex{network}].fill;
        const std::int64_t bytes = most_sent(step, Transfer{memory, network}).bytes;
        const std::int64_t cycles = ceiling(bytes, used.bytes_per_cycle);
        boundary.fill_cycles = std::max(boundary.fill_cycles, cycles);
        boundary.fill_latency += bytes > 0 ? used.latency_cycles : 0;
        result.passed_in.push_back(PassedNetwork{memory.value, network, bytes, cycles});
    }
}

TransitionCosts::Sent TransitionCosts::most_sent(const Step& step, const Transfer& transfer) {
    std::fill(kinds_.begin(), kinds_.end(), 0);
    for (std::size_t d = 0; d < senders_.size(); ++d) {
        const DimensionIndex dimension{d};
        senders_[d] = footprints_.parent_kinds(MemoryIndex{transfer.network - 1}, dimension,
                                               ranges_[dimension].pair(step.pairs[d]));
    }
    Sent most;
    do {
        const Sent sent = sent_by_sender(step, transfer);
        most.bytes = std::max(most.bytes, sent.bytes);
        most.reloads = most.reloads || sent.reloads;
    } while (next_kinds());
    return most;
}

TransitionCosts::Sent TransitionCosts::sent_by_sender(const Step& step, const Transfer& transfer) {
    Sent sent;
    for (std::size_t t = 0; t < layer_.tensors.size(); ++t) {
        const TensorIndex tensor{t};
        const TensorChain& chain = nest_.tensor_chains[tensor];
        if (!chain.has(transfer.memory.value) ||
            chain.before(transfer.memory.value) >= transfer.network) {
            continue;
        }
        if (tensor == layer_.output && step.holders[transfer.memory.value] == none) {
            continue;
        }
        const std::int64_t elements = new_elements(step, transfer, tensor);
        if (tensor == layer_.output && elements > 0) {
            if (!sender_hands_back(step, transfer)) {
                continue;
            }
            sent.reloads = true;
        }
        sent.bytes = plus(sent.bytes, times(elements, element_bytes_[t]));
    }
    return sent;
}

std::int64_t TransitionCosts::new_elements(const Step& step, const Transfer& transfer,
                                           TensorIndex tensor) {
    // Without multicast, a unit that is passed still takes an element once for all below it.
    const std::size_t sender = transfer.network - 1;
    const bool multicast =
        tensor == layer_.output || hardware_.memories[MemoryIndex{transfer.network}].fill.multicast;
    const bool once = multicast || transfer.network < transfer.memory.value;
    const Sharing sharing{sender, multicast || !once ? sender : transfer.network};
    std::int64_t after = 1;
    std::int64_t held = step.first ? 0 : 1; // a scalar has no axis to tell
    const std::size_t axes = layer_.tensors[tensor].axes.size();
    for (std::size_t axis = 0; axis < axes; ++axis) {
        const AxisFootprint& footprint =
            axis_of_sender(AxisAt{transfer.memory, tensor, axis, sharing}, step);
        after = times(after, once ? footprint.union_after : footprint.all_after);
        held = times(held, once ? footprint.union_kept() : footprint.all_common);
    }
    std::int64_t elements = after - held;
    for (std::size_t d = 0; d < layer_.dimensions.size() && !multicast; ++d) {
        if (!nest_.mentions(tensor, DimensionIndex{d})) {
            elements = times(elements, siblings(DimensionIndex{d}, transfer.network));
        }
    }
    return elements;
}

bool TransitionCosts::sender_hands_back(const Step& step, const Transfer& transfer) {
    const std::size_t sender = transfer.network - 1;
    for (std::size_t d = 0; d < layer_.dimensions.size(); ++d) {
        const DimensionIndex dimension{d};
        if (senders_[d].size() > 1 && !nest_.mentions(layer_.output, dimension)) {
            if (senders_[d][kinds_[d]] > step.holders[transfer.memory.value]) {
                return false; // sums came back to a lower-numbered unit
            }
            const PositionPair pair = ranges_[dimension].pair(step.pairs[d]);
            const Activity activity =
                footprints_.activity(transfer.memory, dimension, pair, Sharing{sender, sender});
            if (activity.by_group[kinds_[d]].units == 0) {
                return false;
            }
        }
    }
    return true;
}

void TransitionCosts::add_drain(Transition& result, const Step& step, MemoryIndex memory) {
    BoundaryStep& boundary = result.steps.back();
    const std::size_t parent = nest_.tensor_chains[layer_.output].before(memory.value);
    std::size_t adders = memory.value;
    for (std::size_t network = memory.value; network > parent; --network) {
        const hw::DrainNetwork& used = hardware_.memories[MemoryIndex{network}].drain;
        if (used.reduction) {
            adders = network - 1;
        }
        const std::int64_t bytes = times(received_elements(step, Transfer{memory, network}, adders),
                                         element_bytes_[layer_.output.value]);
        const std::int64_t cycles = ceiling(bytes, used.bytes_per_cycle);
        boundary.drain_cycles = std::max(boundary.drain_cycles, cycles);
        if (network == memory.value) {
            boundary.drain_bytes = bytes;
        } else {
            result.passed_out.push_back(PassedNetwork{memory.value, network, bytes, cycles});
        }
    }
}

std::int64_t TransitionCosts::received_elements(const Step& step, const Transfer& transfer,
                                                std::size_t adders) {
    // Unit 0 has the longest ranges of all and a tile leaves whole, so it receives the most.
    std::fill(kinds_.begin(), kinds_.end(), 0);
    const std::size_t receiver = transfer.network - 1;
    const bool all = adders == transfer.memory.value;
    const Sharing sharing{receiver, all ? receiver : adders};
    std::int64_t elements = 1;
    const std::size_t axes = layer_.tensors[layer_.output].axes.size();
    for (std::size_t axis = 0; axis < axes; ++axis) {
        const AxisFootprint& footprint =
            axis_of_sender(AxisAt{transfer.memory, layer_.output, axis, sharing}, step);
        elements = times(elements, all ? footprint.all_before : footprint.union_before);
    }
    for (std::size_t d = 0; d < layer_.dimensions.size() && adders != receiver; ++d) {
        if (!nest_.mentions(layer_.output, DimensionIndex{d})) {
            elements = times(elements, drained_units(step, transfer, adders, DimensionIndex{d}));
        }
    }
    return elements;
}

std::int64_t TransitionCosts::drained_units(const Step& step, const Transfer& transfer,
                                            std::size_t adders, DimensionIndex dimension) {
    // A unit holds sums if it had work when its tile came, that is, with all loops that leave the
    // tile in place at their first index.
    const Ranges& ranges = ranges_[dimension];
    const PositionPair pair = ranges.pair(step.pairs[dimension.value]);
    const std::size_t loops = nest_.chains[dimension].loops;
    const std::size_t drained = step.drained_loop[transfer.memory.value];
    const std::size_t outside = drained == whole_layer ? 0 : nest_.level_at(dimension, drained + 1);
    std::vector<std::int64_t> position(pair.before, pair.before + outside);
    position.resize(loops, 0);
    const PositionPair arrival{position.data(), position.data(), false};
    const std::size_t receiver = transfer.network - 1;
    const bool all = adders == transfer.memory.value;
    const Activity activity = footprints_.activity(transfer.memory, dimension, arrival,
                                                   Sharing{receiver, all ? receiver : adders});
    const WorkingUnits& working = activity.by_group.front();
    return all ? working.units : working.parents;
}

const AxisFootprint& TransitionCosts::axis_of_sender(const AxisAt& at, const Step& step) {
    std::size_t kind = 0;
    for (const workloads::AxisTerm& term : layer_.tensors[at.tensor].axes[at.axis]) {
        const std::size_t d = term.dimension.value;
        kind = kind * senders_[d].size() + kinds_[d];
    }
    return footprints_.axis(at, step.pairs).of_group(kind);
}

bool TransitionCosts::next_kinds() {
    for (std::size_t d = 0; d < kinds_.size(); ++d) {
        if (++kinds_[d] < senders_[d].size()) {
            return true;
        }
        kinds_[d] = 0;
    }
    return false;
}

std::int64_t TransitionCosts::siblings(DimensionIndex dimension, std::size_t memory) const {
    std::int64_t units = 1;
    for (const Split& split : nest_.chains[dimension].splits) {
        if (split.spatial && split.memory == memory) {
            units = times(units, split.units);
        }
    }
    return units;
}

} // namespace counterpoint::analytical
