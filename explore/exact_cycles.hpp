#pragma once

#include <cstdint>
#include <vector>

#include "explore/designs.hpp"
#include "explore/objective.hpp"

namespace counterpoint::explore {

/// The cycles of each design by the exact timing, all layers together. Throws InputError.
std::vector<std::int64_t>
exact_cycles(const Designs& designs, const std::vector<DesignFigures>& chosen, std::size_t threads);

} // namespace counterpoint::explore
