#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "cli/console.hpp"
#include "explore/designs.hpp"
#include "explore/objective.hpp"

namespace CLI {
class App;
}

namespace counterpoint::cli {

/// Simulates designs with all mechanisms and gives the cycles of each, all layers together; nothing
/// if it was interrupted.
using SimulateDesigns = std::function<std::optional<std::vector<std::int64_t>>(
    const explore::Designs&, const std::vector<explore::DesignFigures>&)>;

/// Adds `explore` to the command line.
void add_explore(CLI::App& app, Action& action);

/// The same without a simulator, and so without `--verify`.
void add_explore_without_simulator(CLI::App& app, Action& action);

/// The same with another simulator, or none.
void add_explore_with(CLI::App& app, Action& action, const SimulateDesigns& simulate);

} // namespace counterpoint::cli
