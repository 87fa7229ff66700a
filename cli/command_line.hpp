#pragma once

#include <string>
#include <vector>

#include "cli/console.hpp"

namespace CLI {
class App;
}

namespace counterpoint::cli {

/// Adds a subcommand, which puts what it does into the action if it is the one chosen.
using AddSubcommand = void (*)(CLI::App&, Action&);

/// Runs `counterpoint` with the arguments after the program's name and these subcommands. Bad input
/// and bad usage end in a message on `console.err` and a status; anything else that is thrown is a
/// defect.
ExitStatus run(const std::vector<std::string>& arguments,
               const std::vector<AddSubcommand>& commands, Console& console);

} // namespace counterpoint::cli
