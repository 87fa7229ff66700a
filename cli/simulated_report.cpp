#include "cli/simulated_report.hpp"

#include <optional>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "cli/problem_text.hpp"

namespace counterpoint::cli {

namespace {

std::optional<ValueNumbers> values_of(const sim::Simulation& simulation) {
    if (!simulation.values) {
        return std::nullopt;
    }
    const sim::ValueCheck& values = *simulation.values;
    return ValueNumbers{values.outputs, values.wrong, values.floating, values.largest_error,
                        values.bound_of_largest};
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
            network.report.layers.push_back({layer, *simulation, values_of(*simulation)});
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
