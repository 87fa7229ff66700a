#pragma once

#include <string>
#include <vector>

#include "cli/design_options.hpp"

namespace counterpoint::cli {

/// The arguments that say these options to a command again; `-` for standard input stays.
std::vector<std::string> arguments_of(const DesignOptions& options);

} // namespace counterpoint::cli
