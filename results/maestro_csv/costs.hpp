#pragma once

#include <cstdint>
#include <optional>

namespace counterpoint::results {

/// MAESTRO's figures for energy, area and power, the only ones that its columns are filled with.
/// Source: github.com/maestro-project/maestro, cost-model/include: base/BASE_constants.hpp (commit
/// 7ca29c8), design-space-exploration/DSE_cost-database.hpp (507948d, the figures of 2020),
/// DSE_scaling-coefficients.hpp and DSE_hardware_modules.hpp (7ca29c8). An element has one byte.
struct MaestroCosts {
    static constexpr double mac_energy_nj = 0.00023;
    static constexpr double l1_access = 1.68;     ///< relative to a MAC, read or write, an element
    static constexpr double l2_access = 18.61;    ///< the same
    static constexpr double mac_area = 283;       ///< µm²
    static constexpr double mac_power = 1.2223;   ///< mW
    static constexpr double sram_area = 0.104;    ///< µm² an element
    static constexpr double sram_power = 0.00345; ///< mW an element
};

struct AreaAndPower {
    double square_micrometres = 0;
    double milliwatts = 0;
};

/// What MAESTRO takes an accelerator to consist of.
struct AcceleratorSizes {
    std::int64_t pes = 1;
    std::int64_t lanes = 1;
    std::int64_t l1_bytes = 0;            ///< of one PE
    std::optional<std::int64_t> l2_bytes; ///< of one L2; nothing: there is none
    std::int64_t l2_units = 1;
    std::int64_t network_bytes_per_cycle = 1; ///< of the bus between L2 and the PEs
};

struct AcceleratorCosts {
    AreaAndPower macs;
    AreaAndPower l1; ///< of all PEs
    std::optional<AreaAndPower> l2;
    AreaAndPower network;

    [[nodiscard]] AreaAndPower total() const;
};

/// The parts by MAESTRO's formulas: a bus over all PEs of c · (14.662 n + 28.895) · bandwidth, and
/// a matrix arbiter of c · (1.2886 n² + 5.5814 n − 23.711), at least c.
AcceleratorCosts costs_of(const AcceleratorSizes& sizes);

/// MACs and accesses of elements, in nJ.
double energy_nj(double macs, double l1_accesses, double l2_accesses);

} // namespace counterpoint::results
