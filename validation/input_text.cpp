#include "validation/input_text.hpp"

#include <algorithm>
#include <variant>

#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/uuid.hpp>
#include <boost/uuid/uuid_io.hpp>
#include <fmt/format.h>

#include "validation/dram_text.hpp"
#include "validation/network_text.hpp"

namespace counterpoint::validation {

namespace {

// Every struct is taken apart by structured bindings. A field that is added to one does not compile
// here until somebody has said whether numbers depend on it; otherwise a journal would give
// the numbers of other hardware.

std::string text_of(const hw::FillNetwork& network) {
    const auto& [bytes_per_cycle, latency_cycles, multicast, forwarding, topology] = network;
    return fmt::format("fill {} {} {} {}\n", bytes_per_cycle, latency_cycles, multicast,
                       forwarding) +
           (topology ? network_text(*topology) : "");
}

std::string text_of(const hw::DrainNetwork& network) {
    const auto& [bytes_per_cycle, latency_cycles, reduction, topology] = network;
    return fmt::format("drain {} {} {}\n", bytes_per_cycle, latency_cycles, reduction) +
           (topology ? network_text(*topology) : "");
}

std::string text_of(const hw::Banks& banks) {
    const auto& [count, bytes_per_cycle, ports, interleave_bytes, latency, arbitration] = banks;
    return fmt::format("banks {} {} {} {} {} {}\n", count, bytes_per_cycle, ports, interleave_bytes,
                       latency, arbitration == hw::Arbitration::inner_first);
}

std::string text_of(const hw::Memory& memory) {
    const auto& [name, capacity_bytes, slots, fill, drain, accumulate, place, banks, dram, layouts,
                 enforce_capacity] = memory;
    std::string text =
        fmt::format("memory {} {} {} {}\n", name, capacity_bytes.value_or(-1), slots, accumulate) +
        text_of(fill) + text_of(drain) + (enforce_capacity ? "" : "capacity not enforced\n");
    if (banks) {
        text += text_of(*banks);
    }
    if (dram) {
        text += dram_text(*dram);
    }
    for (const auto& [tensor, layout] : layouts) {
        text += "layout " + tensor + layout_text(layout);
    }
    return text;
}

std::string text_of(const hw::Hardware& hardware) {
    const auto& [name, clock_ghz, memories, pe, element_bytes, energy] = hardware;
    const auto& [count, lanes, decoupled] = pe;
    std::string text = fmt::format("clock {}\n", clock_ghz);
    for (const hw::Memory& memory : memories) {
        text += text_of(memory);
    }
    text += fmt::format("pe {} {} {}\n", count.value_or(-1), lanes, decoupled);
    for (const auto& [tensor, bytes] : element_bytes) {
        text += fmt::format("element {} {}\n", tensor, bytes);
    }
    return text;
}

std::string text_of(const workloads::Tensor& tensor) {
    const auto& [name, axes] = tensor;
    std::string text = "tensor " + name;
    for (const workloads::Axis& axis : axes) {
        text += " [";
        for (const auto& [coefficient, dimension] : axis) {
            text += fmt::format(" {} {}", coefficient, dimension.value);
        }
        text += ']';
    }
    return text + '\n';
}

std::string text_of(const workloads::Layer& layer) {
    const auto& [name, type, dimensions, tensors, output, place] = layer;
    std::string text = fmt::format("layer {} {}\n", workloads::to_string(type), output.value);
    for (const auto& [dimension, size] : dimensions) {
        text += fmt::format("dimension {} {}\n", dimension, size);
    }
    for (const workloads::Tensor& tensor : tensors) {
        text += text_of(tensor);
    }
    return text;
}

struct NodeText {
    std::string operator()(const mapping::Temporal& node) const {
        const auto& [dimension, tile] = node;
        return fmt::format("temporal {} {}\n", dimension.value, tile);
    }
    std::string operator()(const mapping::Spatial& node) const {
        const auto& [dimension, tile, units] = node;
        return fmt::format("spatial {} {} {}\n", dimension.value, tile, units);
    }
    std::string operator()(const mapping::Store& node) const {
        const auto& [tensors, bypassed, memory] = node;
        std::string text = fmt::format("store {}", memory.value);
        for (const workloads::TensorIndex tensor : tensors) {
            text += fmt::format(" {}", tensor.value);
        }
        for (const workloads::TensorIndex tensor : bypassed) {
            text += fmt::format(" bypass {}", tensor.value);
        }
        return text + '\n';
    }
};

} // namespace

std::string input_text(const workloads::Layer& layer, const hw::Hardware& hardware,
                       const mapping::Mapping& mapping) {
    std::string text = text_of(layer) + text_of(hardware);
    const auto& [nodes] = mapping;
    for (const auto& [what, place] : nodes) {
        text += std::visit(NodeText{}, what);
    }
    return text;
}

std::string fingerprint(const std::string& text) {
    static const boost::uuids::uuid counterpoint{};
    std::string name =
        boost::uuids::to_string(boost::uuids::name_generator_sha1(counterpoint)(text));
    name.erase(std::remove(name.begin(), name.end(), '-'), name.end());
    return name;
}

} // namespace counterpoint::validation
