#include "cli/dram/dram.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include <CLI/CLI.hpp>

#include "cli/dram/command_trace.hpp"
#include "cli/dram/configuration.hpp"
#include "cli/dram/pattern.hpp"
#include "cli/dram/report.hpp"
#include "cli/dram/trace.hpp"
#include "cli/output_file.hpp"
#include "cli/study_output.hpp"
#include "sim/dram/memory.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::cli {

namespace {

constexpr const char* dram_examples =
    "Sends requests of one burst each to a DRAM and says how long it took and why.\n"
    "\n"
    "TRACE has a line for each request, R or W, the address in hexadecimal and perhaps the DRAM\n"
    "clock before which it does not come; it may be gzipped, and - is standard input:\n"
    "  # comment\n"
    "  R 0x1a40\n"
    "  W 0x1a80 120\n"
    "\n"
    "Examples:\n"
    "  counterpoint dram --standard DDR4-2400 --pattern sequential --requests 1000000\n"
    "  counterpoint dram --standard HBM2 --pattern random,mix:67 --page closed --no-refresh\n"
    "  counterpoint dram --standard LPDDR4-3200 --mapping row:bank:column --format json \\\n"
    "      --command-trace commands.csv trace.gz\n"
    "\n"
    "Patterns are sequential, stride:BYTES and random reads; with ,mix:P behind them, P per cent\n"
    "are reads. mix:P alone is random.\n"
    "\n"
    "docs/dram.md describes the model, the traces and the keys of the JSON.\n"
    "Exit codes: 0 fine, 2 bad input, 3 internal error.";

struct DramCommandOptions {
    DramOptions memory;
    std::optional<std::string> trace;
    std::optional<std::string> pattern;
    std::int64_t requests = 100'000;
    std::uint64_t seed = 1;
    std::optional<std::string> command_trace;
    StudyOutput output;
};

/// Requests of one burst each, from a TraceFile or PatternRequests.
template <class Source>
class Requests : public sim::RequestStream {
  public:
    template <class... Arguments>
    explicit Requests(const Arguments&... arguments) : source_(arguments...) {}

    std::optional<sim::DramRequest> next() override {
        // Field by field: processors stall where they copy at once what was just written in parts.
        const auto traced = source_.next();
        std::optional<sim::DramRequest> request;
        if (traced) {
            request.emplace();
            request->kind = traced->write ? sim::AccessKind::write : sim::AccessKind::read;
            request->address = static_cast<std::uint64_t>(traced->address);
            if (traced->clock) {
                request->arrival = *traced->clock;
            }
        }
        return request;
    }

  private:
    Source source_;
};

std::unique_ptr<sim::RequestStream> requests_of(const DramCommandOptions& options,
                                                const hw::DramConfiguration& memory) {
    const std::int64_t bytes = hw::capacity_bytes(memory);
    if (options.trace) {
        return std::make_unique<Requests<TraceFile>>(*options.trace, bytes);
    }
    return std::make_unique<Requests<PatternRequests>>(pattern_of(*options.pattern),
                                                       options.requests, options.seed,
                                                       memory.standard.bytes_per_burst, bytes);
}

void check_options(const DramCommandOptions& options) {
    const std::optional<std::string>& output = options.output.file;
    if (output && output == options.command_trace) {
        throw InputError(Problem{{*output, 0, 0, ""},
                                 "--output and --command-trace would be the same file",
                                 "",
                                 "",
                                 ""});
    }
    if (options.trace.has_value() == options.pattern.has_value()) {
        throw InputError(Problem{{"counterpoint dram", 0, 0, ""},
                                 "requests come from a trace or from a pattern",
                                 "TRACE or --pattern PATTERN",
                                 options.trace ? "both" : "neither",
                                 ""});
    }
}

ExitStatus study(const DramCommandOptions& options, Console& console) {
    check_options(options);
    const std::optional<OutputFile> output = file_for(options.output.file);
    const std::optional<OutputFile> commands = file_for(options.command_trace);
    const hw::DramConfiguration configuration = configuration_of(options.memory);
    const std::unique_ptr<sim::RequestStream> requests = requests_of(options, configuration);
    CommandTrace trace(commands ? configuration.channels : 0);
    sim::DramMemory memory(configuration);
    if (commands) {
        memory.listen(&trace);
    }
    memory.run(*requests);
    const DramRun run{configuration, memory.statistics()};
    if (commands) {
        trace.write(*commands);
    }
    const TextStyle style = output ? TextStyle{} : console.out_style;
    deliver(options.output.json ? render_dram_json(run) : render_dram_table(run, style), output,
            console);
    return ExitStatus::fine;
}

void add_requests(CLI::App& command, DramCommandOptions& options) {
    command.add_option("TRACE", options.trace, "the requests, a line each")->option_text(" ");
    CLI::Option* pattern =
        command
            .add_option("--pattern", options.pattern,
                        "requests by rule instead: sequential, stride:BYTES, random,\n"
                        "mix:READPERCENT")
            ->type_name("PATTERN")
            ->option_text("PATTERN");
    command.add_option("--requests", options.requests, "of the pattern (default 100000)")
        ->check(CLI::NonNegativeNumber)
        ->type_name("N")
        ->option_text("N")
        ->needs(pattern);
    command.add_option("--seed", options.seed, "of a random pattern (default 1)")
        ->type_name("N")
        ->option_text("N")
        ->needs(pattern);
}

void add_outputs(CLI::App& command, DramCommandOptions& options) {
    command
        .add_option("--command-trace", options.command_trace,
                    "write every command as a CSV: clock, channel, pseudo-channel, command, rank,\n"
                    "bank group, bank, row, column (in bursts)")
        ->type_name("FILE")
        ->option_text("FILE");
    add_study_output(command, options.output);
}

} // namespace

void add_dram(CLI::App& app, Action& action) {
    CLI::App* command =
        app.add_subcommand("dram", "A DRAM by itself under a trace or a pattern of requests");
    const auto options = std::make_shared<DramCommandOptions>();
    add_requests(*command, *options);
    add_dram_options(*command, options->memory);
    add_outputs(*command, *options);
    command->footer(dram_examples);
    command->callback([options, &action] {
        action = [options](Console& console) { return study(*options, console); };
    });
}

} // namespace counterpoint::cli
