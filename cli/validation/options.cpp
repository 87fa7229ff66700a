#include "cli/validation/options.hpp"

#include <map>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/choice_option.hpp"
#include "cli/output_file.hpp"
#include "results/html/page.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::cli {

namespace {

void add_file(CLI::App& command, const std::string& name, std::optional<std::string>& file,
              const std::string& help) {
    command.add_option(name, file, help)->type_name("FILE")->option_text("FILE");
}

void add_golden_options(CLI::App& command, ValidateOptions& options) {
    CLI::Option* golden =
        command
            .add_option_function<std::vector<std::string>>(
                "--golden",
                [&options](const std::vector<std::string>& files) {
                    options.golden = true;
                    if (!files.empty() && !files.front().empty()) {
                        options.golden_file = files.front();
                    }
                },
                "compare every number with those of this file, to the last integer; the\n"
                "file of the suite unless given")
            ->expected(0, 1)
            ->type_name("FILE")
            ->option_text("[FILE]");
    command
        .add_flag("--update-golden", options.update_golden,
                  "show what is different, then write the golden file anew")
        ->disable_flag_override()
        ->needs(golden);
}

void add_journal_options(CLI::App& command, ValidateOptions& options) {
    add_file(command, "--journal", options.journal,
             "keep finished layers there until all are finished; a file in the user's\n"
             "cache unless given");
    command
        .add_flag("--no-journal", options.no_journal,
                  "keep nothing: an interrupted validation begins again")
        ->disable_flag_override()
        ->excludes("--journal");
}

Problem wrong_options(const std::string& option, const std::string& message,
                      const std::string& remedy) {
    return {{option, 0, 0, ""}, message, "", "", remedy};
}

std::vector<Problem> wrong_options(const ValidateOptions& options) {
    std::vector<Problem> problems;
    const DesignOptions& design = options.design;
    if (options.suite && !design.files.empty()) {
        problems.push_back(wrong_options("--suite", "a suite names the files of its cases",
                                         "give either files or a suite"));
    }
    if (options.suite && (!design.overrides.empty() || !design.layers.empty())) {
        problems.push_back(wrong_options("--suite", "--set and --layer belong to files",
                                         "a case of a suite has `set` and `layers`"));
    }
    if (options.suite && (!design.dimensions.empty() || design.lenient)) {
        problems.push_back(wrong_options("--suite", "--dim and --lenient belong to files", ""));
    }
    if (options.suite && design.one_step) {
        problems.push_back(wrong_options("--l2", "a suite keeps in L2 what is best", ""));
    }
    if (!options.suite && design.files.empty()) {
        problems.push_back(wrong_options("validate", "there is nothing to validate",
                                         "give the files of a design, or --suite FILE"));
    }
    if (!options.suite && options.golden && !options.golden_file) {
        problems.push_back(wrong_options("--golden", "only a suite has a golden file of its own",
                                         "name one: --golden FILE"));
    }
    return problems;
}

void check_outputs(const ValidateOptions& options) {
    if (options.report) {
        results::check_html_pages();
    }
    for (const auto& file : {options.output, options.report}) {
        if (file) {
            const OutputFile checked(*file);
        }
    }
}

} // namespace

void add_validate_options(CLI::App& command, ValidateOptions& options) {
    add_design_options(command, options.design);
    command.get_option("FILE")->required(false);
    add_file(command, "--suite", options.suite,
             "the cases of this file, with what it expects of them, in place of files");
    command
        .add_option("--jobs", options.jobs,
                    "layers that are simulated at the same time, each in a process of its own;\n"
                    "as many as there are cores unless given")
        ->check(CLI::Range(1, 4096))
        ->type_name("N")
        ->option_text("N");
    command
        .add_flag(
            "--no-fast-forward", options.no_fast_forward,
            "simulate every phase, also of iterations that repeat what earlier ones did; the\n"
            "same numbers, only later")
        ->disable_flag_override();
    const std::map<std::string, ValidationFormat> formats = {
        {"table", ValidationFormat::table},
        {"json", ValidationFormat::json},
        {"csv", ValidationFormat::csv},
        {"markdown", ValidationFormat::markdown}};
    add_choice<ValidationFormat>(
        command, "--format", formats, [&](ValidationFormat format) { options.format = format; },
        "table (default), json, csv or markdown");
    add_file(command, "--output", options.output,
             "write to this file instead of standard output; it is replaced only by a\n"
             "complete result");
    add_file(command, "--report", options.report,
             "write a page of HTML with charts as well, which needs nothing but itself");
    command
        .add_flag("--pe-utilization", options.pe_utilization,
                  "put the MACs of each PE into the JSON; the page has them anyway")
        ->disable_flag_override();
    add_golden_options(command, options);
    add_journal_options(command, options);
}

validation::Suite suite_of(const ValidateOptions& options) {
    if (std::vector<Problem> problems = wrong_options(options); !problems.empty()) {
        throw InputError(std::move(problems));
    }
    check_outputs(options);
    validation::Suite suite;
    if (options.suite) {
        suite = validation::read_suite(*options.suite);
        if (const auto technology = technology_override(options.design)) {
            for (validation::SuiteCase& each : suite.cases) {
                each.overrides.push_back(*technology);
            }
        }
    } else {
        validation::SuiteCase only;
        only.files = opened_names(options.design.files);
        only.overrides = overrides_of(options.design);
        only.layers = options.design.layers;
        only.judge = judge_of(options.design);
        only.reading = reading_options(options.design);
        only.place.file = "--layer";
        suite.cases.push_back(std::move(only));
    }
    suite.golden = options.golden_file.value_or(suite.golden);
    return suite;
}

} // namespace counterpoint::cli
