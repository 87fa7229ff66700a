#include <algorithm>

#include <fmt/format.h>

#include "cli/explore/costs.hpp"
#include "cli/explore/report.hpp"
#include "cli/number_text.hpp"
#include "input/nearest.hpp"

namespace counterpoint::cli {

namespace {

constexpr std::size_t most_shown = 20; // designs of the front

using Cells = std::vector<std::string>;

/// Rows of equally many cells, each column as wide as it has to be, numbers to the right.
std::string aligned(const std::vector<Cells>& rows) {
    std::vector<std::size_t> widths(rows.front().size(), 0);
    for (const Cells& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], display_width(row[i]));
        }
    }
    std::string text;
    for (const Cells& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            text += std::string((i == 0 ? 0 : 2) + widths[i] - display_width(row[i]), ' ') + row[i];
        }
        text += '\n';
    }
    return text;
}

/// What MAESTRO's costs count is the same in a simulation.
bool has_simulated_energy(const ExploreReport& report) {
    return report.verification && report.designs.technology();
}

Cells titles(const ExploreReport& report, const char* cycles) {
    Cells cells{"design"};
    for (const explore::ResolvedAxis& axis : report.designs.axes()) {
        cells.push_back(printable(axis.axis.name));
    }
    for (const char* title : {"cycles", cycles, "energy nJ", "area mm2", "power mW"}) {
        cells.emplace_back(title);
    }
    return cells;
}

Cells cells_of(const ExploreReport& report, const explore::DesignFigures& design,
               std::int64_t other_cycles) {
    const explore::Figures& figures = design.figures;
    Cells cells{grouped(design.number)};
    const auto values = report.designs.numbering().values(design.number);
    for (std::size_t i = 0; i < values.size(); ++i) {
        cells.push_back(printable(report.designs.axes()[i].axis.text(values[i])));
    }
    cells.push_back(grouped(static_cast<std::int64_t>(figures.cycles)));
    cells.push_back(grouped(other_cycles));
    cells.push_back(fmt::format("{:.3f}", figures.energy / 1e3));
    cells.push_back(fmt::format("{:.4f}", figures.area / 1e6));
    cells.push_back(fmt::format("{:.2f}", figures.power));
    return cells;
}

/// Why designs are illegal, by the first of them.
std::string illegal_line(const ExploreReport& report) {
    const explore::Nearest& nearest = report.findings.nearest;
    if (nearest.illegal.empty()) {
        return "";
    }
    const Problem& problem = nearest.illegal.front();
    std::string text =
        fmt::format("Illegal, first of all design {}: {}",
                    grouped(nearest.illegal_structure * report.designs.designs_of_structure()),
                    problem.message);
    if (!problem.found.empty()) {
        text += ", found " + problem.found;
    }
    return printable(text) + '\n';
}

std::string tally_lines(const ExploreReport& report) {
    const explore::Tally& tally = report.findings.tally;
    const double all = std::max<double>(1, static_cast<double>(tally.searched()));
    std::vector<Cells> rows;
    const auto add = [&](const char* title, std::int64_t count) {
        rows.push_back({title, grouped(count), percent(static_cast<double>(count) / all)});
    };
    add("searched", tally.searched());
    add("pruned, illegal", tally.illegal);
    add("pruned, too small", tally.too_small);
    add("pruned, too large", tally.too_large);
    add("evaluated", tally.evaluated());
    add("valid", tally.valid);
    std::size_t width = 0;
    for (const Cells& row : rows) {
        width = std::max(width, row[0].size());
    }
    for (Cells& row : rows) {
        row[0].resize(width, ' ');
    }
    return aligned(rows) + illegal_line(report);
}

std::string front_lines(const ExploreReport& report, const TextStyle& style) {
    const auto& front = report.findings.front.designs();
    std::vector<std::string> names;
    for (const explore::Objective objective : report.goals.objectives) {
        names.push_back(to_string(objective));
    }
    std::string text = painted("Front", Paint::bold, style) + " by " + input::enumerated(names) +
                       ": " + counted(static_cast<std::int64_t>(front.size()), "design") + '\n';
    std::vector<Cells> rows{titles(report, "exact")};
    for (std::size_t i = 0; i < std::min(front.size(), most_shown); ++i) {
        rows.push_back(cells_of(report, front[i], report.exact_cycles[i]));
    }
    text += aligned(rows);
    if (front.size() > most_shown) {
        text += fmt::format("... and {} more: --format json lists all\n",
                            grouped(static_cast<std::int64_t>(front.size() - most_shown)));
    }
    return text;
}

std::string verification_lines(const ExploreReport& report, const Verification& verification,
                               const TextStyle& style) {
    std::string text = painted("Simulated", Paint::bold, style) + " the best by " +
                       to_string(verification.objective) + '\n';
    std::vector<Cells> rows{titles(report, "simulated")};
    for (std::size_t i = 0; i < verification.designs.size(); ++i) {
        rows.push_back(cells_of(report, verification.designs[i], verification.simulated_cycles[i]));
    }
    if (has_simulated_energy(report)) {
        rows.front().emplace_back("simulated nJ");
        for (std::size_t i = 0; i < verification.designs.size(); ++i) {
            rows[i + 1].push_back(
                fmt::format("{:.3f}", results::in_units(verification.simulated_energies[i]) / 1e3));
        }
    }
    const auto& correlation = verification.change.rank_correlation;
    text += aligned(rows);
    text += "rank correlation " + (correlation ? fmt::format("{:.3f}", *correlation) : "-") +
            ", regret of trusting the estimate " + percent(verification.change.regret) + '\n';
    return text;
}

} // namespace

std::string render_explore_table(const ExploreReport& report, const TextStyle& style) {
    std::string text = painted(printable(report.space.name), Paint::bold, style) + ": " +
                       counted(report.designs.size(), "design") + " of " +
                       counted(report.designs.structures().size(), "structure") + ", timing " +
                       to_string(report.timing) + "\n\n" + tally_lines(report) + '\n' +
                       front_lines(report, style);
    for (const std::string& line : costs_lines(report.designs)) {
        text += line + '\n';
    }
    if (report.verification) {
        text += '\n' + verification_lines(report, *report.verification, style);
    }
    return text;
}

} // namespace counterpoint::cli
