#include "cli/study_output.hpp"

#include <utility>

#include <CLI/CLI.hpp>

#include "cli/choice_option.hpp"

namespace counterpoint::cli {

void add_study_output(CLI::App& command, StudyOutput& output) {
    add_choice<bool>(
        command, "--format", {{"table", false}, {"json", true}},
        [&](bool json) { output.json = json; }, "table (default) or json");
    command
        .add_option("--output", output.file,
                    "write to this file instead of standard output; it is replaced only by a\n"
                    "complete result")
        ->type_name("FILE")
        ->option_text("FILE");
}

std::optional<OutputFile> file_for(const std::optional<std::string>& path) {
    return path ? std::optional<OutputFile>(std::in_place, *path) : std::nullopt;
}

void deliver(const std::string& text, const std::optional<OutputFile>& file, Console& console) {
    if (file) {
        file->write(text);
    } else {
        console.out << text;
    }
}

} // namespace counterpoint::cli
