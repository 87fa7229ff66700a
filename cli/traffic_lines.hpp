#pragma once

#include <string>

#include "cli/report.hpp"

namespace counterpoint::cli {

/// A line for each memory and network that is more than ideal, on what it did in all layers; empty
/// where there is none, or nothing was simulated.
std::string render_traffic(const NetworkTotal& total, const hw::Hardware& hardware);

} // namespace counterpoint::cli
