#include "tests/walker/walker.hpp"

#include <numeric>
#include <stdexcept>

namespace counterpoint::walker {

using hw::MemoryIndex;
using workloads::TensorIndex;

namespace {

std::int64_t elements_of(const workloads::Layer& layer, const workloads::Tensor& tensor) {
    std::int64_t elements = 1;
    for (const workloads::Axis& axis : tensor.axes) {
        elements *= extent(layer, axis);
    }
    return elements;
}

Capacity capacity_of(const Nest& nest, MemoryIndex memory, const std::vector<Room>& room) {
    const workloads::Layer& layer = nest.layer();
    const std::int64_t slots = nest.hardware().memories[memory].slots;
    Capacity capacity;
    for (TensorIndex tensor{0}; layer.tensors.contains(tensor); ++tensor.value) {
        const Room& need = room[tensor.value];
        const std::int64_t elements = memory.value == 0 ? elements_of(layer, layer.tensors[tensor])
                                                        : need.tile + (slots - 1) * need.new_part;
        capacity.by_tensor.push_back(elements *
                                     nest.hardware().bytes_of(layer.tensors[tensor].name));
        capacity.bytes += capacity.by_tensor.back();
    }
    return capacity;
}

std::int64_t sum(const hw::CycleStack& stack) {
    std::int64_t cycles = stack.start + stack.compute + stack.tail;
    for (const hw::MemoryStalls& stalls : stack.waiting) {
        cycles += stalls.fill_transfer + stalls.fill_latency + stalls.drain;
    }
    return cycles;
}

} // namespace

WalkResult walk(const workloads::Layer& layer, const hw::Hardware& hardware,
                const mapping::Mapping& mapping) {
    const Nest nest(layer, hardware, mapping);
    const Execution execution(nest);
    WalkResult result;
    result.timeline = timeline(nest, execution);
    result.cycles = result.timeline.cycles;
    result.compute_cycles =
        std::accumulate(execution.longest.begin(), execution.longest.end(), std::int64_t{0});
    result.macs = execution.macs;
    result.pes = static_cast<std::int64_t>(nest.units(hardware.innermost()));
    for (MemoryIndex b{0}; hardware.memories.contains(b); ++b.value) {
        result.phases.push_back(static_cast<std::int64_t>(nest.phases(b)));
        result.units.push_back(static_cast<std::int64_t>(nest.units(b)));
        result.capacity.push_back(capacity_of(nest, b, execution.room[b]));
    }
    result.counts = execution.counts;
    result.fill_bytes = execution.fill_bytes;
    result.drain_bytes = execution.drain_bytes;
    result.stack = cycle_stack(nest, result.timeline);
    if (sum(result.stack) != result.cycles || result.stack.compute != result.compute_cycles) {
        throw std::logic_error("the cycle stack does not add up");
    }
    return result;
}

} // namespace counterpoint::walker
