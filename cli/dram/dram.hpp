#pragma once

#include "cli/console.hpp"

namespace CLI {
class App;
}

namespace counterpoint::cli {

/// Adds the subcommand `dram`: a memory of DRAM by itself, under a trace or a pattern of requests.
/// Puts what it does into `action` if it is the one chosen; `action` outlives the parsing.
void add_dram(CLI::App& app, Action& action);

} // namespace counterpoint::cli
