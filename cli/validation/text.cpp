#include "cli/validation/text.hpp"

#include <cmath>

#include <fmt/format.h>

#include "cli/csv_text.hpp"
#include "cli/energy_lines.hpp"
#include "cli/number_text.hpp"
#include "validation/energy.hpp"
#include "validation/estimates.hpp"
#include "validation/summary.hpp"

namespace counterpoint::cli {

using validation::CaseComparison;
using validation::CaseSummary;
using validation::Contribution;
using validation::Estimate;
using validation::LayerComparison;
using validation::Outcome;
using validation::Quantity;
using validation::Validation;

namespace {

std::string share_of(const Contribution& contribution, std::int64_t analytical_cycles) {
    return printable(contribution.mechanism) + ' ' +
           deviation_text(analytical_cycles == 0
                              ? std::nullopt
                              : std::optional(static_cast<double>(contribution.cycles) /
                                              static_cast<double>(analytical_cycles)));
}

/// As many digits as tell it from others, for machines.
std::string exact_text(std::optional<double> number) {
    return number ? fmt::format("{}", *number) : "";
}

std::string broken_line(const CaseComparison& comparison, const Outcome& outcome) {
    std::string line = "counterpoint: ";
    line += comparison.name.empty() ? "" : printable(comparison.name) + ": ";
    line += fmt::format("layer {}: {}: expected {}", printable(outcome.layer),
                        printable(outcome.number), grouped(outcome.expected));
    line += outcome.expectation == "exact" || outcome.number == "unexplained"
                ? ""
                : " within " + outcome.expectation;
    line += fmt::format(", found {}", grouped(outcome.found));
    if (const auto deviation = validation::deviation_of(outcome.found, outcome.expected)) {
        line += fmt::format(" ({:+g}, {})", static_cast<double>(outcome.found - outcome.expected),
                            deviation_text(deviation));
    }
    line += outcome.reason.empty() ? "" : "; " + printable(outcome.reason);
    return line + '\n';
}

/// `1.49 → 1.5`, or one number where three digits tell no difference.
std::string both(double analytical, double simulated) {
    const std::string ours = fmt::format("{:.3g}", analytical);
    const std::string theirs = fmt::format("{:.3g}", simulated);
    return ours == theirs ? ours : ours + " → " + theirs;
}

/// What follows from the energies of a layer.
std::string energy_figures_csv(const CaseComparison& comparison, const LayerComparison& layer,
                               const validation::EnergyComparison& energy) {
    const auto analytical = results::figures_of(energy.analytical, layer.analytical.macs,
                                                layer.analytical.cycles, comparison.hardware);
    const auto simulated = results::figures_of(energy.simulated, layer.simulated.macs,
                                               layer.simulated.cycles, comparison.hardware);
    if (!analytical || !simulated) {
        return "";
    }
    const auto line = [&](const char* name, std::optional<double> ours,
                          std::optional<double> theirs) {
        return csv_line({comparison.name, layer.layer.name, name, "energy", exact_text(ours),
                         exact_text(theirs),
                         ours && theirs && *ours != 0 ? exact_text(*theirs / *ours - 1) : ""});
    };
    return line("energy.edp_js", analytical->edp, simulated->edp) +
           line("energy.power_w", analytical->watts, simulated->watts) +
           line("energy.tops_per_watt", analytical->tops_per_watt, simulated->tops_per_watt);
}

std::string energy_csv(const CaseComparison& comparison, const LayerComparison& layer) {
    const auto energy = validation::energy_of(layer, comparison.hardware);
    if (!energy) {
        return "";
    }
    std::string text;
    for (const validation::EnergyLine& line :
         validation::energy_lines(*energy, comparison.hardware)) {
        text += csv_line({comparison.name, layer.layer.name, line.name, "energy",
                          exact_text(results::in_units(line.analytical)),
                          exact_text(results::in_units(line.simulated)),
                          exact_text(validation::deviation_of(line.simulated, line.analytical))});
    }
    return text + energy_figures_csv(comparison, layer, *energy);
}

} // namespace

std::string deviation_text(std::optional<double> deviation) {
    if (!deviation || std::isnan(*deviation)) {
        return "–";
    }
    if (*deviation == 0) {
        return "exact";
    }
    if (std::abs(*deviation) < 0.0005) {
        return *deviation > 0 ? "<+0.1%" : ">-0.1%";
    }
    return fmt::format("{:+.1f}%", *deviation * 100);
}

std::string largest_cause(const std::vector<Contribution>& contributions,
                          std::int64_t analytical_cycles) {
    const Contribution* largest = validation::largest_of(contributions);
    return largest == nullptr ? "–" : share_of(*largest, analytical_cycles);
}

std::string all_causes(const std::vector<Contribution>& contributions,
                       std::int64_t analytical_cycles) {
    std::string text;
    for (const Contribution& contribution : contributions) {
        text += (text.empty() ? "" : ", ") + share_of(contribution, analytical_cycles);
    }
    return text.empty() ? "–" : text;
}

std::string energy_sentence(const CaseComparison& comparison) {
    const auto energy = validation::energy_of(comparison);
    if (!energy) {
        return "";
    }
    const hw::EnergyTable& table = *comparison.hardware.energy;
    std::string causes;
    for (std::size_t i = 0; i < results::energy_causes.size(); ++i) {
        const auto more =
            static_cast<double>(energy->simulated.causes.at(i) - energy->analytical.causes.at(i));
        if (more != 0 && energy->analytical.total > 0) {
            causes +=
                fmt::format("{}{} {}", causes.empty() ? "" : ", ", results::energy_causes.at(i),
                            deviation_text(more / static_cast<double>(energy->analytical.total)));
        }
    }
    return fmt::format("Energy by {}: analytical {}, simulated {} ({}){}",
                       printable(table.technology), energy_text(energy->analytical.total, table),
                       energy_text(energy->simulated.total, table),
                       deviation_text(energy->deviation()), causes.empty() ? "" : ": " + causes);
}

std::string energy_figures_sentence(const CaseComparison& comparison) {
    const auto energy = validation::energy_of(comparison);
    if (!energy) {
        return "";
    }
    const CaseSummary summary = validation::summary_of(comparison);
    const auto analytical = results::figures_of(energy->analytical, summary.analytical_macs,
                                                summary.analytical_cycles, comparison.hardware);
    const auto simulated = results::figures_of(energy->simulated, summary.simulated_macs,
                                               summary.simulated_cycles, comparison.hardware);
    if (!analytical || !simulated) {
        return "";
    }
    std::string text = "EDP " + both(analytical->edp, simulated->edp) + " J·s";
    if (analytical->watts && simulated->watts) {
        text += ", " + both(*analytical->watts, *simulated->watts) + " W on average";
    }
    if (analytical->tops_per_watt && simulated->tops_per_watt) {
        text += ", " + both(*analytical->tops_per_watt, *simulated->tops_per_watt) + " TOPS/W";
    }
    return text;
}

std::string broken_expectations_text(const Validation& validation) {
    constexpr std::size_t most_lines = 20;
    std::string text;
    std::size_t lines = 0;
    for (const CaseComparison& comparison : validation.cases) {
        for (const Outcome& outcome : comparison.broken) {
            if (++lines <= most_lines) {
                text += broken_line(comparison, outcome);
            }
        }
    }
    if (lines > most_lines) {
        text += fmt::format("counterpoint: and {} more; --format json has them all\n",
                            lines - most_lines);
    }
    return text;
}

std::string validation_csv(const Validation& validation) {
    std::string text =
        csv_line({"case", "layer", "number", "kind", "analytical", "simulated", "deviation"});
    for (const CaseComparison& comparison : validation.cases) {
        for (const LayerComparison& layer : comparison.layers) {
            for (const Quantity& quantity : layer.quantities) {
                text += csv_line({comparison.name, layer.layer.name, quantity.name,
                                  to_string(quantity.kind), std::to_string(quantity.analytical),
                                  std::to_string(quantity.simulated),
                                  exact_text(quantity.deviation())});
            }
            for (const Estimate& estimate : layer.estimates) {
                const std::int64_t simulated = layer.simulated.cycles;
                text += csv_line(
                    {comparison.name, layer.layer.name, validation::number_of(estimate.timing),
                     "estimate", std::to_string(estimate.cycles), std::to_string(simulated),
                     exact_text(validation::deviation_of(simulated, estimate.cycles))});
            }
            text += energy_csv(comparison, layer);
        }
    }
    return text;
}

} // namespace counterpoint::cli
