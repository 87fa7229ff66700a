#pragma once

#include "cli/console.hpp"

namespace CLI {
class App;
}

namespace counterpoint::cli {

/// Adds the subcommand `simulate`: the SystemC model over the layers of a network, a layer a
/// process. Puts what it does into `action` if it is the one chosen; `action` outlives the parsing.
void add_simulate(CLI::App& app, Action& action);

} // namespace counterpoint::cli
