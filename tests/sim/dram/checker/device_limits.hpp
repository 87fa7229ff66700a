#pragma once

#include "hw/dram/configuration.hpp"
#include "tests/sim/dram/checker/limits.hpp"

namespace counterpoint::dram_checker {

/// The limits of the device that the user described. How many refreshes may be postponed or done
/// ahead is JEDEC's: 8 (JESD79-4, JESD209-4, JESD209-5, JESD235), 4 for DDR5 (JESD79-5).
Limits limits_of(const hw::DramConfiguration& configuration);

Kind kind_of(hw::DramCommand command);

} // namespace counterpoint::dram_checker
