#include "tests/walker/random_hardware.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace counterpoint::walker {

using hw::MemoryIndex;
using workloads::Layer;

namespace {

hw::Memory random_memory(Random& random, const std::string& name) {
    hw::Memory memory;
    memory.name = name;
    memory.slots = random.pick({1, 1, 2, 2, 2, 3, 4, 8});
    memory.fill = {random.pick({1, 2, 3, 4, 8, 16}),
                   random.chance(40) ? 0 : random.between(0, 7),
                   random.chance(70),
                   false,
                   {}};
    memory.drain = {random.pick({1, 2, 3, 4, 8, 16}),
                    random.chance(40) ? 0 : random.between(0, 7),
                    random.chance(70),
                    {}};
    memory.accumulate = random.chance(60);
    return memory;
}

} // namespace

hw::Hardware random_hardware(Random& random, const Layer& layer) {
    const std::vector<std::string> names{"DRAM", "L2", "L1", "RF"};
    hw::Hardware hardware;
    hardware.name = "random";
    const std::int64_t memories = random.pick({2, 2, 3, 3, 3, 3, 4, 4});
    for (std::size_t b = 0; b < static_cast<std::size_t>(memories); ++b) {
        hardware.memories.push_back(random_memory(random, names[b]));
    }
    hardware.memories[MemoryIndex{0}] = {};
    hardware.memories[MemoryIndex{0}].name = names[0];
    hardware.memories[MemoryIndex{0}].accumulate = false;
    hardware.pe.lanes = random.pick({1, 1, 1, 2, 3, 4});
    for (const workloads::Tensor& tensor : layer.tensors) {
        hardware.element_bytes[tensor.name] = random.pick({1, 1, 2, 4});
    }
    return hardware;
}

} // namespace counterpoint::walker
