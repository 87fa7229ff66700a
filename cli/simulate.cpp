#include "cli/simulate.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <variant>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/cores.hpp"
#include "cli/interruption.hpp"
#include "cli/number_text.hpp"
#include "cli/problem_text.hpp"
#include "cli/progress_line.hpp"
#include "cli/simulate_options.hpp"
#include "cli/simulated_report.hpp"
#include "hw/mechanisms.hpp"
#include "sim/effort.hpp"
#include "sim/parallel.hpp"

namespace counterpoint::cli {

namespace {

constexpr const char* simulate_examples =
    "Executes the mapping phase by phase on a SystemC model of the accelerator and counts what\n"
    "happens. On the ideal hardware of docs/semantics.md it says what analyze says, to the last\n"
    "integer, and takes about a second for a million phases that do not repeat earlier ones;\n"
    "neither knows of the other. What the hardware file describes beyond that, networks, banks or\n"
    "a DRAM, is simulated unless --ideal says not to.\n"
    "\n"
    "Examples:\n"
    "  counterpoint simulate workloads/networks/resnet50.yaml hw/devices/edge_256.yaml \\\n"
    "      mapping/dataflows/output_stationary.yaml --layer 'conv5_*'\n"
    "  counterpoint simulate design.yaml --jobs 1 --format json --output simulated.json\n"
    "  counterpoint simulate design.yaml --set 'hardware.memories.DRAM.dram={standard: "
    "DDR4-2400}'\n"
    "\n"
    "Every layer runs in a process of its own. On a terminal a line says how far they are. A "
    "layer\n"
    "whose process dies is reported; the others finish, and go to standard output even if there\n"
    "is an --output, which then stays as it was. Ctrl-C ends everything at once.\n"
    "\n"
    "The files are described in docs/formats.md, the JSON and the CSV in docs/output.md.\n"
    "Exit codes: 0 fine, 1 wrong values, 2 bad input, 3 internal error or a process that died, 130 "
    "interrupted.";

std::vector<sim::Job> jobs_of(const mapping::Design& design) {
    std::vector<sim::Job> jobs;
    LayerProblems problems;
    for (const workloads::Layer& layer : design.workload.layers) {
        try {
            jobs.push_back({layer, bind(design.dataflow, layer, design.hardware)});
        } catch (const InputError& error) {
            problems.add(layer.name, error.problems());
        }
    }
    if (!problems.empty()) {
        throw InputError(problems.problems());
    }
    return jobs;
}

/// Says beforehand that it will take long.
void announce(const std::vector<sim::Job>& jobs, const hw::Hardware& hardware,
              const sim::Options& options, std::size_t processes, Console& console) {
    constexpr double worth_saying = 60;
    sim::Effort all;
    double longest = 0;
    for (const sim::Job& job : jobs) {
        const sim::Effort effort = sim::effort_of(job.layer, hardware, job.mapping, options);
        all.phases += effort.phases;
        all.seconds += effort.seconds;
        longest = std::max(longest, effort.seconds);
    }
    const double seconds = std::max(longest, all.seconds / static_cast<double>(processes));
    if (seconds > worth_saying) {
        const bool may_skip =
            options.fast_forward && !options.functional && !options.trace.asks_for_anything();
        console.err << fmt::format("counterpoint: {} phases to simulate, which takes {}{}\n",
                                   scaled(all.phases), about(seconds),
                                   may_skip ? " if none repeat" : "")
                    << std::flush;
    }
}

std::vector<sim::Outcome> outcomes_of(const std::vector<sim::Job>& jobs,
                                      const hw::Hardware& hardware, const SimulateOptions& options,
                                      const SimulateAll& simulate_all, Console& console) {
    const sim::Options model = simulator_options(options);
    const Interruption interruption;
    sim::Parallel parallel;
    parallel.interruption = interruption.descriptor();
    const std::size_t cores = cores_at_hand();
    parallel.processes = std::min(options.jobs.value_or(cores), jobs.size());
    announce(jobs, hardware, model, parallel.processes, console);
    std::optional<ProgressLine> line;
    if (console.err_is_terminal) {
        line.emplace(console.err, console.err_style);
        parallel.report = [&](const sim::Progress& progress) { line->show(progress); };
    }
    try {
        return simulate_all(jobs, hardware, model, parallel);
    } catch (const sim::Interrupted&) {
        interruption.accept();
        throw;
    }
}

/// The layers that were simulated go to standard output: a file is to be complete.
ExitStatus deliver_what_there_is(const SimulatedNetwork& network, OutputOptions options,
                                 Console& console) {
    for (const std::string& defect : network.defects) {
        console.err << "counterpoint: " << printable(defect) << '\n';
    }
    if (options.file) {
        console.err << "counterpoint: " << printable(*options.file) << " is left as it was\n";
        options.file.reset();
    }
    if (network.report.layers.empty()) {
        return ExitStatus::internal_error;
    }
    console.err << "counterpoint: standard output has the layers that were simulated\n";
    deliver(network.report, options, console);
    return ExitStatus::internal_error;
}

void tell_values(const SimulatedNetwork& network, Console& console) {
    std::int64_t outputs = 0;
    for (const LayerResult& layer : network.report.layers) {
        outputs += layer.values ? layer.values->outputs : 0;
    }
    for (const std::string& wrong : network.wrong_values) {
        console.err << "counterpoint: " << printable(wrong) << '\n';
    }
    if (network.wrong_values.empty()) {
        console.err << fmt::format("counterpoint: all {} output values are right\n", outputs);
    }
}

ExitStatus simulate(const SimulateOptions& options, const SimulateAll& simulate_all,
                    Console& console) {
    check_options(options);
    mapping::Design design = read_design(options.design, console);
    check_format(options.output, design.workload);
    if (options.ideal) {
        hw::strip_all(design.hardware);
    }
    const std::vector<sim::Job> jobs = jobs_of(design);
    std::vector<sim::Outcome> outcomes;
    try {
        outcomes = outcomes_of(jobs, design.hardware, options, simulate_all, console);
    } catch (const sim::Interrupted&) {
        console.err << "counterpoint: interrupted\n";
        return ExitStatus::interrupted;
    }
    const SimulatedNetwork network =
        gather(design, jobs, std::move(outcomes), options.pe_utilization);
    for (const std::string& note : network.notes) {
        console.err << "counterpoint: " << printable(note) << '\n';
    }
    if (!network.defects.empty()) {
        return deliver_what_there_is(network, options.output, console);
    }
    deliver(network.report, options.output, console);
    if (options.functional) {
        tell_values(network, console);
    }
    return network.wrong_values.empty() ? ExitStatus::fine : ExitStatus::comparison_failed;
}

} // namespace

void add_simulate(CLI::App& app, Action& action) {
    add_simulate_with(app, action, sim::simulate_all);
}

void add_simulate_with(CLI::App& app, Action& action, const SimulateAll& simulate_all) {
    CLI::App* command = app.add_subcommand(
        "simulate", "The same, measured while a SystemC model executes the mapping");
    const auto options = std::make_shared<SimulateOptions>();
    add_simulate_options(*command, *options);
    command->footer(simulate_examples);
    command->callback([options, simulate_all, &action] {
        action = [options, simulate_all](Console& console) {
            return simulate(*options, simulate_all, console);
        };
    });
}

} // namespace counterpoint::cli
