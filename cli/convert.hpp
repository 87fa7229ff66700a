#pragma once

#include "cli/console.hpp"

namespace CLI {
class App;
}

namespace counterpoint::cli {

/// Adds the subcommand `convert`: files of other tools as the project's own YAML. Puts what it does
/// into `action` if it is the one chosen; `action` outlives the parsing.
void add_convert(CLI::App& app, Action& action);

} // namespace counterpoint::cli
