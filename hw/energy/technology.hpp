#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "hw/energy/curve.hpp"

namespace counterpoint::hw {

/// What energies are counted in. Nothing in joules or watts follows from multiples of a MAC.
enum class EnergyUnit { picojoule, mac };

/// `pJ`, `MAC`.
std::string to_string(EnergyUnit unit);

/// Where figures come from.
struct Source {
    std::string citation;
    std::string technology; ///< what they hold for: `45 nm, 0.9 V`
    bool confirmed = true;  ///< false: remembered, not looked up
};

/// An operation by the bits of its operands.
struct Operation {
    Curve energy;  ///< in the unit of the technology
    Curve area;    ///< µm²
    Curve leakage; ///< µW
};

/// What a PE does. `mac` holds for a MAC of any width and goes before the other two.
struct ArithmeticFigures {
    Operation multiply; ///< by the bits of the widest input
    Operation add;      ///< by the bits of the output
    std::optional<Figure> mac;
    std::optional<Figure> mac_area;              ///< µm²
    std::optional<Figure> mac_leakage_per_cycle; ///< in the unit of the technology
};

/// An SRAM by the bytes of one array (a bank, where a memory has banks).
struct SramFigures {
    double access_bits = 64; ///< what an access of the two curves below moves
    Curve read;
    Curve write;
    Curve area;    ///< µm² of the array
    Curve leakage; ///< µW of the array
    /// Shares of energy and area that every port beyond the first adds.
    std::optional<Figure> port_energy;
    std::optional<Figure> port_area;
};

/// Whether an energy is that of moving a byte or an element, whatever its width.
enum class Per { byte, element };

/// One access.
struct AccessFigures {
    double read = 0;
    double write = 0;
    std::optional<double> update; ///< write of an output; nothing: as any write
    Per per = Per::element;
    std::string source;
};

/// A memory by what it is, not by its size.
struct MemoryFigures {
    std::optional<AccessFigures> access;
    std::map<std::string, AccessFigures> by_tensor; ///< of tensors with an array of their own
    std::optional<Figure> area;                     ///< µm² of one unit, all its arrays together
    std::optional<Figure> leakage;                  ///< µW of one unit
    std::optional<Figure> leakage_per_cycle;        ///< in the unit of the technology, of one unit
    std::string not_counted;                        ///< why it costs nothing here; empty: it costs
};

enum class MemoryRole { outermost, between, innermost };

/// factor · (quadratic n² + linear n + constant), n the PEs, times the bytes a cycle where asked
/// for; at least `least`. µm².
struct NetworkAreaTerm {
    double factor = 1;
    double quadratic = 0;
    double linear = 0;
    double constant = 0;
    double least = 0;
    bool per_byte_a_cycle = false;
};

struct NetworkFigures {
    std::optional<Figure> wire;       ///< of one bit over one mm
    std::optional<Figure> hop;        ///< mm of a link
    std::optional<Figure> switch_bit; ///< of one bit through a switch, a router or an adder
    std::optional<Figure> neighbour;  ///< of one element from a PE to the next
    std::vector<NetworkAreaTerm> area;
    std::string area_source;
    std::string not_counted; ///< why they cost nothing here; empty: they cost

    [[nodiscard]] bool has_energies() const { return wire || hop || switch_bit || neighbour; }
};

/// What actions and parts cost, as the file says.
struct Technology {
    std::string name;
    EnergyUnit unit = EnergyUnit::picojoule;
    std::string process; ///< `45 nm`
    std::map<std::string, Source> sources;
    ArithmeticFigures arithmetic;
    SramFigures sram;
    std::map<MemoryRole, MemoryFigures> places;
    std::map<std::string, MemoryFigures> memories; ///< by name; before `places` and `sram`
    NetworkFigures network;
    std::string scaling; ///< how its figures follow from those of another one; empty: they do not
    std::vector<std::string> files; ///< that it was read from, besides what is compiled in
};

} // namespace counterpoint::hw
