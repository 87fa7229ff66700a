#include "analytical/counting.hpp"

#include <string>

#include "analytical/checked.hpp"

namespace counterpoint::analytical {

Counting::Counting(const workloads::Layer& layer, const hw::Hardware& hardware,
                   Movements& movements)
    : layer_(layer), hardware_(hardware), movements_(hardware.memories.size()),
      partial_sums_(hardware.memories.size()) {
    for (const workloads::Dimension& dimension : layer.dimensions) {
        macs_ = times(macs_, dimension.size);
    }
    for (std::size_t b = 1; b < hardware.memories.size(); ++b) {
        for (std::size_t t = 0; t < layer.tensors.size(); ++t) {
            movements_[MemoryIndex{b}].push_back(movements.of(MemoryIndex{b}, TensorIndex{t}));
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

void Counting::count_input(hw::Counts& counts, TensorIndex tensor) const {
    for (std::size_t b = 1; b < hardware_.memories.size(); ++b) {
        const MemoryIndex memory{b};
        const Movement& fill = movement(memory, tensor);
        counts[memory][tensor.value].writes = fill.all;
        counts[MemoryIndex{b - 1}][tensor.value].reads =
            hardware_.memories[memory].fill.multicast ? fill.once : fill.all;
    }
    counts[hardware_.innermost()][tensor.value].reads = macs_;
}

void Counting::count_output(hw::Counts& counts) {
    const std::size_t output = layer_.output.value;
    // Elements that a memory started itself and passed on: of memory 0, the whole output.
    std::int64_t passed_on = whole(layer_.output);
    for (std::size_t b = 1; b < hardware_.memories.size(); ++b) {
        const MemoryIndex memory{b};
        const MemoryIndex parent{b - 1};
        count_sums(memory, passed_on);
        const PartialSums& sums = partial_sums_[b];
        const bool accumulates = b > 1 && hardware_.memories[parent].accumulate;
        hw::Access& above = counts[parent][output];
        above.writes = plus(above.writes, sums.arrived);
        above.reads = plus(above.reads, accumulates ? sums.arrived - passed_on : sums.reloaded);
        counts[memory][output] = hw::Access{sums.drained, sums.reloaded};
        passed_on = sums.drained - sums.reloaded;
    }
    hw::Access& innermost = counts[hardware_.innermost()][output];
    innermost.reads = plus(innermost.reads, macs_ - passed_on);
    innermost.writes = plus(innermost.writes, macs_);
}

void Counting::count_sums(MemoryIndex memory, std::int64_t passed_on) {
    const Movement& drain = movement(memory, layer_.output);
    const bool reduces = hardware_.memories[memory].drain.reduction;
    const bool accumulates =
        memory.value > 1 && hardware_.memories[MemoryIndex{memory.value - 1}].accumulate;
    if (!accumulates && !reduces && drain.all > drain.once) {
        refuse_collision(memory);
    }
    PartialSums& sums = partial_sums_[memory.value];
    sums.drained = drain.all;
    sums.arrived = reduces ? drain.once : drain.all;
    sums.reloaded = accumulates ? 0 : drain.once - passed_on;
}

void Counting::refuse_collision(MemoryIndex memory) const {
    const hw::Memory& child = hardware_.memories[memory];
    const hw::Memory& parent = hardware_.memories[MemoryIndex{memory.value - 1}];
    Problem problem;
    problem.place = child.place;
    const auto& network = child.drain.network;
    problem.message = "layer " + layer_.name + ": several units of " + child.name +
                      " drain partial sums of one output element in the same phase, but " +
                      parent.name + " does not accumulate and the drain network of " + child.name +
                      (network ? " (" + hw::name_of(*network) + ')' : "") + " does not reduce";
    problem.remedy = (network && !hw::can_reduce(*network)
                          ? "take tree, augmented_tree, chain or systolic for the drain of "
                          : "set drain.reduction of ") +
                     child.name +
                     (memory.value > 1 ? " or set accumulate of " + parent.name : std::string()) +
                     ", or spread no reduction dimension over the units of " + child.name;
    throw InputError(problem);
}

} // namespace counterpoint::analytical
