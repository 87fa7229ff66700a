#pragma once

#include <string>

#include "cli/report.hpp"
#include "cli/style.hpp"

namespace counterpoint::cli {

/// What the table says below its layers: time, MACs, and the cycle stack of the network as bars.
std::string render_summary(const NetworkReport& report, const NetworkTotal& total,
                           const TextStyle& style);

/// A line for each memory that a layer of the report does not fit into, with what takes how much;
/// empty where all fit.
std::string render_misfits(const NetworkReport& report, const TextStyle& style);

} // namespace counterpoint::cli
