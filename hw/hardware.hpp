#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "hw/banks.hpp"
#include "hw/dram/configuration.hpp"
#include "hw/energy/energy_table.hpp"
#include "hw/layout.hpp"
#include "hw/memory_index.hpp"
#include "hw/network.hpp"
#include "vocabulary/indexed.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::hw {

/// The network that fills the units of a memory from one unit of the next outer memory.
struct FillNetwork {
    std::int64_t bytes_per_cycle = 1; ///< positive
    std::int64_t latency_cycles = 0;
    bool multicast = true; ///< one read serves all units that take the element in the same phase
    /// A unit takes what its neighbour held in the phase before from there, not from the parent.
    bool forwarding = false;
    std::optional<FillTopology> network; ///< nothing given: the ideal channel
};

/// The network that carries outputs and partial sums back to the next outer memory.
struct DrainNetwork {
    std::int64_t bytes_per_cycle = 1; ///< positive
    std::int64_t latency_cycles = 0;
    bool reduction = true;                ///< partial sums of one element are added on the way
    std::optional<DrainTopology> network; ///< nothing given: the ideal channel
};

struct Memory {
    std::string name;
    std::optional<std::int64_t> capacity_bytes; ///< of one unit; nothing given: unbounded
    std::int64_t slots = 2;                     ///< at least 1: phases in flight
    FillNetwork fill;                           ///< without meaning at memory 0
    DrainNetwork drain;                         ///< without meaning at memory 0
    bool accumulate = true; ///< adds arriving partial sums to what it holds; false at memory 0
    Place place;
    std::optional<Banks> banks; ///< not of memory 0; nothing given: as many ports as are wanted
    std::optional<DramConfiguration> dram; ///< memory 0 only; nothing given: ideal
    std::map<std::string, Layout> layouts; ///< memory 0 only, by tensor; the tensor's axes in their
                                           ///< order where absent
    bool enforce_capacity = true; ///< false: tiles that do not fit are run all the same, and told
};

struct ProcessingElements {
    std::optional<std::int64_t> count; ///< how many there are; nothing given: as many as mapped
    std::int64_t lanes = 1;            ///< MACs a cycle of one PE
    /// A PE begins a phase when its own tiles are there, not when those of all are.
    bool decoupled = false;
};

/// An accelerator as both models see it. Memories from the outermost (memory 0, which holds every
/// tensor whole) to the innermost; at least two. One PE sits below each unit of the innermost one.
struct Hardware {
    std::string name;
    double clock_ghz = 1.0;
    Table<MemoryIndex, Memory> memories;
    ProcessingElements pe;
    std::map<std::string, std::int64_t> element_bytes; ///< by tensor; 1 where absent
    std::optional<EnergyTable> energy; ///< what it costs; nothing: no technology is named

    [[nodiscard]] MemoryIndex innermost() const { return MemoryIndex{memories.size() - 1}; }

    [[nodiscard]] std::int64_t bytes_of(const std::string& tensor) const {
        const auto found = element_bytes.find(tensor);
        return found == element_bytes.end() ? 1 : found->second;
    }
};

} // namespace counterpoint::hw
