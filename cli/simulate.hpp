#pragma once

#include <functional>
#include <vector>

#include "cli/console.hpp"
#include "sim/parallel.hpp"

namespace CLI {
class App;
}

namespace counterpoint::cli {

/// Adds the subcommand `simulate`: the SystemC model over the layers of a network, a layer a
/// process. Puts what it does into `action` if it is the one chosen; `action` outlives the parsing.
void add_simulate(CLI::App& app, Action& action);

/// What simulates the layers: sim::simulate_all.
using SimulateAll = std::function<std::vector<sim::Outcome>(
    const std::vector<sim::Job>&, const hw::Hardware&, const sim::Options&, const sim::Parallel&)>;

/// The same command with another simulator, so that tests see what it says of one that fails.
void add_simulate_with(CLI::App& app, Action& action, const SimulateAll& simulate_all);

} // namespace counterpoint::cli
