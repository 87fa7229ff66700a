#pragma once

#include <optional>
#include <string>

#include "cli/report.hpp"
#include "cli/style.hpp"
#include "results/energy.hpp"

namespace counterpoint::cli {

/// `1.23 mJ`; `4.56M MAC` where energies are multiples of one.
std::string energy_text(results::Energy energy, const hw::EnergyTable& table);

/// What the table says of energy and area below the cycle stack; empty without a technology.
std::string render_energy(const NetworkReport& report, const NetworkTotal& total,
                          const TextStyle& style);

} // namespace counterpoint::cli
