#include "cli/noc/noc.hpp"

#include <memory>
#include <optional>
#include <string>

#include <CLI/CLI.hpp>

#include "cli/noc/latency_plot.hpp"
#include "cli/noc/options.hpp"
#include "cli/noc/report.hpp"
#include "cli/output_file.hpp"
#include "cli/study_output.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::cli {

namespace {

constexpr const char* noc_examples =
    "Sends packets through a network of routers and says how long they took.\n"
    "\n"
    "Examples:\n"
    "  counterpoint noc --size 8x8 --pattern uniform --rate 0.2\n"
    "  counterpoint noc --size 16x8 --pattern hotspot:0,15 --rate 0.01 --packet 4 --speculative\n"
    "  counterpoint noc --pattern bitcomp --sweep --plot bitcomp.svg --format json\n"
    "\n"
    "docs/noc.md describes the routers, the patterns and the keys of the JSON.\n"
    "Exit codes: 0 fine, 2 bad input, 3 internal error.";

struct NocCommandOptions {
    NocOptions study;
    std::optional<std::string> plot;
    StudyOutput output;
};

void check_plot(const NocCommandOptions& options) {
    if (!options.plot) {
        return;
    }
    if (!plot_kind_of(*options.plot)) {
        throw InputError(Problem{{"--plot", 0, 0, ""},
                                 "the ending of the file does not say what to draw",
                                 "FILE.svg or FILE.html",
                                 *options.plot,
                                 ""});
    }
    if (options.output.file == options.plot) {
        throw InputError(Problem{
            {*options.plot, 0, 0, ""}, "--output and --plot would be the same file", "", "", ""});
    }
}

std::string text_of(const NocCommandOptions& options, const NocStudy& study,
                    const std::optional<OutputFile>& plot, const TextStyle& style) {
    if (!options.study.sweep) {
        const auto point = sim::noc::mesh::study(study.mesh, study.traffic, study.cycles);
        return options.output.json ? render_noc_json(study, point)
                                   : render_noc_table(study, point, style);
    }
    const auto sweep = sim::noc::mesh::sweep(study.mesh, study.traffic, study.cycles);
    if (plot) {
        plot->write(latency_plot(study, sweep, *plot_kind_of(*options.plot)));
    }
    return options.output.json ? render_noc_json(study, sweep)
                               : render_noc_table(study, sweep, style);
}

ExitStatus run(const NocCommandOptions& options, Console& console) {
    check_plot(options);
    const NocStudy study = study_of(options.study);
    const std::optional<OutputFile> output = file_for(options.output.file);
    const std::optional<OutputFile> plot = file_for(options.plot);
    const TextStyle style = output ? TextStyle{} : console.out_style;
    deliver(text_of(options, study, plot, style), output, console);
    return ExitStatus::fine;
}

void add_outputs(CLI::App& command, NocCommandOptions& options) {
    CLI::Option* sweep =
        command
            .add_flag("--sweep", options.study.sweep,
                      "find the load at which the network saturates, and the latency below it")
            ->disable_flag_override();
    command.add_option("--plot", options.plot, "draw latency over load into an .svg or .html file")
        ->type_name("FILE")
        ->option_text("FILE")
        ->needs(sweep);
    add_study_output(command, options.output);
}

} // namespace

void add_noc(CLI::App& app, Action& action) {
    CLI::App* command =
        app.add_subcommand("noc", "An on-chip network by itself under a pattern of packets");
    const auto options = std::make_shared<NocCommandOptions>();
    add_noc_options(*command, options->study);
    add_outputs(*command, *options);
    command->footer(noc_examples);
    command->callback([options, &action] {
        action = [options](Console& console) { return run(*options, console); };
    });
}

} // namespace counterpoint::cli
