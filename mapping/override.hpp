#pragma once

#include <deque>
#include <vector>

#include "input/document.hpp"
#include "mapping/design.hpp"

namespace counterpoint::mapping {

/// Puts the value of an override into the tree of a design: `root` is a map with the top-level
/// keys. The parsed value joins `documents`, which outlive the tree. Adds a problem where the value
/// is no YAML or the path leads nowhere.
void apply_override(const Override& change, input::Node& root,
                    std::deque<input::Document>& documents, std::vector<Problem>& problems);

} // namespace counterpoint::mapping
