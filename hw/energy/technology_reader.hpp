#pragma once

#include <string>
#include <vector>

#include "hw/energy/technology.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::input {
struct Node;
}

namespace counterpoint::hw {

/// Reads what stands at `technology:`: the name of a shipped technology, a file of one, an ERT of
/// Accelergy with or without its ART (a list of both files), or the map of an own one. Paths are
/// seen from the folder of the file that names them, on the command line from the working folder.
/// `memories`: the names in the hardware, outermost first, which Accelergy's components have to
/// match. Every problem is added; what is returned with one is incomplete.
Technology read_technology(const input::Node& node, const std::vector<std::string>& memories,
                           std::vector<Problem>& problems);

/// Of those that the program brings, sorted.
std::vector<std::string> technology_names();

} // namespace counterpoint::hw
