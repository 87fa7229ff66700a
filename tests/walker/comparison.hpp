#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "hw/counts.hpp"
#include "hw/hardware.hpp"
#include "tests/walker/cases.hpp"
#include "tests/walker/walker.hpp"

namespace counterpoint::walker {

/// The numbers in which a model of a layer must agree with the semantics; each model fills it from
/// its own result.
struct Numbers {
    std::int64_t cycles = 0;
    std::int64_t compute_cycles = 0;
    std::int64_t macs = 0;
    std::int64_t pes = 0;
    Table<hw::MemoryIndex, std::int64_t> phases;
    Table<hw::MemoryIndex, std::int64_t> units;
    Table<hw::MemoryIndex, Capacity> capacity;
    hw::Counts counts;
    hw::CycleStack stack;
    Table<hw::MemoryIndex, std::int64_t> fill_bytes;
    Table<hw::MemoryIndex, std::int64_t> drain_bytes;
};

/// The numbers of a model's result: an Analysis or a Simulation, which name them alike.
template <class Result>
Numbers numbers_of(const Result& result) {
    Numbers numbers;
    numbers.cycles = result.cycles;
    numbers.compute_cycles = result.compute_cycles;
    numbers.macs = result.macs;
    numbers.pes = result.pes;
    numbers.phases = result.phases;
    numbers.units = result.units;
    for (const auto& demand : result.capacity) {
        numbers.capacity.push_back(Capacity{demand.bytes, demand.by_tensor});
    }
    numbers.counts = result.counts;
    numbers.stack = result.stack;
    for (const auto& network : result.fill) {
        numbers.fill_bytes.push_back(network.bytes);
    }
    for (const auto& network : result.drain) {
        numbers.drain_bytes.push_back(network.bytes);
    }
    return numbers;
}

/// A line for each number of `numbers` that is not the right one; empty if all agree.
std::string differences(const Numbers& numbers, const WalkResult& right, const Case& given);
std::string differences(const Numbers& numbers, const Wanted& want, const Case& given);

} // namespace counterpoint::walker
