#pragma once

#include "analytical/analysis.hpp"
#include "cli/console.hpp"
#include "cli/report.hpp"
#include "mapping/design.hpp"

namespace CLI {
class App;
}

namespace counterpoint::cli {

/// Adds the subcommand `analyze`: the closed-form model over the layers of a network. Puts what it
/// does into `action` if it is the one chosen; `action` outlives the parsing.
void add_analyze(CLI::App& app, Action& action);

/// Binds and analyses every layer of the design. Throws InputError with the problems of all layers.
NetworkReport analyze_design(const mapping::Design& design, const analytical::Options& options);

} // namespace counterpoint::cli
