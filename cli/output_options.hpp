#pragma once

#include <optional>
#include <string>

#include "cli/console.hpp"
#include "cli/report.hpp"
#include "workloads/layer.hpp"

namespace CLI {
class App;
}

namespace counterpoint::cli {

enum class Format { table, json, csv, maestro_csv };

/// What every command that reports on a network takes: `--format`, `--output`.
struct OutputOptions {
    Format format = Format::table;
    std::optional<std::string> file; ///< nothing: standard output
};

/// Adds the arguments to the command; `options` outlives its parsing.
void add_output_options(CLI::App& command, OutputOptions& options);

/// Throws InputError if the output could not be written: to be asked before the work begins.
void check_output(const OutputOptions& options);

/// Throws InputError with all layers that the format cannot show: to be asked before the work
/// begins.
void check_format(const OutputOptions& options, const workloads::Workload& workload);

/// Writes the report as asked. Throws InputError, with nothing written, where that is impossible.
void deliver(const NetworkReport& report, const OutputOptions& options, Console& console);

} // namespace counterpoint::cli
