#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analytical/analysis.hpp"
#include "validation/comparison.hpp"

namespace counterpoint::validation {

/// All ways to estimate cycles, the exact one first.
const std::vector<analytical::Timing>& timings();

/// The name under which expectations know an estimate: `maestro.cycles`.
std::string number_of(analytical::Timing timing);

/// `cycles` of a layer or of several, beside what was simulated.
Estimate estimate_of(analytical::Timing timing, std::int64_t cycles, std::int64_t simulated_cycles);

} // namespace counterpoint::validation
