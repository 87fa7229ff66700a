#include "sim/pass_plan.hpp"

#include <algorithm>
#include <utility>

namespace counterpoint::sim {

namespace {

bool mentions(const workloads::Tensor& tensor, DimensionIndex dimension) {
    return std::any_of(tensor.axes.begin(), tensor.axes.end(), [&](const workloads::Axis& axis) {
        return std::any_of(axis.begin(), axis.end(), [&](const workloads::AxisTerm& term) {
            return term.dimension == dimension;
        });
    });
}

} // namespace

PassPlan::PassPlan(const Program& program, const workloads::Layer& layer, MemoryIndex memory,
                   MemoryIndex network, bool output_passes) {
    for (TensorIndex tensor{0}; layer.tensors.contains(tensor); ++tensor.value) {
        if ((tensor == layer.output && !output_passes) || !program.chains.takes(memory, tensor) ||
            !(program.chains.parent(memory, tensor) < network)) {
            continue;
        }
        std::vector<std::size_t>& loops = loops_.emplace_back();
        for (std::size_t loop = program.loops.size(); loop-- > 0;) {
            if (program.loops[loop].node < program.stores[memory][tensor.value] &&
                mentions(layer.tensors[tensor], program.loops[loop].dimension)) {
                loops.push_back(loop);
            }
        }
    }
}

std::optional<LoopIndices> PassPlan::next(const LoopState& now) const {
    std::optional<LoopIndices> first;
    for (const std::vector<std::size_t>& loops : loops_) {
        std::optional<LoopIndices> move = next_move(now, loops);
        if (move && (!first || *move < *first)) {
            first = std::move(move);
        }
    }
    return first;
}

/// The innermost of them that makes more than one trip moves first: by its own next step, or back
/// to the beginning by the next step of a loop around it. One with a single trip where it stands
/// has no other before one of them has moved.
std::optional<LoopIndices> next_move(const LoopState& now, const std::vector<std::size_t>& loops) {
    const auto innermost = std::find_if(loops.begin(), loops.end(),
                                        [&](std::size_t loop) { return now.trips[loop] > 1; });
    if (innermost == loops.end()) {
        return std::nullopt;
    }
    std::size_t steps = *innermost + 1; // one past the loop that steps
    while (steps > 0 && now.indices[steps - 1] + 1 >= now.trips[steps - 1]) {
        --steps;
    }
    if (steps == 0) {
        return std::nullopt;
    }
    LoopIndices next = now.indices;
    ++next[steps - 1];
    std::fill(next.begin() + static_cast<std::ptrdiff_t>(steps), next.end(), 0);
    return next;
}

} // namespace counterpoint::sim
