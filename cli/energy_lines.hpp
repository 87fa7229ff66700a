#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/report.hpp"
#include "cli/style.hpp"
#include "results/energy.hpp"

namespace counterpoint::cli {

/// `1.23 mJ`; `4.56M MAC` where energies are multiples of one.
std::string energy_text(results::Energy energy, const hw::EnergyTable& table);

/// The area and what is left out of it, a line each; empty where nothing is known of it.
std::string render_area(const std::vector<results::LayerResult>& layers,
                        const hw::Hardware& hardware);

/// What is not counted, and which figures nobody has looked up, a line each.
std::string energy_cautions(const hw::EnergyTable& table);

/// What the table says of energy and area below the cycle stack; empty without a technology.
std::string render_energy(const NetworkReport& report, const NetworkTotal& total,
                          const TextStyle& style);

} // namespace counterpoint::cli
