#include "cli/simulated_report.hpp"

#include <utility>
#include <variant>

#include <fmt/format.h>

#include "cli/problem_text.hpp"

namespace counterpoint::cli {

namespace {

using hw::MemoryIndex;

NetworkDemand demand_of(const sim::Traffic& traffic, const sim::Simulation& simulation,
                        MemoryIndex memory) {
    if (memory.value == 0) {
        return {};
    }
    const std::int64_t parents = simulation.units[MemoryIndex{memory.value - 1}];
    return {traffic.bytes,
            static_cast<double>(traffic.bytes) /
                (static_cast<double>(simulation.compute_cycles) * static_cast<double>(parents))};
}

LayerNumbers numbers_of(const sim::Simulation& simulation) {
    LayerNumbers numbers;
    numbers.cycles = simulation.cycles;
    numbers.compute_cycles = simulation.compute_cycles;
    numbers.macs = simulation.macs;
    numbers.pes = simulation.pes;
    numbers.phases = simulation.phases;
    numbers.units = simulation.units;
    numbers.counts = simulation.counts;
    numbers.stack = simulation.stack;
    for (MemoryIndex b{0}; simulation.units.contains(b); ++b.value) {
        const sim::CapacityDemand& demand = simulation.capacity[b];
        numbers.capacity.push_back({demand.bytes, demand.by_tensor});
        numbers.fill.push_back(demand_of(simulation.fill[b], simulation, b));
        numbers.drain.push_back(demand_of(simulation.drain[b], simulation, b));
    }
    if (const auto& values = simulation.values) {
        numbers.values = ValueNumbers{values->outputs, values->wrong, values->floating,
                                      values->largest_error, values->bound_of_largest};
    }
    return numbers;
}

} // namespace

SimulatedNetwork gather(const mapping::Design& design, std::vector<sim::Outcome> outcomes) {
    SimulatedNetwork network;
    network.report.model = "simulation";
    network.report.workload = design.workload.name;
    network.report.mapping = design.dataflow.place.file;
    network.report.hardware = design.hardware;
    LayerProblems problems;
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        const workloads::Layer& layer = design.workload.layers[i];
        if (const auto* simulation = std::get_if<sim::Simulation>(&outcomes[i])) {
            network.report.layers.push_back({layer, numbers_of(*simulation)});
            if (simulation->values && simulation->values->wrong > 0) {
                network.wrong_values.push_back(
                    fmt::format("layer {}: {} of {} outputs are wrong; {}", layer.name,
                                simulation->values->wrong, simulation->values->outputs,
                                simulation->values->first_wrong));
            }
            for (const std::string& note : simulation->observed.notes) {
                network.notes.push_back("layer " + layer.name + ": " + note);
            }
            continue;
        }
        network.report.missing.push_back(layer.name);
        if (const auto* failure = std::get_if<sim::Failure>(&outcomes[i])) {
            network.defects.push_back(failure->message);
        } else {
            problems.add(layer.name, std::get<std::vector<Problem>>(outcomes[i]));
        }
    }
    if (network.defects.empty() && !problems.empty()) {
        throw InputError(problems.problems());
    }
    for (const Problem& problem : problems.problems()) {
        network.defects.push_back(to_string(problem));
    }
    return network;
}

} // namespace counterpoint::cli
