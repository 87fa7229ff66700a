#include "cli/energy_lines.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "cli/number_text.hpp"
#include "cli/share_bars.hpp"
#include "input/nearest.hpp"
#include "results/area.hpp"

namespace counterpoint::cli {

namespace {

using hw::MemoryIndex;
using results::Energy;
using results::EnergySums;

std::string joules(double picojoules) {
    constexpr std::array<std::string_view, 5> units = {"pJ", "nJ", "µJ", "mJ", "J"};
    std::size_t unit = 0;
    while (picojoules >= 999.5 && unit + 1 < units.size()) {
        picojoules /= 1000;
        ++unit;
    }
    return fmt::format("{:.3g} {}", picojoules, units.at(unit));
}

double share_of(Energy part, Energy total) {
    return static_cast<double>(part) / static_cast<double>(total);
}

/// Memories, networks and PEs with their shares.
std::string place_bars(const EnergySums& sums, const hw::Hardware& hardware,
                       const TextStyle& style) {
    std::vector<std::pair<std::string, double>> shares;
    const auto add = [&](const std::string& name, Energy energy) {
        if (energy != 0) {
            shares.emplace_back(name, share_of(energy, sums.total));
        }
    };
    for (MemoryIndex b{0}; hardware.memories.contains(b); ++b.value) {
        const std::string name = printable(hardware.memories[b].name);
        add(name, sums.memories[b]);
        add(name + " networks", sums.networks[b]);
    }
    add("PEs", sums.pe);
    return share_bars(shares, style);
}

std::string tensor_line(const EnergySums& sums) {
    std::string text;
    for (const auto& [tensor, energy] : sums.tensors) {
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", printable(tensor),
                            percent(share_of(energy, sums.total)));
    }
    return "By tensor: " + text + ", none " + percent(share_of(sums.no_tensor, sums.total)) + '\n';
}

std::string cause_line(const EnergySums& sums) {
    std::string text;
    for (std::size_t i = 0; i < sums.causes.size(); ++i) {
        if (sums.causes.at(i) != 0) {
            text += fmt::format("{}{} {}", text.empty() ? "" : ", ", results::energy_causes.at(i),
                                percent(share_of(sums.causes.at(i), sums.total)));
        }
    }
    return "By cause: " + text + '\n';
}

std::string figures_line(const EnergySums& sums, const NetworkTotal& total,
                         const hw::Hardware& hardware) {
    const auto figures = results::figures_of(sums, total.macs, total.cycles, hardware);
    if (!figures) {
        return "Multiples of a MAC: no joules or watts follow from them.\n";
    }
    std::string text = fmt::format("EDP {:.3g} J·s", figures->edp);
    if (figures->watts) {
        text += fmt::format(", {:.3g} W on average", *figures->watts);
    }
    if (figures->tops_per_watt) {
        text += fmt::format(", {:.3g} TOPS/W", *figures->tops_per_watt);
    }
    return text + '\n';
}

} // namespace

std::string energy_text(Energy energy, const hw::EnergyTable& table) {
    const double units = results::in_units(energy);
    return table.unit == hw::EnergyUnit::picojoule ? joules(units) : scaled(units) + " MAC";
}

std::string render_area(const std::vector<results::LayerResult>& layers,
                        const hw::Hardware& hardware) {
    const auto area = results::area_of(layers, hardware);
    if (!area || area->parts.empty()) {
        return "";
    }
    constexpr double square_micrometres = 1e6;
    std::string parts;
    for (const results::AreaPart& part : area->parts) {
        parts += fmt::format("{}{} {:.3g}", parts.empty() ? "" : ", ", printable(part.name),
                             part.all() / square_micrometres);
    }
    std::string text =
        fmt::format("Area {:.3g} mm²: {}\n", area->total / square_micrometres, parts);
    for (const std::string& left_out : area->left_out) {
        text += "Not in the area: " + printable(left_out) + '\n';
    }
    return text;
}

std::string energy_cautions(const hw::EnergyTable& table) {
    std::string text;
    for (const std::string& name : table.not_counted) {
        text += "Not counted: " + printable(name) + '\n';
    }
    std::vector<std::string> unconfirmed;
    for (const auto& [name, source] : table.sources) {
        if (!source.confirmed) {
            unconfirmed.push_back(printable(name));
        }
    }
    return unconfirmed.empty()
               ? text
               : text + "Unconfirmed: figures of " + input::enumerated(unconfirmed) +
                     "; --format json has the sources\n";
}

std::string render_energy(const NetworkReport& report, const NetworkTotal& total,
                          const TextStyle& style) {
    if (!report.hardware.energy || !total.energy) {
        return "";
    }
    const hw::EnergyTable& table = *report.hardware.energy;
    const EnergySums& sums = *total.energy;
    std::string text =
        '\n' + painted("Where the energy goes", Paint::bold, style) +
        fmt::format(": {}, {}{}\n", energy_text(sums.total, table), printable(table.technology),
                    table.process.empty() ? "" : " (" + printable(table.process) + ')');
    if (sums.total != 0) {
        text += place_bars(sums, report.hardware, style) + tensor_line(sums) + cause_line(sums);
    }
    return text + figures_line(sums, total, report.hardware) +
           render_area(report.layers, report.hardware) + energy_cautions(table);
}

} // namespace counterpoint::cli
