#pragma once

#include <string>
#include <vector>

#include "sim/noc/mesh/traffic_pattern.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::cli {

/// Reads `uniform`, `transpose`, `bitcomp`, `tornado`, `neighbor`, `hotspot:NODE,NODE…`,
/// `all-to-one:NODE` or `multicast:FANOUT`; a node is its number, row * columns + column. Says so
/// in `problems` where the text is something else.
sim::noc::mesh::Traffic traffic_of(const std::string& text, std::vector<Problem>& problems);

/// Says where a pattern names nodes that are not there, or has no meaning on this grid.
void check_fit(const sim::noc::mesh::Grid& grid, const std::string& text,
               const sim::noc::mesh::Traffic& traffic, std::vector<Problem>& problems);

} // namespace counterpoint::cli
