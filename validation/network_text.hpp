#pragma once

#include <string>

#include "hw/network.hpp"

namespace counterpoint::validation {

/// Everything about a network that numbers depend on, a line.
std::string network_text(const hw::FillTopology& topology);
std::string network_text(const hw::DrainTopology& topology);

} // namespace counterpoint::validation
