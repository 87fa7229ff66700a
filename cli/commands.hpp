#pragma once

#include <vector>

#include "cli/command_line.hpp"

namespace counterpoint::cli {

/// The subcommands that this build of the program has. Defined twice, with the simulator and
/// without; a program links one.
std::vector<AddSubcommand> commands();

} // namespace counterpoint::cli
