#pragma once

#include <string>

#include "tests/sim/observation/trace_reader.hpp"

namespace counterpoint::observation {

/// A trace as an SVG: its tracks below each other, then the counters of slots.
std::string trace_picture(const Trace& trace);

} // namespace counterpoint::observation
