#pragma once

#include <string>

namespace counterpoint::fuzzing {

/// Workload, hardware and mapping in YAML or JSON, or some of them; each layer is bound.
void read_native_yaml(const std::string& bytes);

/// A change `PATH=VALUE` to a design, as `--set` takes it.
void read_override(const std::string& bytes);

/// MAESTRO's `.m`: a network with or without dataflows, or hardware.
void read_maestro(const std::string& bytes);

/// Timeloop's problem, architecture and mapping, or some of them.
void read_timeloop(const std::string& bytes);

/// SCALE-Sim's `.csv` and `.cfg`, strictly and leniently.
void read_scale_sim_topology(const std::string& bytes);
void read_scale_sim_configuration(const std::string& bytes);

} // namespace counterpoint::fuzzing
