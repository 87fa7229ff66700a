#include "cli/analyze.hpp"

#include <map>
#include <memory>
#include <string>
#include <utility>

#include <CLI/CLI.hpp>

#include "cli/choice_option.hpp"
#include "cli/design_options.hpp"
#include "cli/output_options.hpp"
#include "cli/problem_text.hpp"

namespace counterpoint::cli {

namespace {

constexpr const char* analyze_examples =
    "Examples:\n"
    "  counterpoint analyze workloads/networks/resnet50.yaml hw/devices/edge_256.yaml \\\n"
    "      mapping/dataflows/output_stationary.yaml\n"
    "  counterpoint analyze design.yaml --layer 'conv2_*' --format csv --output conv2.csv\n"
    "  counterpoint analyze design.yaml --set hardware.memories.L2.fill.bytes_per_cycle=32\n"
    "\n"
    "The files are described in docs/formats.md, the JSON and the CSV in docs/output.md.\n"
    "Exit codes: 0 fine, 2 bad input, 3 internal error.";

struct AnalyzeOptions {
    DesignOptions design;
    OutputOptions output;
    bool no_capacity = false;
    analytical::Timing timing = analytical::Timing::exact;
};

void add_timing_option(CLI::App& command, analytical::Timing& timing) {
    using analytical::Timing;
    std::map<std::string, Timing> timings;
    for (const Timing each : {Timing::exact, Timing::maestro, Timing::timeloop}) {
        timings.emplace(to_string(each), each);
    }
    add_choice<Timing>(
        command, "--timing", timings, [&timing](Timing chosen) { timing = chosen; },
        "cycles: exact (default), or by the shortcut of maestro or timeloop; see\n"
        "docs/timings.md");
}

ExitStatus analyze(const AnalyzeOptions& options, Console& console) {
    check_output(options.output);
    const mapping::Design design = read_design(options.design, console);
    check_format(options.output, design.workload);
    analytical::Options model;
    model.check_capacity = !options.no_capacity;
    model.timing = options.timing;
    model.phase_delays = options.output.format == Format::maestro_csv;
    deliver(analyze_design(design, model), options.output, console);
    return ExitStatus::fine;
}

} // namespace

void add_analyze(CLI::App& app, Action& action) {
    CLI::App* command = app.add_subcommand(
        "analyze", "Accesses, capacity and ideal cycles of every layer, in closed form");
    const auto options = std::make_shared<AnalyzeOptions>();
    add_design_options(*command, options->design);
    command
        ->add_flag("--no-capacity", options->no_capacity,
                   "analyse tiles that do not fit their memory all the same, and flag them")
        ->disable_flag_override();
    add_timing_option(*command, options->timing);
    add_output_options(*command, options->output);
    command->footer(analyze_examples);
    command->callback([options, &action] {
        action = [options](Console& console) { return analyze(*options, console); };
    });
}

NetworkReport analyze_design(const mapping::Design& design, const analytical::Options& options) {
    NetworkReport report{
        "analytical", design.workload.name, design.dataflow.place.file, design.hardware, {}};
    if (options.timing != analytical::Timing::exact) {
        report.timing = to_string(options.timing);
    }
    LayerProblems problems;
    for (const workloads::Layer& layer : design.workload.layers) {
        try {
            const mapping::Mapping mapping = bind(design.dataflow, layer, design.hardware);
            analytical::Analysis analysis =
                analytical::analyze(layer, design.hardware, mapping, options);
            report.layers.push_back({layer,
                                     std::move(static_cast<hw::LayerNumbers&>(analysis)),
                                     {},
                                     {},
                                     analysis.delays});
        } catch (const InputError& error) {
            problems.add(layer.name, error.problems());
        }
    }
    if (!problems.empty()) {
        throw InputError(problems.problems());
    }
    return report;
}

} // namespace counterpoint::cli
