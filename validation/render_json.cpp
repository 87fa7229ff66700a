#include "validation/render_json.hpp"

#include <nlohmann/json.hpp>

#include "results/energy_json.hpp"
#include "results/json_parts.hpp"
#include "results/layer_json.hpp"
#include "results/memory_json.hpp"
#include "validation/energy.hpp"
#include "validation/summary.hpp"

namespace counterpoint::validation {

namespace {

using results::Json;
using results::number_or_null;

Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json verdict_json(const Verdict& verdict) {
    Json largest;
    if (verdict.largest) {
        largest = {{"case", verdict.largest->case_name},
                   {"layer", verdict.largest->layer},
                   {"number", verdict.largest->number},
                   {"deviation", verdict.largest->deviation}};
    }
    return {{"holds", verdict.holds},   {"cases", verdict.cases},
            {"layers", verdict.layers}, {"numbers", verdict.numbers},
            {"equal", verdict.equal},   {"expectations", verdict.expectations},
            {"broken", verdict.broken}, {"largest_deviation", largest}};
}

Json memory_json(const hw::Memory& memory, bool is_outermost) {
    Json json;
    json["name"] = memory.name;
    json["capacity_bytes"] = memory.capacity_bytes ? Json(*memory.capacity_bytes) : Json();
    if (memory.dram) {
        json["dram"] = {{"standard", memory.dram->standard.name},
                        {"channels", memory.dram->channels}};
    }
    if (memory.banks) {
        json["banks"] = {{"count", memory.banks->count}, {"ports", memory.banks->ports}};
    }
    if (!is_outermost) {
        json["slots"] = memory.slots;
        json["fill_bytes_per_cycle"] = memory.fill.bytes_per_cycle;
        json["fill_latency"] = memory.fill.latency_cycles;
        json["multicast"] = memory.fill.multicast;
        if (memory.fill.network) {
            json["fill_network"] = hw::name_of(*memory.fill.network);
        }
        json["drain_bytes_per_cycle"] = memory.drain.bytes_per_cycle;
        if (memory.drain.network) {
            json["drain_network"] = hw::name_of(*memory.drain.network);
        }
        json["drain_latency"] = memory.drain.latency_cycles;
        json["reduction"] = memory.drain.reduction;
        json["accumulate"] = memory.accumulate;
    }
    return json;
}

Json memories_json(const hw::Hardware& hardware) {
    Json memories = Json::array();
    for (const hw::Memory& memory : hardware.memories) {
        memories.push_back(memory_json(memory, memories.empty()));
    }
    return memories;
}

Json broken_json(const Outcome& outcome) {
    return {{"layer", outcome.layer},
            {"number", outcome.number},
            {"expectation", outcome.expectation},
            {"cause", text_or_null(outcome.cause)},
            {"reason", text_or_null(outcome.reason)},
            {"expected", outcome.expected},
            {"found", outcome.found},
            {"deviation", number_or_null(deviation_of(outcome.found, outcome.expected))}};
}

Json estimates_json(const std::vector<Estimate>& estimates) {
    Json json = Json::object();
    for (const Estimate& estimate : estimates) {
        json[to_string(estimate.timing)] = {{"cycles", estimate.cycles}, {"error", estimate.error}};
    }
    return json;
}

Json contributions_json(const std::vector<Contribution>& contributions) {
    Json json = Json::array();
    for (const Contribution& contribution : contributions) {
        json.push_back({{"mechanism", contribution.mechanism}, {"cycles", contribution.cycles}});
    }
    return json;
}

/// Adds the key `energy`, where there is a technology: totals and what the difference goes to.
void add_energy(Json& json, const std::optional<EnergyComparison>& energy) {
    if (!energy) {
        return;
    }
    Json causes = Json::object();
    for (std::size_t i = 0; i < results::energy_causes.size(); ++i) {
        const results::Energy more =
            energy->simulated.causes.at(i) - energy->analytical.causes.at(i);
        if (more != 0) {
            causes[results::energy_causes.at(i)] = results::in_units(more);
        }
    }
    json["energy"] = {{"analytical", results::in_units(energy->analytical.total)},
                      {"simulated", results::in_units(energy->simulated.total)},
                      {"deviation", number_or_null(energy->deviation())},
                      {"differences", causes}};
}

/// Adds the key `energy` of all layers together, with `sums`: what each model says of them.
void add_total_energy(Json& json, const CaseComparison& comparison, const CaseSummary& summary) {
    const std::optional<EnergyComparison> energy = energy_of(comparison);
    add_energy(json, energy);
    if (energy) {
        const hw::Hardware& hardware = comparison.hardware;
        json["energy"]["sums"] = {
            {"analytical", results::energy_json(energy->analytical, summary.analytical_macs,
                                                summary.analytical_cycles, hardware)},
            {"simulated", results::energy_json(energy->simulated, summary.simulated_macs,
                                               summary.simulated_cycles, hardware)}};
    }
}

results::MemoryTraffic traffic_of(const CaseComparison& comparison) {
    results::MemoryTraffic sum;
    for (const LayerComparison& layer : comparison.layers) {
        results::add(sum, layer.memories);
    }
    return sum;
}

Json total_json(const CaseComparison& comparison) {
    const CaseSummary summary = summary_of(comparison);
    Json json{{"analytical_cycles", summary.analytical_cycles},
              {"simulated_cycles", summary.simulated_cycles},
              {"deviation", number_or_null(summary.deviation)},
              {"estimates", estimates_json(summary.estimates)},
              {"distribution",
               {{"minimum", summary.distribution.minimum},
                {"median", summary.distribution.median},
                {"maximum", summary.distribution.maximum},
                {"mean_absolute", summary.distribution.mean_absolute}}},
              {"contributions", contributions_json(summary.contributions)}};
    results::add_memory_traffic(json, traffic_of(comparison), summary.simulated_cycles,
                                comparison.hardware);
    add_total_energy(json, comparison, summary);
    return json;
}

Json differences_json(const LayerComparison& layer) {
    Json differences = Json::array();
    for (const Quantity& quantity : layer.quantities) {
        if (!quantity.equal()) {
            differences.push_back({{"number", quantity.name},
                                   {"kind", to_string(quantity.kind)},
                                   {"analytical", quantity.analytical},
                                   {"simulated", quantity.simulated},
                                   {"deviation", number_or_null(quantity.deviation())}});
        }
    }
    return differences;
}

Json comparison_json(const LayerComparison& layer, const hw::Hardware& hardware) {
    Json json;
    json["name"] = layer.layer.name;
    json["deviation"] = number_or_null(deviation_of(layer));
    json["analytical"] = results::layer_json({layer.layer, layer.analytical}, hardware);
    json["simulation"] = results::layer_json(simulated_result(layer), hardware);
    json["differences"] = differences_json(layer);
    json["numbers"] = layer.quantities.size();
    json["estimates"] = estimates_json(layer.estimates);
    json["contributions"] = contributions_json(layer.contributions);
    results::add_memory_traffic(json, layer.memories, layer.simulated.cycles, hardware);
    add_energy(json, energy_of(layer, hardware));
    if (!layer.pe_macs.empty()) {
        json["pe"] = {{"shape", layer.pe_shape}, {"macs", layer.pe_macs}};
    }
    return json;
}

Json published_json(const PublishedFigure& figure) {
    return {{"layer", text_or_null(figure.layer)},
            {"number", figure.number},
            {"published", figure.published},
            {"analytical", figure.analytical},
            {"simulated", figure.simulated},
            {"error", figure.simulated / figure.published - 1},
            {"source", figure.source},
            {"note", text_or_null(figure.note)}};
}

std::vector<results::LayerResult> simulated_results(const CaseComparison& comparison) {
    std::vector<results::LayerResult> results;
    for (const LayerComparison& layer : comparison.layers) {
        results.push_back({layer.layer, layer.simulated});
    }
    return results;
}

Json case_json(const CaseComparison& comparison) {
    const hw::ProcessingElements& pe = comparison.hardware.pe;
    Json json;
    json["name"] = comparison.name;
    json["workload"] = comparison.workload;
    json["mapping"] = comparison.mapping;
    json["hardware"] = comparison.hardware.name;
    json["clock_ghz"] = comparison.hardware.clock_ghz;
    json["pe"] = {{"count", pe.count ? Json(*pe.count) : Json()}, {"lanes", pe.lanes}};
    json["memories"] = memories_json(comparison.hardware);
    results::add_technology(json, simulated_results(comparison), comparison.hardware);
    json["holds"] = comparison.broken.empty();
    json["expectations"] = comparison.expectations;
    json["broken"] = Json::array();
    for (const Outcome& outcome : comparison.broken) {
        json["broken"].push_back(broken_json(outcome));
    }
    json["total"] = total_json(comparison);
    json["layers"] = Json::array();
    for (const LayerComparison& layer : comparison.layers) {
        json["layers"].push_back(comparison_json(layer, comparison.hardware));
    }
    json["published"] = Json::array();
    for (const PublishedFigure& figure : comparison.published) {
        json["published"].push_back(published_json(figure));
    }
    return json;
}

} // namespace

std::string render_json(const Validation& validation) {
    Json json;
    json["schema"] = "counterpoint-validation/1";
    json["version"] = COUNTERPOINT_VERSION;
    json["suite"] = text_or_null(validation.suite);
    json["verdict"] = verdict_json(verdict_of(validation));
    json["cases"] = Json::array();
    for (const CaseComparison& comparison : validation.cases) {
        json["cases"].push_back(case_json(comparison));
    }
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

} // namespace counterpoint::validation
