#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "hw/counts.hpp"
#include "hw/hardware.hpp"
#include "mapping/mapping.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::walker {

/// One layer on one hardware by one mapping.
struct Case {
    workloads::Layer layer;
    hw::Hardware hardware;
    mapping::Mapping mapping;
};

/// What a worked case says the right numbers are.
struct Wanted {
    std::int64_t cycles = 0;
    std::int64_t compute_cycles = 0;
    std::int64_t macs = 0;
    std::int64_t pes = 0;
    std::map<std::string, std::int64_t> phases;   ///< by memory; memory 0 is left out
    std::map<std::string, std::int64_t> capacity; ///< bytes by memory; memory 0 is left out
    hw::Counts counts;
};

struct WorkedCase {
    Case given;
    Wanted want;
};

/// Reads a file with one worked case a line. Throws std::runtime_error naming the line.
std::vector<WorkedCase> read_worked_cases(const std::string& file);

} // namespace counterpoint::walker
