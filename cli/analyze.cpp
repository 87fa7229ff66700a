#include "cli/analyze.hpp"

#include <memory>

#include <CLI/CLI.hpp>

#include "cli/design_options.hpp"
#include "cli/output_options.hpp"
#include "cli/problem_text.hpp"

namespace counterpoint::cli {

namespace {

constexpr const char* examples =
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
};

ExitStatus analyze(const AnalyzeOptions& options, Console& console) {
    check_output(options.output);
    const mapping::Design design = read_design(options.design);
    analytical::Options model;
    model.check_capacity = !options.no_capacity;
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
    add_output_options(*command, options->output);
    command->footer(examples);
    command->callback([options, &action] {
        action = [options](Console& console) { return analyze(*options, console); };
    });
}

NetworkReport analyze_design(const mapping::Design& design, const analytical::Options& options) {
    NetworkReport report{
        "analytical", design.workload.name, design.dataflow.place.file, design.hardware, {}};
    LayerProblems problems;
    for (const workloads::Layer& layer : design.workload.layers) {
        try {
            const mapping::Mapping mapping = bind(design.dataflow, layer, design.hardware);
            report.layers.push_back(
                {layer, analytical::analyze(layer, design.hardware, mapping, options)});
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
