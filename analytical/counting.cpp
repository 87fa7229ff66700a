#include "analytical/counting.hpp"

#include <string>

#include "analytical/checked.hpp"

namespace counterpoint::analytical {

Counting::Counting(const workloads::Layer& layer, const hw::Hardware& hardware, const Nest& nest,
                   Movements& movements)
    : layer_(layer), hardware_(hardware), nest_(nest), movements_(hardware.memories.size()),
      crossings_(hardware.memories.size()), additions_(hardware.memories.size()) {
    for (const workloads::Dimension& dimension : layer.dimensions) {
        macs_ = times(macs_, dimension.size);
    }
    for (std::size_t b = 0; b < hardware.memories.size(); ++b) {
        const MemoryIndex memory{b};
        movements_[memory].resize(b > 0 ? layer.tensors.size() : 0);
        crossings_[memory].resize(layer.tensors.size());
        for (std::size_t t = 0; t < movements_[memory].size(); ++t) {
            if (nest.tensor_chains[TensorIndex{t}].has(b)) {
                movements_[memory][t] = movements.of(memory, TensorIndex{t});
            }
        }
    }
}

std::int64_t Counting::whole(TensorIndex tensor) const {
    std::int64_t product = 1;
    for (const workloads::Axis& axis : layer_.tensors[tensor].axes) {
        std::int64_t extent = 1;
        for (const workloads::AxisTerm& term : axis) {
            extent =
                plus(extent, times(term.coefficient, layer_.dimensions[term.dimension].size - 1));
        }
        product = times(product, extent);
    }
    return product;
}

hw::Counts Counting::counts() {
    hw::Counts counts(hardware_.memories.size(), std::vector<hw::Access>(layer_.tensors.size()));
    for (std::size_t t = 0; t < layer_.tensors.size(); ++t) {
        if (TensorIndex{t} != layer_.output) {
            count_input(counts, TensorIndex{t});
        }
    }
    count_output(counts);
    return counts;
}

std::int64_t Counting::entering(MemoryIndex memory, TensorIndex tensor, std::size_t outer) const {
    const Movement& moved = movement(memory, tensor);
    return outer == memory.value ? moved.all : moved.once[memory.value - 1 - outer];
}

bool Counting::accumulates(std::size_t memory) const {
    return memory > 0 && hardware_.memories[MemoryIndex{memory}].accumulate;
}

void Counting::count_input(hw::Counts& counts, TensorIndex tensor) {
    const std::size_t t = tensor.value;
    const TensorChain& chain = nest_.tensor_chains[tensor];
    for (std::size_t b = chain.after(0); b != TensorChain::none; b = chain.after(b)) {
        const MemoryIndex memory{b};
        const std::size_t source = chain.before(b);
        for (std::size_t network = b; network > source; --network) {
            // A unit takes an element once and passes it on to all units below it.
            const bool multicast = hardware_.memories[MemoryIndex{network}].fill.multicast;
            crossings_[MemoryIndex{network}][t].in =
                entering(memory, tensor, multicast ? network - 1 : network);
        }
        counts[MemoryIndex{source}][t].reads = crossings_[MemoryIndex{source + 1}][t].in;
        counts[memory][t].writes = movement(memory, tensor).all;
    }
    hw::Access& used = counts[MemoryIndex{chain.last()}][t];
    used.reads = macs_;
    if (chain.in_registers()) {
        used = hw::Access{};
    }
}

void Counting::count_output(hw::Counts& counts) {
    const std::size_t output = layer_.output.value;
    const TensorChain& chain = nest_.tensor_chains[layer_.output];
    // Elements that a memory started itself and passed on: of memory 0, the whole output.
    std::int64_t passed_on = whole(layer_.output);
    for (std::size_t b = chain.after(0); b != TensorChain::none; b = chain.after(b)) {
        const PartialSums sums = count_sums(MemoryIndex{b}, passed_on);
        additions_[MemoryIndex{b}] =
            sums.drained - (accumulates(chain.before(b)) ? passed_on : sums.arrived);
        hw::Access& above = counts[MemoryIndex{chain.before(b)}][output];
        above.writes = plus(above.writes, sums.arrived);
        above.reads = plus(above.reads,
                           accumulates(chain.before(b)) ? sums.arrived - passed_on : sums.reloaded);
        counts[MemoryIndex{b}][output] = hw::Access{sums.drained, sums.reloaded};
        passed_on = sums.drained - sums.reloaded;
    }
    hw::Access& used = counts[MemoryIndex{chain.last()}][output];
    used.reads = plus(used.reads, macs_ - passed_on);
    used.writes = plus(used.writes, macs_);
    if (chain.in_registers()) {
        used = hw::Access{};
    }
}

PartialSums Counting::count_sums(MemoryIndex memory, std::int64_t passed_on) {
    const TensorIndex output = layer_.output;
    const std::size_t parent = nest_.tensor_chains[output].before(memory.value);
    const std::int64_t once = entering(memory, output, parent);
    PartialSums sums;
    sums.drained = movement(memory, output).all;
    sums.arrived = sums.drained;
    sums.reloaded = accumulates(parent) ? 0 : once - passed_on;
    for (std::size_t network = memory.value; network > parent; --network) {
        if (hardware_.memories[MemoryIndex{network}].drain.reduction) {
            sums.arrived = entering(memory, output, network - 1);
        }
        crossings_[MemoryIndex{network}][output.value] = Crossing{sums.reloaded, sums.arrived};
    }
    if (!accumulates(parent) && sums.arrived > once) {
        refuse_collision(memory, parent);
    }
    return sums;
}

void Counting::refuse_collision(MemoryIndex memory, std::size_t before) const {
    const hw::Memory& child = hardware_.memories[memory];
    const hw::Memory& parent = hardware_.memories[MemoryIndex{before}];
    const hw::Memory& last = hardware_.memories[MemoryIndex{before + 1}]; // that sums come past
    Problem problem;
    problem.place = child.place;
    const auto& network = last.drain.network;
    problem.message = "layer " + layer_.name + ": several units of " + child.name +
                      " drain partial sums of one output element in the same phase, but " +
                      parent.name + " does not accumulate and the drain network of " + last.name +
                      (network ? " (" + hw::name_of(*network) + ')' : "") + " does not reduce";
    problem.remedy = (network && !hw::can_reduce(*network)
                          ? "take tree, augmented_tree, chain or systolic for the drain of "
                          : "set drain.reduction of ") +
                     last.name +
                     (before > 0 ? " or set accumulate of " + parent.name : std::string()) +
                     ", or spread no reduction dimension over the units of " + child.name;
    throw InputError(problem);
}

} // namespace counterpoint::analytical
