#pragma once

#include "cli/console.hpp"

namespace CLI {
class App;
}

namespace counterpoint::cli {

/// Adds the subcommand `noc`: an on-chip network by itself, under a pattern of packets. Puts what
/// it does into `action` if it is the one chosen; `action` outlives the parsing.
void add_noc(CLI::App& app, Action& action);

} // namespace counterpoint::cli
