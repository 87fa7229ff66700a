#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace counterpoint::explore {

/// Users say mm², figures are in µm².
inline constexpr double square_microns_in_mm2 = 1e6;

/// What a design comes to. Cycles are whole.
struct Figures {
    double cycles = 0;
    double energy = 0; ///< pJ
    double area = 0;   ///< µm²
    double power = 0;  ///< mW
};

/// A design by its number in the space, with its figures.
struct DesignFigures {
    std::int64_t number = 0;
    Figures figures;
};

enum class Objective { cycles, energy, edp, area, power, throughput_per_area };

inline constexpr std::array all_objectives{Objective::cycles, Objective::energy,
                                           Objective::edp,    Objective::area,
                                           Objective::power,  Objective::throughput_per_area};

/// As it is called on the command line: `throughput_per_area`.
std::string to_string(Objective objective);

/// The value of an objective, the smaller the better: `energy` in pJ, `edp` in pJ · cycles, `area`
/// in µm², `throughput_per_area` in −MACs a cycle and µm².
inline double value_of(Objective objective, const Figures& figures, double macs) {
    switch (objective) {
    case Objective::cycles:
        return figures.cycles;
    case Objective::energy:
        return figures.energy;
    case Objective::edp:
        return figures.energy * figures.cycles;
    case Objective::area:
        return figures.area;
    case Objective::power:
        return figures.power;
    case Objective::throughput_per_area:
        break;
    }
    return -macs / (figures.cycles * figures.area);
}

/// What is searched for.
struct Goals {
    std::vector<Objective> objectives; ///< at least one, all different
    double macs = 1;                   ///< of all layers together

    [[nodiscard]] std::size_t count() const { return objectives.size(); }
    void values(const Figures& figures, double* result) const {
        for (std::size_t k = 0; k < objectives.size(); ++k) {
            result[k] = value_of(objectives[k], figures, macs);
        }
    }
};

} // namespace counterpoint::explore
