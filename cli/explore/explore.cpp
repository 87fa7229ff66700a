#include "cli/explore/explore.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <poll.h>

#include "cli/cores.hpp"
#include "cli/explore/arguments.hpp"
#include "cli/explore/nothing_found.hpp"
#include "cli/explore/options.hpp"
#include "cli/explore/progress.hpp"
#include "cli/explore/report.hpp"
#include "cli/explore/search_setup.hpp"
#include "cli/explore/session.hpp"
#include "cli/interruption.hpp"
#include "cli/mpirun.hpp"
#include "cli/terminal_line.hpp"
#include "explore/breakdown.hpp"
#include "explore/exact_cycles.hpp"
#include "explore/ranks/remote_workers.hpp"
#include "explore/ranks/serve.hpp"
#include "explore/search.hpp"
#include "results/html/page.hpp"
#include "vocabulary/checked.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::cli {

namespace {

constexpr const char* explore_examples =
    "Examples:\n"
    "  counterpoint explore space.yaml workloads/networks/vgg16.yaml hw/devices/edge_256.yaml \\\n"
    "      dataflow.yaml --layer conv1_2 --objective cycles,energy --max-area 16\n"
    "  counterpoint explore space.yaml design.yaml --objective edp --verify 20\n"
    "  counterpoint explore space.yaml design.yaml --npy valid.npy --checkpoint search.json\n"
    "  mpirun -n 8 --map-by ppr:1:node --bind-to none --hostfile hosts \\\n"
    "      counterpoint explore space.yaml design.yaml\n"
    "\n"
    "Spaces, objectives and files are described in docs/explore.md.\n"
    "Exit codes: 0 fine, 2 bad input, 3 internal error, 130 interrupted.";

/// Where there is a checkpoint the search may have been killed after it had written its output.
void refuse_existing_output(const ExploreOptions& options) {
    if (options.checkpoint && std::filesystem::exists(*options.checkpoint)) {
        return;
    }
    for (const auto& file : {options.output.file, options.report}) {
        if (file && !options.force && std::filesystem::exists(*file)) {
            throw InputError(
                Problem{{*file, 0, 0, ""}, "the output exists", "", "", "--force replaces it"});
        }
    }
}

std::size_t threads_of(const ExploreOptions& options) {
    return options.threads.value_or(cores_at_hand());
}

/// Says how long it took, where that is worth a line.
void tell_speed(std::int64_t searched, double seconds, Console& console) {
    constexpr double worth_saying = 5;
    if (console.err_is_terminal || seconds > worth_saying) {
        console.err << "counterpoint: " << speed_text(searched, seconds) << '\n';
    }
}

bool has_come(const Interruption& interruption) {
    pollfd waiting{interruption.descriptor(), POLLIN, 0};
    return ::poll(&waiting, 1, 0) > 0;
}

/// `others`: processes that search as well, or none. False: interrupted.
bool run_search(const ExploreOptions& options, const explore::Question& question,
                explore::RemoteWorkers* others, explore::SearchState& state,
                ExploreSession& session, SearchSpeed& speed, Console& console) {
    const Interruption interruption;
    if (others != nullptr &&
        !others->meet(session.asked(), [&] { return has_come(interruption); })) {
        interruption.accept();
        return false;
    }
    explore::SearchOptions search;
    search.threads = threads_of(options);
    search.others = others;
    search.save_interval =
        std::chrono::milliseconds(static_cast<std::int64_t>(1000 * options.save_every));
    if (session.wants_valid()) {
        search.valid = [&](const auto& valid) { session.add(valid); };
    }
    if (session.saves()) {
        search.save = [&](const explore::SearchState& now) { session.save(now); };
    }
    std::optional<TerminalLine> line;
    if (console.err_is_terminal) {
        line.emplace(console.err, console.err_style);
        search.report = [&](const explore::SearchProgress& progress) {
            line->show(search_progress_text(progress));
        };
    } else {
        search.report_interval = std::chrono::minutes(1);
        search.report = [&](const explore::SearchProgress& progress) {
            console.err << "counterpoint: " << search_progress_text(progress) << std::endl;
        };
    }
    search.interrupted = [&] { return has_come(interruption); };
    const std::int64_t before = state.findings.tally.searched();
    const auto begin = std::chrono::steady_clock::now();
    const bool complete = explore::search(question, state, search);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
    line.reset();
    speed = {state.findings.tally.searched() - before, taken.count()};
    tell_speed(speed.searched, speed.seconds, console);
    interruption.accept();
    return complete;
}

/// `simulated`: the layers of the best designs.
Verification verification_of(const explore::Question& question, const explore::Findings& findings,
                             std::vector<std::vector<SimulatedLayer>> simulated) {
    Verification verification;
    verification.objective = question.best_by;
    verification.designs = findings.best.designs();
    verification.simulated = std::move(simulated);
    for (const std::vector<SimulatedLayer>& layers : verification.simulated) {
        std::int64_t& cycles = verification.simulated_cycles.emplace_back(0);
        results::Energy& energy = verification.simulated_energies.emplace_back(0);
        for (const SimulatedLayer& layer : layers) {
            cycles = checked_sum(cycles, layer.cycles);
            energy = checked_sum(energy, layer.energy);
        }
    }
    std::vector<double> estimated;
    std::vector<double> real;
    for (std::size_t i = 0; i < verification.designs.size(); ++i) {
        explore::Figures figures = verification.designs[i].figures;
        estimated.push_back(value_of(verification.objective, figures, question.goals.macs));
        figures.cycles = static_cast<double>(verification.simulated_cycles[i]);
        figures.energy = results::in_units(verification.simulated_energies[i]);
        real.push_back(value_of(verification.objective, figures, question.goals.macs));
    }
    verification.change = explore::compare_ranking(estimated, real);
    return verification;
}

ExitStatus interrupted(Console& console) {
    console.err << "counterpoint: interrupted\n";
    return ExitStatus::interrupted;
}

/// Adds what the stacks of designs are drawn from.
void break_down(ExploreReport& report, const explore::Question& question, std::size_t threads) {
    std::vector<explore::DesignFigures> first = report.findings.front.designs();
    first.resize(std::min(first.size(), most_broken_down));
    report.breakdowns = explore::breakdowns(question, first, threads);
    if (report.verification) {
        report.verification->breakdowns =
            explore::breakdowns(question, report.verification->designs, threads);
    }
}

/// What follows the search: the front by exact timing, the best by simulation, and the words.
ExitStatus report(const ExploreOptions& options, const explore::Space& space,
                  const explore::Question& question, const explore::Findings& findings,
                  const SearchSpeed& speed, const SimulateDesigns& simulate, Console& console) {
    const explore::Designs& designs = *question.designs;
    const std::optional<OutputFile> output = file_for(options.output.file);
    ExploreReport report{
        space,
        designs,
        question.goals,
        options.timing,
        findings,
        explore::exact_cycles(designs, findings.front.designs(), threads_of(options)),
        std::nullopt,
        {},
        arguments_of(options.design),
        question.limits,
        speed};
    if (options.verify > 0) {
        auto simulated = simulate(question, findings.best.designs());
        if (!simulated) {
            return interrupted(console);
        }
        report.verification = verification_of(question, findings, std::move(*simulated));
    }
    if (options.output.json || options.report) {
        break_down(report, question, threads_of(options));
    }
    const TextStyle style = output ? TextStyle{} : console.out_style;
    deliver(options.output.json ? render_explore_json(report) : render_explore_table(report, style),
            output, console);
    if (options.report) {
        OutputFile(*options.report).write(render_explore_page(report));
    }
    return ExitStatus::fine;
}

/// What the process of rank 0, or the only one, does.
ExitStatus explore_space(const ExploreOptions& options, const SimulateDesigns& simulate,
                         explore::Messenger* messenger, Console& console) {
    std::optional<explore::RemoteWorkers> others;
    if (messenger != nullptr) {
        others.emplace(*messenger);
    }
    refuse_existing_output(options);
    file_for(options.output.file);
    if (options.report) {
        results::check_html_pages();
        file_for(options.report);
    }
    const SearchSetup setup(options, messenger != nullptr, console);
    const explore::Question& question = setup.question();
    explore::Checkpoint checkpoint{
        setup.asked(),
        {0, explore::Findings(question.goals, question.best_by, question.best_wanted)},
        {}};
    ExploreSession session(options, setup.designs(), checkpoint);
    explore::SearchState& state = checkpoint.state;
    SearchSpeed speed;
    if (!run_search(options, question, others ? &*others : nullptr, state, session, speed,
                    console)) {
        return interrupted(console);
    }
    if (state.findings.tally.valid == 0) {
        session.give_up();
        throw InputError(nothing_found(state.findings, question.limits, setup.space().place));
    }
    const ExitStatus status =
        report(options, setup.space(), question, state.findings, speed, simulate, console);
    if (status == ExitStatus::fine) {
        session.finish();
    }
    return status;
}

/// What the other processes do. Rank 0 says what went wrong here.
ExitStatus help_explore(const ExploreOptions& options, explore::Messenger& messenger,
                        Console& console) {
    try {
        const SearchSetup setup(options, true, console);
        explore::serve(setup.question(), setup.asked(), threads_of(options), messenger);
    } catch (const std::exception&) {
        explore::decline(std::current_exception(), messenger);
    }
    return ExitStatus::fine;
}

ExitStatus explore_with_others(const ExploreOptions& options, const SimulateDesigns& simulate,
                               Console& console) {
    // Before MPI begins threads, which would take the signals otherwise. It is rank 0 that ends the
    // search, and saves it.
    std::optional<Interruption> interruption;
    if (was_begun_with_others()) {
        interruption.emplace();
    }
    const std::unique_ptr<explore::Messenger> messenger = messenger_of_mpirun();
    const ExitStatus status = messenger != nullptr && messenger->rank() > 0
                                  ? help_explore(options, *messenger, console)
                                  : explore_space(options, simulate, messenger.get(), console);
    if (interruption) {
        interruption->accept();
    }
    return status;
}

} // namespace

void add_explore_with(CLI::App& app, Action& action, const SimulateDesigns& simulate) {
    CLI::App* command = app.add_subcommand(
        "explore", "All designs of a space: which ones are valid, and the Pareto front");
    const auto options = std::make_shared<ExploreOptions>();
    add_explore_options(*command, *options, simulate != nullptr);
    command->footer(explore_examples);
    command->callback([options, simulate, &action] {
        action = [options, simulate](Console& console) {
            return explore_with_others(*options, simulate, console);
        };
    });
}

void add_explore_without_simulator(CLI::App& app, Action& action) {
    add_explore_with(app, action, nullptr);
}

} // namespace counterpoint::cli
