#include "cli/explore/explore.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <poll.h>

#include "cli/explore/costs.hpp"
#include "cli/explore/nothing_found.hpp"
#include "cli/explore/options.hpp"
#include "cli/explore/progress.hpp"
#include "cli/explore/report.hpp"
#include "cli/explore/session.hpp"
#include "cli/interruption.hpp"
#include "explore/exact_cycles.hpp"
#include "explore/search.hpp"
#include "vocabulary/checked.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::cli {

namespace {

using explore::Objective;

constexpr const char* explore_examples =
    "Examples:\n"
    "  counterpoint explore space.yaml workloads/networks/vgg16.yaml hw/devices/edge_256.yaml \\\n"
    "      dataflow.yaml --layer conv1_2 --objective cycles,energy --max-area 16\n"
    "  counterpoint explore space.yaml design.yaml --objective edp --verify 20\n"
    "  counterpoint explore space.yaml design.yaml --npy valid.npy --checkpoint search.json\n"
    "\n"
    "Spaces, objectives and files are described in docs/explore.md.\n"
    "Exit codes: 0 fine, 2 bad input, 3 internal error, 130 interrupted.";

/// In every layer each combination of the dimensions is one MAC.
double macs_of(const std::vector<workloads::Layer>& layers) {
    double macs = 0;
    for (const workloads::Layer& layer : layers) {
        double product = 1;
        for (const workloads::Dimension& dimension : layer.dimensions) {
            product *= static_cast<double>(dimension.size);
        }
        macs += product;
    }
    return macs;
}

bool needs_cycles(Objective objective) {
    return objective == Objective::cycles || objective == Objective::edp ||
           objective == Objective::throughput_per_area;
}

/// Verified is what cycles count in; it is put first.
std::vector<Objective> checked_objectives(const ExploreOptions& options) {
    std::vector<Objective> objectives = objectives_of(options);
    if (options.verify > 0 && std::none_of(objectives.begin(), objectives.end(), needs_cycles)) {
        throw InputError(Problem{{"--verify", 0, 0, ""},
                                 "a simulation says cycles, and no objective depends on them",
                                 "an objective such as cycles or edp",
                                 "",
                                 ""});
    }
    return objectives;
}

/// Where there is a checkpoint the search may have been killed after it had written its output.
void refuse_existing_output(const ExploreOptions& options) {
    if (options.checkpoint && std::filesystem::exists(*options.checkpoint)) {
        return;
    }
    if (options.output.file && !options.force && std::filesystem::exists(*options.output.file)) {
        throw InputError(Problem{
            {*options.output.file, 0, 0, ""}, "the output exists", "", "", "--force replaces it"});
    }
}

std::size_t threads_of(const ExploreOptions& options) {
    return options.threads.value_or(std::max(1U, std::thread::hardware_concurrency()));
}

/// Says how long it took, where that is worth a line.
void tell_speed(std::int64_t searched, double seconds, Console& console) {
    constexpr double worth_saying = 5;
    if (console.err_is_terminal || seconds > worth_saying) {
        console.err << "counterpoint: " << speed_text(searched, seconds) << '\n';
    }
}

/// False: interrupted.
bool run_search(const ExploreOptions& options, const explore::Question& question,
                explore::SearchState& state, ExploreSession& session, Console& console) {
    const Interruption interruption;
    explore::SearchOptions search;
    search.threads = threads_of(options);
    search.save_interval =
        std::chrono::milliseconds(static_cast<std::int64_t>(1000 * options.save_every));
    if (session.wants_valid()) {
        search.valid = [&](const auto& valid) { session.add(valid); };
    }
    if (session.saves()) {
        search.save = [&](const explore::SearchState& now) { session.save(now); };
    }
    std::optional<SearchLine> line;
    if (console.err_is_terminal) {
        line.emplace(console.err, console.err_style);
        search.report = [&](const explore::SearchProgress& progress) { line->show(progress); };
    }
    search.interrupted = [&] {
        pollfd waiting{interruption.descriptor(), POLLIN, 0};
        return ::poll(&waiting, 1, 0) > 0;
    };
    const std::int64_t before = state.findings.tally.searched();
    const auto begin = std::chrono::steady_clock::now();
    const bool complete = explore::search(question, state, search);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
    line.reset();
    tell_speed(state.findings.tally.searched() - before, taken.count(), console);
    interruption.accept();
    return complete;
}

/// `simulated`: the cycles of the best designs.
Verification verification_of(const explore::Question& question, const explore::Findings& findings,
                             std::vector<std::int64_t> simulated) {
    Verification verification;
    verification.objective = question.best_by;
    verification.designs = findings.best.designs();
    verification.simulated_cycles = std::move(simulated);
    std::vector<double> estimated;
    std::vector<double> real;
    for (std::size_t i = 0; i < verification.designs.size(); ++i) {
        explore::Figures figures = verification.designs[i].figures;
        estimated.push_back(value_of(verification.objective, figures, question.goals.macs));
        figures.cycles = static_cast<double>(verification.simulated_cycles[i]);
        real.push_back(value_of(verification.objective, figures, question.goals.macs));
    }
    verification.change = explore::compare_ranking(estimated, real);
    return verification;
}

explore::Question question_of(const ExploreOptions& options, const explore::Designs& designs,
                              const explore::Costs& costs) {
    constexpr double square_microns_a_mm2 = 1e6;
    explore::Question question;
    question.designs = &designs;
    question.costs = &costs;
    question.goals = {checked_objectives(options), macs_of(designs.layers())};
    question.timing = options.timing;
    question.best_wanted = options.verify;
    const auto& objectives = question.goals.objectives;
    const auto timed = std::find_if(objectives.begin(), objectives.end(), needs_cycles);
    question.best_by = timed == objectives.end() ? objectives.front() : *timed;
    if (options.max_area) {
        question.limits.area = *options.max_area * square_microns_a_mm2;
    }
    if (options.max_power) {
        question.limits.power = *options.max_power;
    }
    return question;
}

ExitStatus interrupted(Console& console) {
    console.err << "counterpoint: interrupted\n";
    return ExitStatus::interrupted;
}

/// What follows the search: the front by exact timing, the best by simulation, and the words.
ExitStatus report(const ExploreOptions& options, const explore::Space& space,
                  const explore::Question& question, const explore::Findings& findings,
                  const SimulateDesigns& simulate, Console& console) {
    const explore::Designs& designs = *question.designs;
    const std::optional<OutputFile> output = file_for(options.output.file);
    ExploreReport report{
        space,
        designs,
        question.goals,
        options.timing,
        findings,
        explore::exact_cycles(designs, findings.front.designs(), threads_of(options)),
        std::nullopt};
    if (options.verify > 0) {
        auto simulated = simulate(designs, findings.best.designs());
        if (!simulated) {
            return interrupted(console);
        }
        report.verification = verification_of(question, findings, std::move(*simulated));
    }
    const TextStyle style = output ? TextStyle{} : console.out_style;
    deliver(options.output.json ? render_explore_json(report) : render_explore_table(report, style),
            output, console);
    return ExitStatus::fine;
}

ExitStatus explore_space(const ExploreOptions& options, const SimulateDesigns& simulate,
                         Console& console) {
    checked_objectives(options);
    refuse_existing_output(options);
    file_for(options.output.file);
    const explore::Space space = explore::read_space(options.space);
    mapping::DesignTree tree(reading_options(options.design));
    const explore::Designs designs(space, tree, read_design(options.design, tree, console));
    const std::unique_ptr<explore::Costs> costs = costs_of(designs, options);
    const explore::Question question = question_of(options, designs, *costs);
    explore::Checkpoint checkpoint{
        options.checkpoint ? asked(options, space) : "",
        {0, explore::Findings(question.goals, question.best_by, question.best_wanted)},
        {}};
    ExploreSession session(options, designs, checkpoint);
    explore::SearchState& state = checkpoint.state;
    if (!run_search(options, question, state, session, console)) {
        return interrupted(console);
    }
    if (state.findings.tally.valid == 0) {
        session.give_up();
        throw InputError(nothing_found(state.findings, question.limits, space.place));
    }
    const ExitStatus status = report(options, space, question, state.findings, simulate, console);
    if (status == ExitStatus::fine) {
        session.finish();
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
            return explore_space(*options, simulate, console);
        };
    });
}

void add_explore_without_simulator(CLI::App& app, Action& action) {
    add_explore_with(app, action, nullptr);
}

} // namespace counterpoint::cli
