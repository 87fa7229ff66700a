#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "hw/energy/dram_energy.hpp"
#include "hw/energy/technology.hpp"
#include "hw/memory_index.hpp"
#include "vocabulary/indexed.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::hw {

struct Hardware;

/// What accesses of one memory of the hardware cost.
struct MemoryEnergy {
    bool counted = true;
    AccessFigures access;
    std::map<std::string, AccessFigures> by_tensor; ///< before `access`
    bool only_by_tensor = false;  ///< `access` says nothing: the others have no energy here
    double leakage_per_cycle = 0; ///< of one unit
    std::optional<double> area;   ///< µm² of one unit
    std::string basis;            ///< in words: `65,536 bytes a bank, interpolated`

    [[nodiscard]] const AccessFigures& of(const std::string& tensor) const;
    /// Whether there is an energy of this tensor's accesses.
    [[nodiscard]] bool has(const std::string& tensor) const;
};

/// What moving data costs.
struct NetworkEnergy {
    double byte_link = 0;         ///< a byte over a link
    double byte_switch = 0;       ///< a byte through a switch
    double element_neighbour = 0; ///< an element from a PE to the next
};

/// Bits of the operands of a MAC.
struct MacBits {
    double multiply = 8; ///< of the widest input
    double add = 8;      ///< of the output
};

/// What every action and part of an accelerator costs: a technology applied to its memories. It
/// stays when banks and DRAM are stripped, so that a model without them counts the same energies.
struct EnergyTable {
    std::string technology;
    EnergyUnit unit = EnergyUnit::picojoule;
    std::string process;
    std::string scaling;
    std::map<std::string, Source> sources;
    ArithmeticFigures arithmetic;
    Table<MemoryIndex, MemoryEnergy> memories;
    NetworkEnergy network;
    std::vector<NetworkAreaTerm> network_area;
    std::optional<DramEnergy> dram; ///< of memory 0, by command
    double clock_ghz = 1;
    std::vector<std::string> not_counted; ///< in words: `DRAM: off-chip traffic is not counted`

    [[nodiscard]] double mac(const MacBits& bits) const;
    /// An addition of two partial sums.
    [[nodiscard]] double addition(const MacBits& bits) const;
    /// Of one lane in one cycle.
    [[nodiscard]] double mac_leakage(const MacBits& bits) const;
    /// µm² of one lane; nothing where the technology has no figure.
    [[nodiscard]] std::optional<double> mac_area(const MacBits& bits) const;
};

/// Applies the technology to the hardware. Problems (at `place`): a memory that it has no energy
/// for, because of its place or because its size is not known.
EnergyTable energy_table(const Technology& technology, const Hardware& hardware, const Place& place,
                         std::vector<Problem>& problems);

} // namespace counterpoint::hw
