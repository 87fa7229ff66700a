#include "cli/simulated_report.hpp"

#include <optional>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "cli/problem_text.hpp"
#include "sim/observation/utilisation.hpp"
#include "validation/memory_traffic.hpp"

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

results::OccupancyNumbers occupancy_of(const sim::Occupancy& occupancy) {
    results::OccupancyNumbers numbers;
    numbers.cycles_per_point = occupancy.cycles_per_point;
    numbers.most_slots = occupancy.most.slots;
    numbers.most_bytes = occupancy.most.bytes;
    for (const sim::Room& room : occupancy.points) {
        numbers.slots.push_back(room.slots);
        numbers.bytes.push_back(room.bytes);
    }
    return numbers;
}

results::PeUtilization utilization_of(const sim::Simulation& simulation, const sim::Job& job,
                                      const hw::Hardware& hardware) {
    const sim::UtilisationMap map =
        sim::utilisation_of(simulation, job.layer, hardware, job.mapping);
    results::PeUtilization utilization;
    for (const sim::SpatialNode& node : map.spread) {
        utilization.spread.push_back({node.dimension, node.tile, node.units});
    }
    for (auto row = map.share.begin(); row != map.share.end();) {
        const auto end = row + static_cast<std::ptrdiff_t>(map.columns);
        utilization.rows.emplace_back(row, end);
        row = end;
    }
    return utilization;
}

results::MeasuredNumbers measured_of(const sim::Simulation& simulation,
                                     const workloads::Layer& layer) {
    results::MeasuredNumbers measured;
    measured.fill_busy_cycles = simulation.fill_busy_cycles;
    measured.drain_busy_cycles = simulation.drain_busy_cycles;
    const sim::Skipped& skipped = simulation.skipped;
    measured.fast_forward = {skipped.enabled, skipped.phases, skipped.cycles, skipped.times};
    measured.memories = validation::memory_traffic_of(simulation, layer);
    for (const sim::Occupancy& occupancy : simulation.observed.occupancy) {
        measured.occupancy.push_back(occupancy_of(occupancy));
    }
    return measured;
}

} // namespace

SimulatedNetwork gather(const mapping::Design& design, const std::vector<sim::Job>& jobs,
                        std::vector<sim::Outcome> outcomes, bool pe_utilization) {
    SimulatedNetwork network;
    network.report.model = "simulation";
    network.report.workload = design.workload.name;
    network.report.mapping = design.dataflow.place.file;
    network.report.hardware = design.hardware;
    LayerProblems problems;
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        const workloads::Layer& layer = design.workload.layers[i];
        if (const auto* simulation = std::get_if<sim::Simulation>(&outcomes[i])) {
            results::MeasuredNumbers measured = measured_of(*simulation, layer);
            if (pe_utilization) {
                measured.pe_utilization = utilization_of(*simulation, jobs[i], design.hardware);
            }
            network.report.layers.push_back(
                {layer, *simulation, values_of(*simulation), std::move(measured)});
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
