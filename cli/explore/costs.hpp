#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/explore/options.hpp"
#include "explore/costs.hpp"
#include "explore/designs.hpp"

namespace counterpoint::cli {

/// The costs of a search: those of the technology that the hardware names, else MAESTRO's. Throws
/// InputError: a technology that counts no joules, or no area where that is asked for.
std::unique_ptr<explore::Costs> costs_of(const explore::Designs& designs,
                                         const ExploreOptions& options);

/// Whose figures these are, for people; and what they leave out, line by line.
std::vector<std::string> costs_lines(const explore::Designs& designs);

} // namespace counterpoint::cli
