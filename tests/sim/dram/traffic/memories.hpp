#pragma once

#include <random>
#include <string>
#include <vector>

#include "hw/dram/configuration.hpp"

namespace counterpoint::dram_traffic {

/// A shipped standard in both page policies, both schedulers, several address mappings, and all
/// kinds of refresh that it has; one to two channels and ranks.
std::vector<hw::DramConfiguration> memories_of(const std::string& standard);

/// A shipped standard whose timings, organisation, queues and policies have been changed at random,
/// so that limits bind which hide behind others in real devices. Free of problems.
hw::DramConfiguration random_memory(std::mt19937_64& engine);

} // namespace counterpoint::dram_traffic
