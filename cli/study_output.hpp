#pragma once

#include <optional>
#include <string>

#include "cli/console.hpp"
#include "cli/output_file.hpp"

namespace CLI {
class App;
}

namespace counterpoint::cli {

/// What a command that studies one part by itself takes: `--format` table or json, `--output`.
struct StudyOutput {
    bool json = false;
    std::optional<std::string> file; ///< nothing: standard output
};

/// Adds the arguments to the command; `output` outlives its parsing.
void add_study_output(CLI::App& command, StudyOutput& output);

/// The file if one is named. Throws InputError if it could not be written.
std::optional<OutputFile> file_for(const std::optional<std::string>& path);

/// Writes the text into the file, or to standard output without one.
void deliver(const std::string& text, const std::optional<OutputFile>& file, Console& console);

} // namespace counterpoint::cli
