#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hw/counts.hpp"
#include "hw/hardware.hpp"
#include "results/layer_result.hpp"
#include "vocabulary/indexed.hpp"

namespace counterpoint::results {

/// What follows from an analysis by division; docs/output.md defines each.
/// A ratio of nothing to nothing is absent.
struct Figures {
    std::int64_t pes_available = 0; ///< `pe.count`, or as many as the mapping uses
    double lane_cycles = 0;         ///< MACs that all lanes could have done in the cycles
    std::optional<double> utilization;
    double time_us = 0;
    Table<hw::MemoryIndex, std::int64_t> traffic_bytes; ///< read and written, all units
    std::optional<double> arithmetic_intensity;         ///< MACs per byte moved at memory 0
    Table<hw::MemoryIndex, std::vector<std::optional<double>>> reuse; ///< memory 0: nothing
    std::vector<hw::MemoryIndex> too_small; ///< memories that the tiles do not fit
};

/// Throws InputError where the traffic in bytes does not fit 64 bits.
Figures figures_of(const LayerResult& result, const hw::Hardware& hardware);

inline double as_double(std::int64_t number) { return static_cast<double>(number); }

/// numerator / denominator, absent for a denominator of 0.
std::optional<double> ratio(double numerator, double denominator);

double microseconds(std::int64_t cycles, const hw::Hardware& hardware);

/// One part of a cycle stack, named for people: `compute`, `L2 fill`, `L2 latency`, `L2 drain`.
struct StackPart {
    std::string name;
    std::int64_t cycles = 0;
};

/// All parts, in the order start, compute, memories from the outside in, tail.
std::vector<StackPart> parts_of(const hw::CycleStack& stack, const hw::Hardware& hardware);

} // namespace counterpoint::results
