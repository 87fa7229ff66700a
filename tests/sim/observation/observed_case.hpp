#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "sim/simulation.hpp"
#include "tests/temporary_folder.hpp"
#include "tests/walker/cases.hpp"
#include "tests/walker/walker.hpp"

namespace counterpoint::observation {

std::string contents(const std::string& file);

/// The case on page docs/semantics.md, or close to it: a convolution over two PEs with an L2, whose
/// networks are slow enough to be seen.
walker::Case small_case();

/// The simulation, looked at as the options say; capacities are not checked.
sim::Simulation simulated(const walker::Case& given, const sim::TraceOptions& trace);

/// Does something with random cases that the hardware can run, and with what the walker finds.
using Check = std::function<void(const walker::Case&, const walker::WalkResult&)>;
void for_random_cases(std::size_t cases, const Check& check);

} // namespace counterpoint::observation
