#include <nlohmann/json.hpp>

#include "cli/render.hpp"
#include "results/energy_json.hpp"
#include "results/figures.hpp"
#include "results/json_parts.hpp"
#include "results/layer_json.hpp"
#include "results/measured_json.hpp"
#include "results/memory_json.hpp"

namespace counterpoint::cli {

namespace {

using hw::Hardware;
using hw::MemoryIndex;
using results::by_memory;
using results::Json;

Json total_json(const NetworkReport& report) {
    const NetworkTotal total = total_of(report);
    const Hardware& hardware = report.hardware;
    const auto macs = static_cast<double>(total.macs);
    const auto dram_bytes = static_cast<double>(total.traffic_bytes[MemoryIndex{0}]);
    Json json;
    json["layers"] = report.layers.size();
    json["cycles"] = total.cycles;
    json["compute_cycles"] = total.compute_cycles;
    json["time_us"] = results::microseconds(total.cycles, hardware);
    json["macs"] = total.macs;
    json["utilization"] = results::number_or_null(results::ratio(macs, total.lane_cycles));
    json["arithmetic_intensity"] = results::number_or_null(results::ratio(macs, dram_bytes));
    json["cycle_stack"] = results::stack_json(total.stack, hardware);
    json["counts"] = by_memory(hardware, 0, [&](MemoryIndex b) {
        Json tensors = Json::object();
        for (const TensorTotal& tensor : total.counts[b]) {
            tensors[tensor.tensor] = results::access_json(tensor.access);
        }
        return tensors;
    });
    json["traffic_bytes"] =
        by_memory(hardware, 0, [&](MemoryIndex b) { return total.traffic_bytes[b]; });
    if (total.fast_forward) {
        json["fast_forward"] = results::fast_forward_json(*total.fast_forward);
    }
    results::add_memory_traffic(json, total.memories, total.cycles, hardware);
    if (total.energy) {
        json["energy"] = results::energy_json(*total.energy, total.macs, total.cycles, hardware);
    }
    return json;
}

} // namespace

std::string render_json(const NetworkReport& report) {
    Json layers = Json::array();
    for (const LayerResult& result : report.layers) {
        layers.push_back(results::layer_json(result, report.hardware));
        if (result.measured) {
            results::add_measured(layers.back(), *result.measured, result.numbers.cycles,
                                  report.hardware);
        }
    }
    const hw::ProcessingElements& pe = report.hardware.pe;
    Json json;
    json["schema"] = "counterpoint/1";
    json["model"] = report.model;
    if (!report.timing.empty()) {
        json["timing"] = report.timing;
    }
    json["version"] = COUNTERPOINT_VERSION;
    json["workload"] = report.workload;
    json["hardware"] = report.hardware.name;
    json["mapping"] = report.mapping;
    json["clock_ghz"] = report.hardware.clock_ghz;
    json["pe"] = Json{{"count", pe.count ? Json(*pe.count) : Json()}, {"lanes", pe.lanes}};
    results::add_technology(json, report.layers, report.hardware);
    json["layers"] = std::move(layers);
    if (!report.missing.empty()) {
        json["missing_layers"] = report.missing;
    }
    json["total"] = total_json(report);
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

} // namespace counterpoint::cli
