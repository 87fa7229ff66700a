#include "analytical/capacity.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "analytical/checked.hpp"

namespace counterpoint::analytical {

Table<MemoryIndex, hw::CapacityDemand> capacity_demand(const workloads::Layer& layer,
                                                       const hw::Hardware& hardware,
                                                       const Nest& nest, const Counting& counting) {
    const auto takes_room = [&](TensorIndex tensor, std::size_t memory) {
        const TensorChain& chain = nest.tensor_chains[tensor];
        return chain.has(memory) && !(chain.in_registers() && memory == chain.last());
    };
    Table<MemoryIndex, hw::CapacityDemand> result(hardware.memories.size());
    for (std::size_t b = 0; b < hardware.memories.size(); ++b) {
        const MemoryIndex memory{b};
        hw::CapacityDemand& demand = result[memory];
        for (std::size_t t = 0; t < layer.tensors.size(); ++t) {
            const TensorIndex tensor{t};
            std::int64_t elements = 0;
            if (b == 0) {
                elements = counting.whole(tensor);
            } else if (takes_room(tensor, b)) {
                const Movement& movement = counting.movement(memory, tensor);
                elements = plus(movement.tile,
                                times(hardware.memories[memory].slots - 1, movement.renewed));
            }
            demand.by_tensor.push_back(
                times(elements, hardware.bytes_of(layer.tensors[tensor].name)));
            demand.bytes = plus(demand.bytes, demand.by_tensor.back());
        }
    }
    return result;
}

void check_capacity(const workloads::Layer& layer, const hw::Hardware& hardware,
                    const Table<MemoryIndex, hw::CapacityDemand>& demand) {
    std::vector<Problem> problems;
    for (std::size_t b = 0; b < hardware.memories.size(); ++b) {
        const hw::Memory& memory = hardware.memories[MemoryIndex{b}];
        const hw::CapacityDemand& needed = demand[MemoryIndex{b}];
        if (!memory.enforce_capacity || !memory.capacity_bytes ||
            needed.bytes <= *memory.capacity_bytes) {
            continue;
        }
        std::string parts;
        for (std::size_t t = 0; t < layer.tensors.size(); ++t) {
            parts += (t > 0 ? ", " : "") + layer.tensors[TensorIndex{t}].name + ' ' +
                     std::to_string(needed.by_tensor[t]);
        }
        const auto largest = std::max_element(needed.by_tensor.begin(), needed.by_tensor.end());
        const auto& tensor =
            layer
                .tensors[TensorIndex{static_cast<std::size_t>(largest - needed.by_tensor.begin())}];
        Problem problem;
        problem.place = memory.place;
        problem.message = "layer " + layer.name + ": " + memory.name + " needs " +
                          std::to_string(needed.bytes) + " bytes a unit (" + parts + ')';
        problem.expected = "at most capacity_bytes = " + std::to_string(*memory.capacity_bytes);
        problem.remedy = "shrink the tile of " + tensor.name + " in " + memory.name +
                         ", use fewer slots, or analyse it all the same with --no-capacity";
        problems.push_back(std::move(problem));
    }
    if (!problems.empty()) {
        throw InputError(std::move(problems));
    }
}

} // namespace counterpoint::analytical
