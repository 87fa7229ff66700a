#include "mapping/scope.hpp"

#include <optional>

namespace counterpoint::mapping {

namespace {

void define_if_set(input::Scope& scope, const std::string& name,
                   const std::optional<std::int64_t>& value) {
    if (value) {
        scope.define(name, *value);
    } else {
        scope.leave_unset(name, "the hardware leaves it open");
    }
}

/// A convolution's `stride.P`, `stride.Q`, `dilation.R` and `dilation.S`: the coefficients of its
/// sliding axes, which are the only axes of two terms.
void define_window(input::Scope& scope, const workloads::Layer& layer) {
    for (const workloads::Tensor& tensor : layer.tensors) {
        for (const workloads::Axis& axis : tensor.axes) {
            if (axis.size() == 2) {
                const auto name = [&](std::size_t term) {
                    return layer.dimensions[axis[term].dimension].name;
                };
                scope.define("stride." + name(0), axis[0].coefficient);
                scope.define("dilation." + name(1), axis[1].coefficient);
            }
        }
    }
}

} // namespace

input::Scope scope_of(const workloads::Layer& layer, const hw::Hardware& hardware) {
    input::Scope scope;
    for (hw::MemoryIndex index{1}; hardware.memories.contains(index); ++index.value) {
        const hw::Memory& memory = hardware.memories[index];
        define_if_set(scope, memory.name + ".capacity_bytes", memory.capacity_bytes);
        scope.define(memory.name + ".slots", memory.slots);
        scope.define(memory.name + ".fill.bytes_per_cycle", memory.fill.bytes_per_cycle);
        scope.define(memory.name + ".fill.latency", memory.fill.latency_cycles);
        scope.define(memory.name + ".drain.bytes_per_cycle", memory.drain.bytes_per_cycle);
        scope.define(memory.name + ".drain.latency", memory.drain.latency_cycles);
    }
    define_if_set(scope, "pe.count", hardware.pe.count);
    scope.define("pe.lanes", hardware.pe.lanes);
    for (const auto& [tensor, bytes] : hardware.element_bytes) {
        scope.define("element_bytes." + tensor, bytes);
    }
    for (const workloads::Tensor& tensor : layer.tensors) {
        scope.define("element_bytes." + tensor.name, hardware.bytes_of(tensor.name));
    }
    for (const workloads::Dimension& dimension : layer.dimensions) {
        scope.define(dimension.name, dimension.size);
    }
    if (layer.type == workloads::LayerType::conv2d ||
        layer.type == workloads::LayerType::dwconv2d) {
        define_window(scope, layer);
    }
    return scope;
}

} // namespace counterpoint::mapping
