#include "cli/command_line.hpp"

#include <algorithm>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/problem_text.hpp"
#include "input/document.hpp"
#include "input/nearest.hpp"

namespace counterpoint::cli {

namespace {

constexpr const char* description =
    "What a DNN dataflow costs on an accelerator: accesses, capacity, cycles and what they\n"
    "are spent on.";

constexpr const char* epilogue =
    "Exit codes:\n"
    "  0    fine\n"
    "  1    a comparison failed\n"
    "  2    bad input: files, options, or an output that cannot be written\n"
    "  3    internal error, a defect of Counterpoint, or a simulation whose process died\n"
    "  130  interrupted by Ctrl-C\n"
    "\n"
    "Documentation (in docs/):\n"
    "  semantics.md   what a mapping means and how everything is counted\n"
    "  formats.md     the YAML files: workload, hardware, mapping\n"
    "  maestro.md     MAESTRO's files: what is read, and how directives become nodes\n"
    "  scale-sim.md   SCALE-Sim's topologies and configurations, and what differs\n"
    "  timeloop.md    Timeloop's problems, architectures and mappings, and what differs\n"
    "  energy.md      energy and area: technologies, what is counted, what is not\n"
    "  onnx.md        ONNX models: which nodes become layers, and what is left out\n"
    "  output.md      every key of the JSON and every column of the CSV\n"
    "  explore.md     spaces of designs: what is searched, pruned, evaluated and found\n"
    "  timings.md     the shortcuts of MAESTRO and Timeloop, analyze --timing\n"
    "  trace.md       what happened when, cycle by cycle: --trace and --vcd\n"
    "  validation.md  suites, golden numbers, both models side by side\n"
    "  accuracy.md    where estimates are right, where they are wrong and why\n"
    "  dram.md        a DRAM by itself: traces, address mappings, what is modelled\n"
    "  memory.md      three questions about buffers, answered by runs\n"
    "  noc.md         a network by itself; three questions about networks, answered by runs";

/// The names of all options and subcommands that the command knows.
std::vector<std::string> known_words(const CLI::App& app) {
    std::vector<std::string> words;
    for (const CLI::Option* option : app.get_options()) {
        if (!option->get_lnames().empty()) {
            words.push_back("--" + option->get_lnames().front());
        }
    }
    for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
        words.push_back(command->get_name());
    }
    return words;
}

/// The command that the user was using when the arguments went wrong.
const CLI::App& command_in_use(const CLI::App& app) {
    const auto commands = app.get_subcommands();
    return commands.empty() ? app : *commands.front();
}

std::string unknown_argument(const std::string& word, const CLI::App& command) {
    const bool is_option = word.rfind('-', 0) == 0;
    const auto meant = input::nearest(word.substr(0, word.find('=')), known_words(command));
    return fmt::format("counterpoint: unknown {} {}{}\n", is_option ? "option" : "command",
                       input::in_quotes(word),
                       meant ? fmt::format(", did you mean '{}'?", *meant) : "");
}

/// The options that a command does not know, or the first word that is no command; empty where all
/// words are known.
std::string unknown_arguments(const CLI::App& app) {
    const CLI::App& command = command_in_use(app);
    std::string text;
    for (const std::string& word : app.remaining(true)) {
        text += unknown_argument(word, command);
        if (&command == &app) {
            break; // what follows belongs to it
        }
    }
    return text;
}

ExitStatus report_usage(const CLI::App& app, const CLI::ParseError& error, Console& console) {
    const CLI::App& command = command_in_use(app);
    const std::string name =
        &command == &app ? "counterpoint" : "counterpoint " + command.get_name();
    const std::string unknown = unknown_arguments(app);
    console.err << (unknown.empty() ? fmt::format("counterpoint: {}\n", printable(error.what()))
                                    : unknown)
                << fmt::format("See '{} --help'.\n", name);
    return ExitStatus::bad_input;
}

/// Puts the arguments in the order in which CLI11 takes them.
std::vector<std::string> reversed(std::vector<std::string> arguments) {
    std::reverse(arguments.begin(), arguments.end());
    return arguments;
}

} // namespace

ExitStatus run(const std::vector<std::string>& arguments,
               const std::vector<AddSubcommand>& commands, Console& console) {
    CLI::App app(description, "counterpoint");
    app.footer(epilogue);
    app.set_version_flag("--version", "counterpoint " COUNTERPOINT_VERSION);
    app.require_subcommand(0, 1);
    Action action = [&](Console& where) {
        where.out << app.help();
        return ExitStatus::fine;
    };
    for (const AddSubcommand add : commands) {
        add(app, action);
    }
    try {
        app.parse(reversed(arguments));
        return action(console);
    } catch (const CLI::Success& asked) { // --help, --version
        app.exit(asked, console.out, console.err);
        return ExitStatus::fine;
    } catch (const CLI::ParseError& error) {
        return report_usage(app, error, console);
    } catch (const InputError& error) {
        console.err << problem_text(error.problems(), console.err_style);
        return ExitStatus::bad_input;
    }
}

} // namespace counterpoint::cli
