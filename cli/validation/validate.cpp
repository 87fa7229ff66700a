#include "cli/validation/validate.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/cores.hpp"
#include "cli/interruption.hpp"
#include "cli/output_file.hpp"
#include "cli/progress_line.hpp"
#include "cli/validation/golden_numbers.hpp"
#include "cli/validation/journal.hpp"
#include "cli/validation/options.hpp"
#include "cli/validation/text.hpp"
#include "validation/plan.hpp"
#include "validation/render_json.hpp"
#include "validation/report/html_report.hpp"
#include "validation/run.hpp"

namespace counterpoint::cli {

namespace {

using validation::Plan;
using validation::Validation;

constexpr const char* validate_examples =
    "Runs analyze and simulate on every layer and puts all their numbers side by side. Every\n"
    "number is expected to be the same from both, unless a suite says otherwise and why. With\n"
    "DRAM or banks cycles may differ; how many each of them adds is said, and makes up the whole.\n"
    "\n"
    "Examples:\n"
    "  counterpoint validate workloads/networks/resnet50.yaml hw/devices/edge_256.yaml \\\n"
    "      mapping/dataflows/weight_stationary.yaml\n"
    "  counterpoint validate --suite validation/suites/golden.yaml --golden\n"
    "\n"
    "What was finished before Ctrl-C is kept; the same command goes on from there.\n"
    "Suites, golden files and all formats are described in docs/validation.md.\n"
    "Exit codes: 0 all expectations hold, 1 one is broken or a golden number differs, 2 bad "
    "input,\n"
    "3 internal error or a process that died, 130 interrupted.";

/// Both models on everything, with a progress line and what the journal knows.
Validation run_plan(const Plan& plan, const ValidateOptions& options, validation::Journal* journal,
                    Console& console) {
    const Interruption interruption;
    validation::RunOptions run;
    if (journal != nullptr) {
        run.program = program_identity(); // reads the whole program
    }
    run.journal = journal;
    run.pe_macs = options.pe_utilization || options.report;
    run.parallel.interruption = interruption.descriptor();
    run.parallel.processes = options.jobs.value_or(cores_at_hand());
    std::optional<ProgressLine> line;
    if (console.err_is_terminal) {
        line.emplace(console.err, console.err_style);
        run.parallel.report = [&](const sim::Progress& progress) { line->show(progress); };
    }
    run.begin = [&](std::size_t simulations, std::size_t known) {
        if (known > 0) {
            console.err << fmt::format("counterpoint: {} of {} simulations are taken from {}\n",
                                       known, simulations, printable(journal->file()))
                        << std::flush;
        }
    };
    try {
        sim::Options simulator;
        simulator.fast_forward = !options.no_fast_forward;
        return validation::run(plan, validation::both_models(simulator), run);
    } catch (const sim::Interrupted&) {
        interruption.accept();
        throw;
    }
}

std::string rendered(const Validation& validation, ValidationFormat format,
                     const TextStyle& style) {
    switch (format) {
    case ValidationFormat::json:
        return validation::render_json(validation);
    case ValidationFormat::csv:
        return validation_csv(validation);
    case ValidationFormat::markdown:
        return validation_markdown(validation);
    case ValidationFormat::table:
        break;
    }
    return validation_table(validation, style);
}

void deliver(const Validation& validation, const ValidateOptions& options, Console& console) {
    if (options.output) {
        OutputFile(*options.output).write(rendered(validation, options.format, TextStyle{}));
    } else {
        console.out << rendered(validation, options.format, console.out_style);
    }
    if (options.report) {
        OutputFile(*options.report)
            .write(validation::html_report(validation::render_json(validation)));
    }
}

void tell_kept(const validation::Journal* journal, Console& console) {
    if (journal != nullptr) {
        console.err << "counterpoint: what is finished is kept in " << printable(journal->file())
                    << "; the same command goes on from there\n";
    }
}

ExitStatus validate(const ValidateOptions& options, Console& console) {
    const Plan plan = validation::plan_of(suite_of(options));
    for (const validation::PlannedCase& planned : plan.cases) {
        tell_notes(planned.notes, console);
    }
    std::optional<GoldenNumbers> golden;
    if (options.golden) {
        golden.emplace(options, plan);
    }
    const std::unique_ptr<validation::Journal> journal =
        options.no_journal ? nullptr : open_journal(options.journal, plan, console);
    Validation validation;
    try {
        validation = run_plan(plan, options, journal.get(), console);
    } catch (const sim::Interrupted&) {
        console.err << "counterpoint: interrupted\n";
        tell_kept(journal.get(), console);
        return ExitStatus::interrupted;
    } catch (const validation::SimulationsFailed& failed) {
        for (const std::string& defect : failed.defects()) {
            console.err << "counterpoint: " << printable(defect) << '\n';
        }
        tell_kept(journal.get(), console);
        return ExitStatus::internal_error;
    }
    deliver(validation, options, console);
    if (journal) {
        journal->remove();
    }
    console.err << broken_expectations_text(validation);
    const ExitStatus settled = golden ? golden->settle(validation, console) : ExitStatus::fine;
    return validation.holds() ? settled : ExitStatus::comparison_failed;
}

} // namespace

void add_validate(CLI::App& app, Action& action) {
    CLI::App* command = app.add_subcommand(
        "validate", "Both side by side: where they agree, where not, by how much and why");
    const auto options = std::make_shared<ValidateOptions>();
    add_validate_options(*command, *options);
    command->footer(validate_examples);
    command->callback([options, &action] {
        action = [options](Console& console) { return validate(*options, console); };
    });
}

} // namespace counterpoint::cli
