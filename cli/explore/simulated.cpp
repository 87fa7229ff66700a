#include <algorithm>
#include <deque>
#include <stdexcept>
#include <utility>
#include <variant>

#include "cli/cores.hpp"
#include "cli/explore/explore.hpp"
#include "cli/interruption.hpp"
#include "results/energy.hpp"
#include "sim/parallel.hpp"
#include "validation/memory_traffic.hpp"
#include "vocabulary/checked.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::cli {

namespace {

/// Each layer of each design, in this order.
std::vector<sim::Job> jobs_of_designs(const explore::Designs& designs,
                                      const std::vector<explore::DesignFigures>& chosen,
                                      std::deque<hw::Hardware>& hardware) {
    std::vector<sim::Job> jobs;
    explore::DesignBuilder builder(designs);
    for (const explore::DesignFigures& design : chosen) {
        builder.take_design(design.number);
        hardware.push_back(builder.hardware());
        for (const workloads::Layer& layer : designs.layers()) {
            jobs.push_back(
                {layer, bind(builder.dataflow(), layer, hardware.back()), &hardware.back()});
        }
    }
    return jobs;
}

/// Of the commands of the DRAM and the links that were counted, where the costs know them.
results::Energy energy_of(const sim::Job& job, const sim::Simulation& simulation,
                          const explore::Costs& costs) {
    results::LayerResult result{job.layer, static_cast<const hw::LayerNumbers&>(simulation)};
    result.measured.emplace().memories = validation::memory_traffic_of(simulation, job.layer);
    results::Energy energy = 0;
    for (const results::EnergyPart& part : costs.energy_parts(result, *job.hardware)) {
        energy = checked_sum(energy, part.energy);
    }
    return energy;
}

SimulatedLayer layer_of(const sim::Job& job, const sim::Outcome& outcome,
                        const explore::Costs& costs) {
    if (const auto* problems = std::get_if<std::vector<Problem>>(&outcome)) {
        throw InputError(*problems);
    }
    if (const auto* failure = std::get_if<sim::Failure>(&outcome)) {
        throw std::runtime_error(failure->message);
    }
    const auto& simulation = std::get<sim::Simulation>(outcome);
    return {simulation.cycles, simulation.stack, energy_of(job, simulation, costs)};
}

std::optional<std::vector<std::vector<SimulatedLayer>>>
simulate_designs(const explore::Question& question,
                 const std::vector<explore::DesignFigures>& chosen) {
    const explore::Designs& designs = *question.designs;
    std::deque<hw::Hardware> hardware;
    const std::vector<sim::Job> jobs = jobs_of_designs(designs, chosen, hardware);
    const Interruption interruption;
    sim::Parallel parallel;
    parallel.processes = cores_at_hand();
    parallel.interruption = interruption.descriptor();
    std::vector<sim::Outcome> outcomes;
    try {
        outcomes = sim::simulate_all(jobs, designs.base().hardware, {}, parallel);
    } catch (const sim::Interrupted&) {
        interruption.accept();
        return std::nullopt;
    }
    std::vector<std::vector<SimulatedLayer>> simulated(chosen.size());
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        simulated[i / designs.layers().size()].push_back(
            layer_of(jobs[i], outcomes[i], *question.costs));
    }
    return simulated;
}

} // namespace

void add_explore(CLI::App& app, Action& action) { add_explore_with(app, action, simulate_designs); }

} // namespace counterpoint::cli
