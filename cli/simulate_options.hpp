#pragma once

#include <cstddef>
#include <optional>

#include "cli/design_options.hpp"
#include "cli/output_options.hpp"
#include "sim/simulation.hpp"

namespace counterpoint::cli {

/// What `simulate` takes.
struct SimulateOptions {
    DesignOptions design;
    OutputOptions output;
    bool no_capacity = false;
    bool no_fast_forward = false;
    bool ideal = false; ///< without what the hardware has beyond docs/semantics.md
    sim::TraceOptions trace;
    bool pe_utilization = false;
    bool functional = false;
    sim::FunctionalOptions tensors;
    std::optional<std::size_t> jobs; ///< nothing: as many as there are cores
};

/// Adds the arguments to the command; `options` outlives its parsing.
void add_simulate_options(CLI::App& command, SimulateOptions& options);

/// Throws InputError where something could not be written, or was asked for that the format of the
/// output does not take: to be asked before the work begins.
void check_options(const SimulateOptions& options);

/// What of them the simulator is to know.
sim::Options simulator_options(const SimulateOptions& options);

} // namespace counterpoint::cli
