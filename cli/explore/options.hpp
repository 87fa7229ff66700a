#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "analytical/analysis.hpp"
#include "cli/design_options.hpp"
#include "cli/study_output.hpp"
#include "explore/objective.hpp"

namespace CLI {
class App;
}

namespace counterpoint::cli {

/// What `explore` takes.
struct ExploreOptions {
    std::string space;
    DesignOptions design;
    std::vector<std::string> objectives;
    std::optional<double> max_area;  ///< mm²
    std::optional<double> max_power; ///< mW
    analytical::Timing timing = analytical::Timing::maestro;
    std::optional<std::string> csv;
    std::optional<std::string> npy;
    std::optional<std::string> checkpoint;
    double save_every = 10; ///< seconds
    bool force = false;
    std::optional<std::size_t> threads; ///< nothing: all cores
    std::size_t verify = 0;             ///< designs to simulate
    StudyOutput output;
    std::optional<std::string> report; ///< the page
};

/// Adds the arguments to the command; `options` outlives its parsing. `--verify` only where designs
/// can be simulated.
void add_explore_options(CLI::App& command, ExploreOptions& options, bool can_simulate);

/// `--objective`, each a word or several with commas between them; cycles and energy where none is
/// given. Throws InputError: an unknown one, one that stands twice.
std::vector<explore::Objective> objectives_of(const ExploreOptions& options);

} // namespace counterpoint::cli
