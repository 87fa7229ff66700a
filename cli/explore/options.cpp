#include "cli/explore/options.hpp"

#include <algorithm>
#include <map>
#include <sstream>

#include <CLI/CLI.hpp>

#include "cli/choice_option.hpp"
#include "input/document.hpp"
#include "input/nearest.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::cli {

namespace {

using explore::Objective;

void add_file(CLI::App& command, const std::string& name, std::optional<std::string>& file,
              const std::string& description) {
    command.add_option(name, file, description)->type_name("FILE")->option_text("FILE");
}

void add_limit(CLI::App& command, const std::string& name, std::optional<double>& limit,
               const std::string& unit, const std::string& description) {
    command.add_option(name, limit, description)
        ->check(CLI::PositiveNumber)
        ->type_name(unit)
        ->option_text(unit);
}

void add_timing(CLI::App& command, analytical::Timing& timing) {
    using analytical::Timing;
    std::map<std::string, Timing> timings;
    for (const Timing each : {Timing::maestro, Timing::timeloop, Timing::exact}) {
        timings.emplace(to_string(each), each);
    }
    add_choice<Timing>(
        command, "--timing", timings, [&timing](Timing chosen) { timing = chosen; },
        "cycles of every design: maestro (default) or timeloop, as in docs/timings.md, or\n"
        "exact, which is slower by orders of magnitude; those of the front are always\n"
        "computed exactly as well");
}

std::vector<std::string> words_of(const std::vector<std::string>& texts) {
    std::vector<std::string> words;
    for (const std::string& text : texts) {
        std::istringstream stream(text);
        for (std::string word; std::getline(stream, word, ',');) {
            words.push_back(word);
        }
    }
    return words;
}

} // namespace

void add_explore_options(CLI::App& command, ExploreOptions& options, bool can_simulate) {
    command.add_option("SPACE", options.space, "YAML with `space`: which values to try")
        ->required()
        ->option_text(" ");
    add_design_options(command, options.design);
    command
        .add_option("--objective", options.objectives,
                    "what is to be small: cycles, energy, edp, area, power, or large:\n"
                    "throughput_per_area; several with commas (default cycles,energy)")
        ->type_name("WORDS")
        ->option_text("WORDS")
        ->allow_extra_args(false);
    add_limit(command, "--max-area", options.max_area, "MM2", "only designs of at most this area");
    add_limit(command, "--max-power", options.max_power, "MW",
              "only designs of at most this power");
    add_timing(command, options.timing);
    add_file(command, "--csv", options.csv, "write every valid design as CSV");
    add_file(command, "--npy", options.npy, "write every valid design as a NumPy array");
    add_file(command, "--checkpoint", options.checkpoint,
             "save the search here, and go on from there if the file exists");
    command.add_option("--save-every", options.save_every, "seconds between saves (default 10)")
        ->check(CLI::Range(0.0, 30.0))
        ->type_name("SECONDS")
        ->option_text("SECONDS");
    command.add_flag("--force", options.force, "replace files that exist")->disable_flag_override();
    command.add_option("--threads", options.threads, "threads (default: all cores)")
        ->check(CLI::Range(std::size_t{1}, std::size_t{1024}))
        ->type_name("N")
        ->option_text("N");
    if (can_simulate) {
        command
            .add_option("--verify", options.verify,
                        "simulate the N designs that are best by the first objective in which\n"
                        "cycles count, with all mechanisms, and say how their order changes")
            ->type_name("N")
            ->option_text("N");
    }
    add_study_output(command, options.output);
    add_file(command, "--report", options.report,
             "write a page of HTML with charts as well, which needs nothing but itself");
}

std::vector<Objective> objectives_of(const ExploreOptions& options) {
    if (options.objectives.empty()) {
        return {Objective::cycles, Objective::energy};
    }
    std::vector<std::string> known;
    for (const Objective objective : explore::all_objectives) {
        known.push_back(to_string(objective));
    }
    std::vector<Objective> objectives;
    std::vector<Problem> problems;
    for (const std::string& word : words_of(options.objectives)) {
        const auto found = std::find(known.begin(), known.end(), word);
        if (found == known.end()) {
            problems.push_back({{"--objective", 0, 0, ""},
                                "this is no objective",
                                input::enumerated(known),
                                input::in_quotes(word),
                                input::suggestion(word, known)});
            continue;
        }
        const Objective objective =
            explore::all_objectives.at(static_cast<std::size_t>(found - known.begin()));
        if (std::find(objectives.begin(), objectives.end(), objective) != objectives.end()) {
            problems.push_back({{"--objective", 0, 0, ""},
                                "this objective stands twice",
                                "",
                                input::in_quotes(word),
                                ""});
        }
        objectives.push_back(objective);
    }
    if (objectives.empty() && problems.empty()) {
        problems.push_back(
            {{"--objective", 0, 0, ""}, "no objective is given", input::enumerated(known), "", ""});
    }
    if (!problems.empty()) {
        throw InputError(std::move(problems));
    }
    return objectives;
}

} // namespace counterpoint::cli
