#include <fmt/format.h>

#include "cli/number_text.hpp"
#include "cli/validation/text.hpp"
#include "validation/estimates.hpp"
#include "validation/summary.hpp"

namespace counterpoint::cli {

namespace {

using validation::CaseComparison;
using validation::CaseSummary;
using validation::Contribution;
using validation::Estimate;
using validation::LayerComparison;
using validation::PublishedFigure;
using validation::Validation;

/// The text as one cell: a bar would end it.
std::string cell(const std::string& text) {
    std::string result;
    for (const char c : printable(text)) {
        result += c == '|' ? "\\|" : std::string(1, c);
    }
    return result;
}

std::string row(const std::vector<std::string>& cells) {
    std::string line = "|";
    for (const std::string& each : cells) {
        line += ' ' + each + " |";
    }
    return line + '\n';
}

/// The head of a table whose lines line() makes.
std::string header(const std::string& title) {
    std::vector<std::string> titles{title, "Analytical cycles", "Simulated cycles", "Deviation",
                                    "Equal numbers"};
    std::vector<std::string> rule{"---", "---:", "---:", "---:", "---:"};
    for (const analytical::Timing timing : validation::timings()) {
        if (timing != analytical::Timing::exact) {
            titles.push_back("Error of " + to_string(timing));
            rule.emplace_back("---:");
        }
    }
    titles.emplace_back("Causes");
    rule.emplace_back("---");
    return row(titles) + row(rule);
}

std::string line(const std::string& name, std::int64_t analytical, std::int64_t simulated,
                 std::int64_t equal, std::int64_t numbers, const std::vector<Estimate>& estimates,
                 const std::vector<Contribution>& contributions) {
    std::vector<std::string> cells{cell(name), grouped(analytical), grouped(simulated),
                                   deviation_text(validation::deviation_of(simulated, analytical)),
                                   grouped(equal) + '/' + grouped(numbers)};
    for (const Estimate& estimate : estimates) {
        if (estimate.timing != analytical::Timing::exact) {
            cells.push_back(deviation_text(estimate.error));
        }
    }
    cells.push_back(cell(all_causes(contributions, analytical)));
    return row(cells);
}

std::string line(const std::string& name, const CaseSummary& summary) {
    return line(name, summary.analytical_cycles, summary.simulated_cycles, summary.equal,
                summary.numbers, summary.estimates, summary.contributions);
}

std::string case_table(const CaseComparison& comparison) {
    const std::string name = comparison.name.empty()
                                 ? comparison.workload + " on " + comparison.hardware.name
                                 : comparison.name;
    std::string text = "\n## " + cell(name) + "\n\n" + header("Layer");
    for (const LayerComparison& layer : comparison.layers) {
        text += line(layer.layer.name, layer.analytical.cycles, layer.simulated.cycles,
                     validation::equal_numbers(layer),
                     static_cast<std::int64_t>(layer.quantities.size()), layer.estimates,
                     layer.contributions);
    }
    text += line("**Total**", validation::summary_of(comparison));
    const std::string energy = energy_sentence(comparison);
    const std::string figures = energy_figures_sentence(comparison);
    text += energy.empty() ? "" : '\n' + cell(energy) + ".\n";
    return text + (figures.empty() ? "" : '\n' + cell(figures) + ".\n");
}

std::string published_table(const CaseComparison& comparison) {
    if (comparison.published.empty()) {
        return "";
    }
    std::string text = "\n" +
                       row({"Layer", "Number", "Published", "Analytical", "Simulated", "Error",
                            "Source", "Note"}) +
                       row({"---", "---", "---:", "---:", "---:", "---:", "---", "---"});
    for (const PublishedFigure& figure : comparison.published) {
        text += row({cell(figure.layer), '`' + cell(figure.number) + '`',
                     fmt::format("{:g}", figure.published), fmt::format("{:g}", figure.analytical),
                     fmt::format("{:g}", figure.simulated),
                     deviation_text(figure.simulated / figure.published - 1), cell(figure.source),
                     cell(figure.note)});
    }
    return text;
}

} // namespace

std::string validation_markdown(const Validation& validation) {
    const validation::Verdict verdict = validation::verdict_of(validation);
    std::string text =
        fmt::format("# {}\n\n{}: {} of {} numbers are equal in {} layers of {} cases; {} of {} "
                    "expectations are "
                    "broken.\n",
                    validation.suite.empty() ? "Validation" : cell(validation.suite),
                    verdict.holds ? "Holds" : "Does not hold", grouped(verdict.equal),
                    grouped(verdict.numbers), grouped(verdict.layers), grouped(verdict.cases),
                    grouped(verdict.broken), grouped(verdict.expectations));
    if (validation.cases.size() > 1) {
        text += '\n' + header("Case");
        for (const CaseComparison& comparison : validation.cases) {
            text += line(comparison.name, validation::summary_of(comparison));
        }
    }
    for (const CaseComparison& comparison : validation.cases) {
        text += case_table(comparison) + published_table(comparison);
    }
    return text;
}

} // namespace counterpoint::cli
