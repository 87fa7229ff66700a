#include "cli/simulate.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <thread>
#include <utility>
#include <variant>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/design_options.hpp"
#include "cli/interruption.hpp"
#include "cli/number_text.hpp"
#include "cli/output_options.hpp"
#include "cli/problem_text.hpp"
#include "cli/progress_line.hpp"
#include "cli/simulated_report.hpp"
#include "sim/effort.hpp"
#include "sim/observation/file_in_making.hpp"
#include "sim/parallel.hpp"

namespace counterpoint::cli {

namespace {

constexpr const char* examples =
    "Executes the mapping phase by phase on a SystemC model of the accelerator and counts what\n"
    "happens. On the ideal hardware of docs/semantics.md it says what analyze says, to the last\n"
    "integer, and takes about a second for a million phases; neither knows of the other.\n"
    "\n"
    "Examples:\n"
    "  counterpoint simulate workloads/networks/resnet50.yaml hw/devices/edge_256.yaml \\\n"
    "      mapping/dataflows/output_stationary.yaml --layer 'conv5_*'\n"
    "  counterpoint simulate design.yaml --jobs 1 --format json --output simulated.json\n"
    "\n"
    "Every layer runs in a process of its own. On a terminal a line says how far they are. A "
    "layer\n"
    "whose process dies is reported; the others finish, and go to standard output even if there\n"
    "is an --output, which then stays as it was. Ctrl-C ends everything at once.\n"
    "\n"
    "The files are described in docs/formats.md, the JSON and the CSV in docs/output.md.\n"
    "Exit codes: 0 fine, 1 wrong values, 2 bad input, 3 internal error or a process that died, 130 "
    "interrupted.";

struct SimulateOptions {
    DesignOptions design;
    OutputOptions output;
    bool no_capacity = false;
    sim::TraceOptions trace;
    bool functional = false;
    sim::FunctionalOptions tensors;
    std::optional<std::size_t> jobs; ///< nothing: as many as there are cores
};

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
              std::size_t processes, Console& console) {
    constexpr double worth_saying = 60;
    sim::Effort all;
    double longest = 0;
    for (const sim::Job& job : jobs) {
        const sim::Effort effort = sim::effort_of(job.layer, hardware, job.mapping);
        all.phases += effort.phases;
        all.seconds += effort.seconds;
        longest = std::max(longest, effort.seconds);
    }
    const double seconds = std::max(longest, all.seconds / static_cast<double>(processes));
    if (seconds > worth_saying) {
        console.err << fmt::format("counterpoint: {} phases to simulate, which takes {}\n",
                                   scaled(all.phases), about(seconds))
                    << std::flush;
    }
}

std::vector<sim::Outcome> outcomes_of(const std::vector<sim::Job>& jobs,
                                      const hw::Hardware& hardware, const SimulateOptions& options,
                                      Console& console) {
    sim::Options model;
    model.check_capacity = !options.no_capacity;
    model.trace = options.trace;
    if (options.functional) {
        model.functional = options.tensors;
    }
    const Interruption interruption;
    sim::Parallel parallel;
    parallel.interruption = interruption.descriptor();
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    parallel.processes = std::min(options.jobs.value_or(cores), jobs.size());
    announce(jobs, hardware, parallel.processes, console);
    std::optional<ProgressLine> line;
    if (console.err_is_terminal) {
        line.emplace(console.err, console.err_style);
        parallel.report = [&](const sim::Progress& progress) { line->show(progress); };
    }
    try {
        return sim::simulate_all(jobs, hardware, model, parallel);
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

ExitStatus simulate(const SimulateOptions& options, Console& console) {
    check_output(options.output);
    sim::check_files(options.trace);
    const mapping::Design design = read_design(options.design);
    const std::vector<sim::Job> jobs = jobs_of(design);
    std::vector<sim::Outcome> outcomes;
    try {
        outcomes = outcomes_of(jobs, design.hardware, options, console);
    } catch (const sim::Interrupted&) {
        console.err << "counterpoint: interrupted\n";
        return ExitStatus::interrupted;
    }
    const SimulatedNetwork network = gather(design, std::move(outcomes));
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

void add_trace_options(CLI::App& command, sim::TraceOptions& trace) {
    command
        .add_option("--trace", trace.trace_file,
                    "write what happened when, in the format of Chrome and Perfetto; of several\n"
                    "layers each gets a file of its own, such as FILE.3-conv2_1.json")
        ->type_name("FILE")
        ->option_text("FILE");
    command
        .add_option("--vcd", trace.waveform_file,
                    "write the SystemC waveform of phases, networks, PEs and slots")
        ->type_name("FILE")
        ->option_text("FILE");
    command.add_option("--trace-from", trace.from, "first cycle that --trace and --vcd show")
        ->check(CLI::NonNegativeNumber)
        ->type_name("CYCLE")
        ->option_text("CYCLE");
    command.add_option("--trace-to", trace.to, "first cycle that they no longer show")
        ->check(CLI::NonNegativeNumber)
        ->type_name("CYCLE")
        ->option_text("CYCLE");
}

void add_value_options(CLI::App& command, SimulateOptions& options) {
    CLI::Option* functional =
        command
            .add_flag("--functional", options.functional,
                      "move real values as well and compare the output with a plain loop nest")
            ->disable_flag_override();
    command
        .add_option("--tensors-in", options.tensors.tensors_in,
                    "read LAYER.TENSOR.npy (int8, int16, int32, float32) from this folder;\n"
                    "small integers otherwise")
        ->type_name("DIR")
        ->option_text("DIR")
        ->needs(functional);
    command
        .add_option("--tensors-out", options.tensors.tensors_out,
                    "write LAYER.Output.npy (int32 or float32) into this folder")
        ->type_name("DIR")
        ->option_text("DIR")
        ->needs(functional);
    command.add_option("--seed", options.tensors.seed, "of the small integers (default 1)")
        ->type_name("N")
        ->option_text("N")
        ->needs(functional);
}

} // namespace

void add_simulate(CLI::App& app, Action& action) {
    CLI::App* command = app.add_subcommand(
        "simulate", "The same, measured while a SystemC model executes the mapping");
    const auto options = std::make_shared<SimulateOptions>();
    add_design_options(*command, options->design);
    command
        ->add_flag("--no-capacity", options->no_capacity,
                   "simulate tiles that do not fit their memory all the same, and flag them")
        ->disable_flag_override();
    command
        ->add_option("--jobs", options->jobs,
                     "layers that run at the same time, each in a process of its own; as many\n"
                     "as there are cores unless given")
        ->check(CLI::Range(1, 4096))
        ->type_name("N")
        ->option_text("N");
    add_value_options(*command, *options);
    add_trace_options(*command, options->trace);
    add_output_options(*command, options->output);
    command->footer(examples);
    command->callback([options, &action] {
        action = [options](Console& console) { return simulate(*options, console); };
    });
}

} // namespace counterpoint::cli
