#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "cli/console.hpp"
#include "explore/objective.hpp"
#include "explore/sweep.hpp"
#include "hw/counts.hpp"
#include "results/energy.hpp"

namespace CLI {
class App;
}

namespace counterpoint::cli {

/// What a simulation says of one layer of a design.
struct SimulatedLayer {
    std::int64_t cycles = 0;
    hw::CycleStack stack;
    results::Energy energy = 0; ///< by the costs of the search, of what the simulation counted
};

/// Simulates designs with all mechanisms and gives the layers of each; nothing if it was
/// interrupted.
using SimulateDesigns = std::function<std::optional<std::vector<std::vector<SimulatedLayer>>>(
    const explore::Question&, const std::vector<explore::DesignFigures>&)>;

/// Adds `explore` to the command line.
void add_explore(CLI::App& app, Action& action);

/// The same without a simulator, and so without `--verify`.
void add_explore_without_simulator(CLI::App& app, Action& action);

/// The same with another simulator, or none.
void add_explore_with(CLI::App& app, Action& action, const SimulateDesigns& simulate);

} // namespace counterpoint::cli
