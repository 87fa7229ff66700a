#include "results/layer_json.hpp"

#include "results/energy_json.hpp"
#include "results/figures.hpp"
#include "results/json_parts.hpp"

namespace counterpoint::results {

namespace {

using hw::Hardware;
using hw::MemoryIndex;

/// {tensor: value(position)} over the tensors of the layer.
template <class Value>
Json by_tensor(const workloads::Layer& layer, const Value& value) {
    Json object = Json::object();
    for (std::size_t t = 0; t < layer.tensors.size(); ++t) {
        object[layer.tensors[workloads::TensorIndex{t}].name] = value(t);
    }
    return object;
}

/// `pace` is the compute cycles of all parent units together.
Json network_json(std::int64_t bytes, double pace, std::int64_t bytes_per_cycle) {
    return Json{{"bytes", bytes},
                {"bytes_per_compute_cycle", static_cast<double>(bytes) / pace},
                {"available_bytes_per_cycle", bytes_per_cycle}};
}

Json bandwidth_json(const hw::LayerNumbers& numbers, const Hardware& hardware) {
    return by_memory(hardware, 1, [&](MemoryIndex b) {
        const hw::Memory& memory = hardware.memories[b];
        const double pace = static_cast<double>(numbers.compute_cycles) *
                            static_cast<double>(numbers.units[MemoryIndex{b.value - 1}]);
        return Json{
            {"fill", network_json(numbers.fill_bytes[b], pace, memory.fill.bytes_per_cycle)},
            {"drain", network_json(numbers.drain_bytes[b], pace, memory.drain.bytes_per_cycle)}};
    });
}

Json dimensions_json(const workloads::Layer& layer) {
    Json object = Json::object();
    for (const workloads::Dimension& dimension : layer.dimensions) {
        object[dimension.name] = dimension.size;
    }
    return object;
}

void add_memory_figures(Json& json, const LayerResult& result, const Hardware& hardware,
                        const Figures& figures) {
    const workloads::Layer& layer = result.layer;
    const hw::LayerNumbers& numbers = result.numbers;
    json["phases"] = by_memory(hardware, 1, [&](MemoryIndex b) { return numbers.phases[b]; });
    json["units"] = by_memory(hardware, 1, [&](MemoryIndex b) { return numbers.units[b]; });
    json["capacity_bytes"] =
        by_memory(hardware, 1, [&](MemoryIndex b) { return numbers.capacity[b].bytes; });
    json["fits"] = figures.too_small.empty();
    if (const auto& values = result.values) {
        json["values"] = {{"outputs", values->outputs},
                          {"wrong", values->wrong},
                          {"type", values->floating ? "float32" : "integer"}};
        if (values->floating) {
            json["values"]["largest_error"] = values->largest_error;
            json["values"]["bound_of_largest_error"] = values->bound_of_largest;
        }
    }
    json["counts"] = by_memory(hardware, 0, [&](MemoryIndex b) {
        return by_tensor(layer, [&](std::size_t t) { return access_json(numbers.counts[b][t]); });
    });
    json["traffic_bytes"] =
        by_memory(hardware, 0, [&](MemoryIndex b) { return figures.traffic_bytes[b]; });
    json["reuse"] = by_memory(hardware, 1, [&](MemoryIndex b) {
        return by_tensor(layer, [&](std::size_t t) { return number_or_null(figures.reuse[b][t]); });
    });
}

} // namespace

Json layer_json(const LayerResult& result, const Hardware& hardware) {
    const workloads::Layer& layer = result.layer;
    const hw::LayerNumbers& numbers = result.numbers;
    const Figures figures = figures_of(result, hardware);
    Json json;
    json["name"] = layer.name;
    json["type"] = workloads::to_string(layer.type);
    json["dimensions"] = dimensions_json(layer);
    json["cycles"] = numbers.cycles;
    json["compute_cycles"] = numbers.compute_cycles;
    json["time_us"] = figures.time_us;
    json["macs"] = numbers.macs;
    json["pes"] = numbers.pes;
    json["pes_available"] = figures.pes_available;
    json["utilization"] = number_or_null(figures.utilization);
    json["arithmetic_intensity"] = number_or_null(figures.arithmetic_intensity);
    json["cycle_stack"] = stack_json(numbers.stack, hardware);
    add_memory_figures(json, result, hardware, figures);
    json["bandwidth"] = bandwidth_json(numbers, hardware);
    if (const auto energy = energy_of(result, hardware)) {
        json["energy"] = energy_json(*energy, numbers.macs, numbers.cycles, hardware);
        json["energy"]["additions"] =
            by_memory(hardware, 1, [&](MemoryIndex b) { return numbers.additions[b]; });
    }
    return json;
}

} // namespace counterpoint::results
