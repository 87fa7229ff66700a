#include "tests/walker/case_text.hpp"

#include <map>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

namespace counterpoint::walker {

using hw::MemoryIndex;
using workloads::Layer;
using workloads::LayerType;
using workloads::TensorIndex;

namespace {

std::string type_name(LayerType type) {
    const std::map<LayerType, std::string> names{
        {LayerType::conv2d, "CONV2D"}, {LayerType::dwconv2d, "DWCONV2D"},
        {LayerType::gemm, "GEMM"},     {LayerType::batched_gemm, "BATCHED_GEMM"},
        {LayerType::fc, "FC"},         {LayerType::einsum, "EINSUM"}};
    return names.at(type);
}

std::string listed(const std::vector<std::string>& items) {
    std::string text;
    for (const std::string& item : items) {
        text += (text.empty() ? "" : ", ") + item;
    }
    return text;
}

std::string dimensions(const Layer& layer) {
    std::vector<std::string> items;
    for (const workloads::Dimension& dimension : layer.dimensions) {
        items.push_back(fmt::format("{}: {}", dimension.name, dimension.size));
    }
    return listed(items);
}

/// Strides and dilations of a convolution are the coefficients in its input.
std::string coefficients(const Layer& layer, const std::vector<std::string>& names) {
    std::vector<std::string> items;
    for (const workloads::Tensor& tensor : layer.tensors) {
        for (const workloads::Axis& axis : tensor.axes) {
            for (const workloads::AxisTerm& term : axis) {
                const std::string& name = layer.dimensions[term.dimension].name;
                const bool wanted = name == names.front() || name == names.back();
                if (wanted && axis.size() > 1) {
                    items.push_back(fmt::format("{}: {}", name, term.coefficient));
                }
            }
        }
    }
    return listed(items);
}

std::string expression(const Layer& layer, const workloads::Axis& axis) {
    std::string sum;
    for (const workloads::AxisTerm& term : axis) {
        sum += sum.empty() ? "" : " + ";
        sum += term.coefficient == 1 ? "" : fmt::format("{}*", term.coefficient);
        sum += layer.dimensions[term.dimension].name;
    }
    return '"' + sum + '"';
}

std::string layer_text(const Layer& layer) {
    std::string text = fmt::format("    - name: {}\n      type: {}\n      dimensions: {{{}}}\n",
                                   layer.name, type_name(layer.type), dimensions(layer));
    if (layer.type == LayerType::conv2d || layer.type == LayerType::dwconv2d) {
        text += fmt::format("      stride: {{{}}}\n", coefficients(layer, {"P", "Q"}));
        text += fmt::format("      dilation: {{{}}}\n", coefficients(layer, {"R", "S"}));
    }
    if (layer.type == LayerType::einsum) {
        text += "      tensors:\n";
        for (TensorIndex tensor{0}; layer.tensors.contains(tensor); ++tensor.value) {
            std::vector<std::string> axes;
            for (const workloads::Axis& axis : layer.tensors[tensor].axes) {
                axes.push_back(expression(layer, axis));
            }
            text += fmt::format("        {}: {{axes: [{}]{}}}\n", layer.tensors[tensor].name,
                                listed(axes), tensor == layer.output ? ", output: true" : "");
        }
    }
    return text;
}

std::string hardware_text(const hw::Hardware& hardware) {
    std::string text = fmt::format("hardware:\n  name: {}\n  memories:\n", hardware.name);
    for (MemoryIndex b{0}; hardware.memories.contains(b); ++b.value) {
        const hw::Memory& memory = hardware.memories[b];
        text += fmt::format("    - name: {}\n", memory.name);
        if (b.value > 0) {
            text += fmt::format(
                "      slots: {}\n      accumulate: {}\n"
                "      fill: {{bytes_per_cycle: {}, latency: {}, multicast: {}}}\n"
                "      drain: {{bytes_per_cycle: {}, latency: {}, reduction: {}}}\n",
                memory.slots, memory.accumulate, memory.fill.bytes_per_cycle,
                memory.fill.latency_cycles, memory.fill.multicast, memory.drain.bytes_per_cycle,
                memory.drain.latency_cycles, memory.drain.reduction);
        }
    }
    std::vector<std::string> bytes;
    for (const auto& [tensor, width] : hardware.element_bytes) {
        bytes.push_back(fmt::format("{}: {}", tensor, width));
    }
    return text + fmt::format("  pe: {{lanes: {}}}\n  element_bytes: {{{}}}\n", hardware.pe.lanes,
                              listed(bytes));
}

std::string node_text(const mapping::Node& node, const Case& given) {
    if (const auto* temporal = std::get_if<mapping::Temporal>(&node.what)) {
        return fmt::format("temporal: {}, tile: {}",
                           given.layer.dimensions[temporal->dimension].name, temporal->tile);
    }
    if (const auto* spatial = std::get_if<mapping::Spatial>(&node.what)) {
        return fmt::format("spatial: {}, tile: {}, units: {}",
                           given.layer.dimensions[spatial->dimension].name, spatial->tile,
                           spatial->units);
    }
    const auto& store = std::get<mapping::Store>(node.what);
    std::string text;
    const auto add = [&](const char* key, const std::vector<TensorIndex>& tensors) {
        std::vector<std::string> names;
        for (const TensorIndex tensor : tensors) {
            names.push_back(given.layer.tensors[tensor].name);
        }
        text += names.empty() ? "" : fmt::format("{}: [{}], ", key, listed(names));
    };
    add("store", store.tensors);
    add("bypass", store.bypassed);
    return text + "in: " + given.hardware.memories[store.memory].name;
}

} // namespace

std::string to_yaml(const Case& given) {
    std::string text = "workload:\n  name: case\n  layers:\n" + layer_text(given.layer) +
                       hardware_text(given.hardware) + "mapping:\n  - nodes:\n";
    for (const mapping::Node& node : given.mapping.nodes) {
        text += "      - {" + node_text(node, given) + "}\n";
    }
    return text;
}

} // namespace counterpoint::walker
