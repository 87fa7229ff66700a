#include "tests/walker/cases.hpp"

#include <fstream>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "tests/walker/layers.hpp"
#include "tests/walker/named.hpp"

namespace counterpoint::walker {

using hw::MemoryIndex;
using nlohmann::json;
using workloads::DimensionIndex;
using workloads::Layer;
using workloads::LayerType;
using workloads::TensorIndex;

namespace {

Numbers numbers(const json& from, const char* key) { return from.value(key, Numbers{}); }

/// Output size of a window that slides over a padded input.
std::int64_t slides(std::int64_t padded, std::int64_t stride, std::int64_t window) {
    return (padded - window) / stride + 1;
}

void resolve_padded(Numbers& sizes, Numbers& stride, Numbers& dilation, const char* padded,
                    const char* out, const char* filter) {
    if (sizes.count(padded) == 0) {
        return;
    }
    const std::int64_t taps = sizes.count(filter) == 0 ? 1 : sizes[filter];
    const std::int64_t step = stride.count(out) == 0 ? 1 : stride[out];
    const std::int64_t spread = dilation.count(filter) == 0 ? 1 : dilation[filter];
    sizes[out] = slides(sizes[padded], step, spread * (taps - 1) + 1);
}

Layer read_layer(const json& from) {
    const std::map<std::string, LayerType> types{{"CONV2D", LayerType::conv2d},
                                                 {"DWCONV2D", LayerType::dwconv2d},
                                                 {"GEMM", LayerType::gemm},
                                                 {"BATCHED_GEMM", LayerType::batched_gemm},
                                                 {"FC", LayerType::fc}};
    Numbers sizes = numbers(from, "dimensions");
    Numbers stride = numbers(from, "stride");
    Numbers dilation = numbers(from, "dilation");
    resolve_padded(sizes, stride, dilation, "Y", "P", "R");
    resolve_padded(sizes, stride, dilation, "X", "Q", "S");
    return fixed_layer(types.at(from.at("type")), sizes, stride, dilation);
}

/// Capacities are left out: the walker finds out what is needed, not whether it fits.
hw::Memory read_memory(const json& from) {
    hw::Memory memory;
    memory.name = from.at("name");
    memory.slots = from.value("slots", memory.slots);
    memory.accumulate = from.value("accumulate", memory.accumulate);
    const json fill = from.value("fill", json::object());
    memory.fill.bytes_per_cycle = fill.value("bytes_per_cycle", memory.fill.bytes_per_cycle);
    memory.fill.latency_cycles = fill.value("latency", memory.fill.latency_cycles);
    memory.fill.multicast = fill.value("multicast", memory.fill.multicast);
    const json drain = from.value("drain", json::object());
    memory.drain.bytes_per_cycle = drain.value("bytes_per_cycle", memory.drain.bytes_per_cycle);
    memory.drain.latency_cycles = drain.value("latency", memory.drain.latency_cycles);
    memory.drain.reduction = drain.value("reduction", memory.drain.reduction);
    return memory;
}

hw::Hardware read_hardware(const json& from) {
    hw::Hardware hardware;
    hardware.name = from.at("name");
    for (const json& memory : from.at("memories")) {
        hardware.memories.push_back(read_memory(memory));
    }
    hardware.memories[MemoryIndex{0}].accumulate = false;
    hardware.pe.lanes = from.at("pe").value("lanes", std::int64_t{1});
    hardware.element_bytes = from.value("element_bytes", Numbers{});
    return hardware;
}

mapping::Node read_node(const json& from, const Layer& layer, const hw::Hardware& hardware) {
    if (from.contains("temporal")) {
        return {mapping::Temporal{named(layer.dimensions, from["temporal"]), from.at("tile")}, {}};
    }
    if (from.contains("spatial")) {
        return {mapping::Spatial{named(layer.dimensions, from["spatial"]), from.at("tile"),
                                 from.at("units")},
                {}};
    }
    mapping::Store store{{}, {}, named(hardware.memories, from.at("in"))};
    for (const json& tensor : from.at("store")) {
        store.tensors.push_back(named(layer.tensors, tensor));
    }
    return {store, {}};
}

Wanted read_wanted(const json& from, const Case& given) {
    Wanted want;
    want.cycles = from.at("cycles");
    want.compute_cycles = from.at("compute_cycles");
    want.macs = from.at("macs");
    want.pes = from.at("pes");
    want.phases = from.at("phases").get<Numbers>();
    want.capacity = from.at("capacity").get<Numbers>();
    for (const hw::Memory& memory : given.hardware.memories) {
        std::vector<hw::Access> accesses;
        for (const workloads::Tensor& tensor : given.layer.tensors) {
            const json& access = from.at("counts").at(memory.name).at(tensor.name);
            accesses.push_back({access.at("reads"), access.at("writes")});
        }
        want.counts.push_back(accesses);
    }
    return want;
}

WorkedCase read_worked_case(const json& from) {
    const json& given = from.at("case");
    WorkedCase worked;
    worked.given.layer = read_layer(given.at("layer"));
    worked.given.hardware = read_hardware(given.at("hardware"));
    for (const json& node : given.at("nodes")) {
        worked.given.mapping.nodes.push_back(
            read_node(node, worked.given.layer, worked.given.hardware));
    }
    worked.want = read_wanted(from.at("want"), worked.given);
    return worked;
}

} // namespace

std::vector<WorkedCase> read_worked_cases(const std::string& file) {
    std::ifstream lines(file);
    if (!lines) {
        throw std::runtime_error("cannot read " + file);
    }
    std::vector<WorkedCase> cases;
    for (std::string line; std::getline(lines, line);) {
        try {
            cases.push_back(read_worked_case(json::parse(line)));
        } catch (const std::exception& error) {
            throw std::runtime_error(file + ":" + std::to_string(cases.size() + 1) + ": " +
                                     error.what());
        }
    }
    return cases;
}

} // namespace counterpoint::walker
