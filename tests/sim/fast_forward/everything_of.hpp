#pragma once

#include <string>

#include "sim/message.hpp"
#include "sim/simulation.hpp"

namespace counterpoint::sim {

/// Everything that a simulation says, but how much of it was skipped.
inline std::string everything_of(Simulation simulation) {
    simulation.skipped = {};
    Writer writer;
    write(writer, simulation);
    return writer.bytes();
}

} // namespace counterpoint::sim
