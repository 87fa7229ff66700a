#include "tests/walker/builders.hpp"

#include "tests/walker/named.hpp"

namespace counterpoint::walker {

hw::Hardware plain_hardware(const std::vector<std::string>& memories) {
    hw::Hardware hardware;
    hardware.name = "plain";
    for (const std::string& name : memories) {
        hw::Memory memory;
        memory.name = name;
        memory.fill.bytes_per_cycle = 1'000'000;
        memory.drain.bytes_per_cycle = 1'000'000;
        hardware.memories.push_back(memory);
    }
    hardware.memories[hw::MemoryIndex{0}].accumulate = false;
    return hardware;
}

MappingBuilder& MappingBuilder::temporal(const std::string& dimension_name, std::int64_t tile) {
    mapping_.nodes.emplace_back().what = mapping::Temporal{dimension(dimension_name), tile};
    return *this;
}

MappingBuilder& MappingBuilder::spatial(const std::string& dimension_name, std::int64_t tile,
                                        std::int64_t units) {
    mapping_.nodes.emplace_back().what = mapping::Spatial{dimension(dimension_name), tile, units};
    return *this;
}

MappingBuilder& MappingBuilder::store(const std::vector<std::string>& tensors,
                                      const std::string& memory,
                                      const std::vector<std::string>& bypassed) {
    mapping::Store store{{}, {}, named(hardware_.memories, memory)};
    for (const std::string& tensor : tensors) {
        store.tensors.push_back(named(layer_.tensors, tensor));
    }
    for (const std::string& tensor : bypassed) {
        store.bypassed.push_back(named(layer_.tensors, tensor));
    }
    mapping_.nodes.emplace_back().what = store;
    return *this;
}

MappingBuilder& MappingBuilder::store_all(const std::string& memory) {
    std::vector<std::string> tensors;
    for (const workloads::Tensor& tensor : layer_.tensors) {
        tensors.push_back(tensor.name);
    }
    return store(tensors, memory);
}

workloads::DimensionIndex MappingBuilder::dimension(const std::string& name) const {
    return named(layer_.dimensions, name);
}

} // namespace counterpoint::walker
