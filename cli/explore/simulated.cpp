#include <algorithm>
#include <deque>
#include <stdexcept>
#include <thread>
#include <utility>
#include <variant>

#include "cli/explore/explore.hpp"
#include "cli/interruption.hpp"
#include "sim/parallel.hpp"
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

std::int64_t cycles_of_outcome(const sim::Outcome& outcome) {
    if (const auto* problems = std::get_if<std::vector<Problem>>(&outcome)) {
        throw InputError(*problems);
    }
    if (const auto* failure = std::get_if<sim::Failure>(&outcome)) {
        throw std::runtime_error(failure->message);
    }
    return std::get<sim::Simulation>(outcome).cycles;
}

std::optional<std::vector<std::int64_t>>
simulate_designs(const explore::Designs& designs,
                 const std::vector<explore::DesignFigures>& chosen) {
    std::deque<hw::Hardware> hardware;
    const std::vector<sim::Job> jobs = jobs_of_designs(designs, chosen, hardware);
    const Interruption interruption;
    sim::Parallel parallel;
    parallel.processes = std::max(1U, std::thread::hardware_concurrency());
    parallel.interruption = interruption.descriptor();
    std::vector<sim::Outcome> outcomes;
    try {
        outcomes = sim::simulate_all(jobs, designs.base().hardware, {}, parallel);
    } catch (const sim::Interrupted&) {
        interruption.accept();
        return std::nullopt;
    }
    std::vector<std::int64_t> cycles(chosen.size(), 0);
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        std::int64_t& sum = cycles[i / designs.layers().size()];
        sum = checked_sum(sum, cycles_of_outcome(outcomes[i]));
    }
    return cycles;
}

} // namespace

void add_explore(CLI::App& app, Action& action) { add_explore_with(app, action, simulate_designs); }

} // namespace counterpoint::cli
