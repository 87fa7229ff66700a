#pragma once

#include <string>

#include "hw/dram/configuration.hpp"
#include "hw/layout.hpp"

namespace counterpoint::validation {

/// Everything about a DRAM that numbers depend on, for input_text. `coalesce` is left out, for it
/// does not change results.
std::string dram_text(const hw::DramConfiguration& dram);

/// The same of a layout.
std::string layout_text(const hw::Layout& layout);

} // namespace counterpoint::validation
