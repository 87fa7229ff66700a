#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "explore/designs.hpp"
#include "explore/objective.hpp"

namespace counterpoint::explore {

/// Looks at some designs one by one, by several threads: `look` gets a builder that stands at the
/// design, and its position in `chosen`. What it throws passes through.
void for_each_design(const Designs& designs, const std::vector<DesignFigures>& chosen,
                     std::size_t threads,
                     const std::function<void(const DesignBuilder&, std::size_t)>& look);

} // namespace counterpoint::explore
