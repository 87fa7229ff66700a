#include "cli/output_options.hpp"

#include <map>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/output_file.hpp"
#include "cli/render.hpp"
#include "input/document.hpp"
#include "results/maestro_csv/layer_figures.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::cli {

namespace {

std::string rendered(const NetworkReport& report, Format format, const TextStyle& style) {
    switch (format) {
    case Format::json:
        return render_json(report);
    case Format::csv:
        return render_csv(report);
    case Format::maestro_csv:
        return render_maestro_csv(report);
    case Format::table:
        break;
    }
    return render_table(report, style);
}

} // namespace

void add_output_options(CLI::App& command, OutputOptions& options) {
    static const std::map<std::string, Format> formats = {{"table", Format::table},
                                                          {"json", Format::json},
                                                          {"csv", Format::csv},
                                                          {"maestro.csv", Format::maestro_csv}};
    command
        .add_option_function<std::string>(
            "--format", [&](const std::string& name) { options.format = formats.at(name); },
            "table (default), json, csv or maestro.csv: MAESTRO's columns, see\n"
            "docs/maestro-csv.md")
        ->check([](const std::string& name) {
            return formats.count(name) > 0 ? std::string()
                                           : "expected table, json, csv or maestro.csv, found " +
                                                 input::in_quotes(name);
        })
        ->type_name("FORMAT")
        ->option_text("FORMAT");
    command
        .add_option_function<std::string>(
            "--output", [&](const std::string& file) { options.file = file; },
            "write to this file instead of standard output; it is replaced only by a\n"
            "complete result")
        ->type_name("FILE")
        ->option_text("FILE");
}

void check_output(const OutputOptions& options) {
    if (options.file) {
        const OutputFile file(*options.file);
    }
}

void check_format(const OutputOptions& options, const workloads::Workload& workload) {
    if (options.format != Format::maestro_csv) {
        return;
    }
    std::vector<Problem> problems;
    for (const workloads::Layer& layer : workload.layers) {
        if (auto problem = results::misfit(layer)) {
            problems.push_back(std::move(*problem));
        }
    }
    if (!problems.empty()) {
        throw InputError(std::move(problems));
    }
}

void deliver(const NetworkReport& report, const OutputOptions& options, Console& console) {
    if (!options.file) {
        console.out << rendered(report, options.format, console.out_style);
    } else {
        OutputFile(*options.file).write(rendered(report, options.format, TextStyle{}));
    }
}

} // namespace counterpoint::cli
