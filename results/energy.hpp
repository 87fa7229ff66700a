#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "hw/hardware.hpp"
#include "results/layer_result.hpp"

namespace counterpoint::results {

/// What energy goes to; the names are the keys of the JSON.
enum class EnergyCause {
    mac,        ///< multiply-accumulate operations
    read,       ///< of memories
    write,      ///< of memories
    activate,   ///< rows of the DRAM opened and closed
    refresh,    ///< of the DRAM
    background, ///< standby of the DRAM
    network,    ///< links and switches
    forwarding, ///< elements that units take from their neighbours
    adders,     ///< partial sums added on the way out and in accumulating memories
    leakage     ///< of memories and PEs, by time
};

inline constexpr std::array<const char*, 10> energy_causes{
    "mac",        "read",    "write",      "activate", "refresh",
    "background", "network", "forwarding", "adders",   "leakage"};

enum class EnergyPlace { memory, network, pe };

/// An exact amount of energy in thousandths of the unit (fJ, thousandths of a MAC). Whole numbers,
/// so that parts add up to their sum whatever their order.
using Energy = std::int64_t;

/// The unit, pJ or MAC.
double in_units(Energy energy);

/// So many times so much, in the unit, rounded. Throws InputError where it does not fit 64 bits.
Energy amount_of(double count, double each);

/// One kind of action: so many times so much, rounded to a whole Energy.
struct EnergyPart {
    EnergyPlace place = EnergyPlace::pe;
    hw::MemoryIndex memory;            ///< the memory, or the one whose networks these are
    std::optional<std::size_t> tensor; ///< nothing: of no single one
    EnergyCause cause = EnergyCause::mac;
    double count = 0; ///< a whole number, but for clocks and refreshes of a DRAM
    double each = 0;  ///< in the unit
    Energy energy = 0;
};

/// Every kind of action of a layer that the hardware's technology gives an energy for, in a fixed
/// order; nothing without a technology. Of what a simulation measured (`result.measured`) counts
/// of DRAM commands, links and forwarded elements are taken; otherwise bytes. Throws InputError
/// where an energy does not fit 64 bits, and where the technology has none for a tensor that is
/// accessed in a memory.
std::optional<std::vector<EnergyPart>> energy_parts(const LayerResult& result,
                                                    const hw::Hardware& hardware);

/// The parts added up in several ways, each of which gives `total`.
struct EnergySums {
    Energy total = 0;
    Table<hw::MemoryIndex, Energy> memories; ///< with pe and networks: the total
    Table<hw::MemoryIndex, Energy> networks; ///< memory 0: nothing
    Energy pe = 0;
    std::vector<std::pair<std::string, Energy>> tensors; ///< with no_tensor: the total
    Energy no_tensor = 0;
    std::array<Energy, energy_causes.size()> causes{};
};

/// Of a layer; nothing without a technology.
std::optional<EnergySums> energy_of(const LayerResult& result, const hw::Hardware& hardware);

/// Adds another layer. Throws InputError where a sum does not fit 64 bits.
void add(EnergySums& sum, const EnergySums& layer);

/// What follows where the unit is pJ.
struct EnergyFigures {
    double joules = 0;
    double edp = 0;                      ///< J · s
    std::optional<double> watts;         ///< on average; nothing where no time passes
    std::optional<double> tops_per_watt; ///< two operations a MAC; nothing without energy
};

/// Nothing where energies are multiples of a MAC.
std::optional<EnergyFigures> figures_of(const EnergySums& sums, std::int64_t macs,
                                        std::int64_t cycles, const hw::Hardware& hardware);

} // namespace counterpoint::results
