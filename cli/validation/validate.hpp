#pragma once

#include "cli/console.hpp"

namespace CLI {
class App;
}

namespace counterpoint::cli {

/// Adds the subcommand `validate`: both models on the layers of a design or of a suite. Puts what
/// it does into `action` if it is the one chosen; `action` outlives the parsing.
void add_validate(CLI::App& app, Action& action);

} // namespace counterpoint::cli
