#include <vector>

#include <fmt/format.h>

#include "cli/energy_lines.hpp"
#include "cli/number_text.hpp"
#include "cli/text_table.hpp"
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
using validation::Verdict;

/// What a line of the table says of a layer, a case or all of it.
struct Line {
    std::string name;
    std::int64_t analytical_cycles = 0;
    std::int64_t simulated_cycles = 0;
    std::optional<double> deviation;
    std::int64_t numbers = 0;
    std::int64_t equal = 0;
    const std::vector<Estimate>* estimates = nullptr;
    const std::vector<Contribution>* contributions = nullptr;
    bool holds = true;
};

struct Columns {
    explicit Columns(const std::string& title) : name{title, Align::left, 0, 20} {
        for (const analytical::Timing timing : validation::timings()) {
            if (timing != analytical::Timing::exact) {
                estimates.push_back({to_string(timing), Align::right, 2});
            }
        }
    }

    void add(const Line& line) {
        name.cells.push_back((line.holds ? "" : "! ") + printable(line.name));
        analytical.cells.push_back(grouped(line.analytical_cycles));
        simulated.cells.push_back(grouped(line.simulated_cycles));
        deviation.cells.push_back(deviation_text(line.deviation));
        equal.cells.push_back(grouped(line.equal) + '/' + grouped(line.numbers));
        for (std::size_t i = 0; i < estimates.size(); ++i) {
            estimates[i].cells.push_back(deviation_text(line.estimates->at(i + 1).error));
        }
        cause.cells.push_back(largest_cause(*line.contributions, line.analytical_cycles));
    }

    std::string render(const TextStyle& style) && {
        std::vector<Column> ordered{name, analytical, simulated, deviation, equal};
        ordered.insert(ordered.end(), estimates.begin(), estimates.end());
        ordered.push_back(cause);
        return render_columns(std::move(ordered), style);
    }

    Column name;
    Column analytical{"Analytical"};
    Column simulated{"Simulated"};
    Column deviation{"Deviation"};
    Column equal{"Equal", Align::right, 1};
    std::vector<Column> estimates;
    Column cause{"Largest cause", Align::left, 3};
};

Line line_of(const std::string& name, const CaseSummary& summary, bool holds) {
    return {name,
            summary.analytical_cycles,
            summary.simulated_cycles,
            summary.deviation,
            summary.numbers,
            summary.equal,
            &summary.estimates,
            &summary.contributions,
            holds};
}

Line line_of(const CaseComparison& comparison, const LayerComparison& layer) {
    bool holds = true;
    for (const validation::Outcome& outcome : comparison.broken) {
        holds = holds && outcome.layer != layer.layer.name;
    }
    return {layer.layer.name,
            layer.analytical.cycles,
            layer.simulated.cycles,
            validation::deviation_of(layer),
            static_cast<std::int64_t>(layer.quantities.size()),
            validation::equal_numbers(layer),
            &layer.estimates,
            &layer.contributions,
            holds};
}

std::string case_heading(const CaseComparison& comparison, const TextStyle& style) {
    const std::string name = comparison.name.empty() ? "" : printable(comparison.name) + ": ";
    return painted(name + printable(comparison.workload), Paint::bold, style) + " on " +
           painted(printable(comparison.hardware.name), Paint::bold, style) +
           fmt::format(", mapped by {} ({} layer{})\n\n", printable(comparison.mapping),
                       comparison.layers.size(), comparison.layers.size() == 1 ? "" : "s");
}

std::string layers_of(const CaseComparison& comparison, const TextStyle& style) {
    Columns columns("Layer");
    for (const LayerComparison& layer : comparison.layers) {
        columns.add(line_of(comparison, layer));
    }
    const CaseSummary summary = validation::summary_of(comparison);
    columns.add(line_of("Total", summary, comparison.broken.empty()));
    return case_heading(comparison, style) + std::move(columns).render(style) + '\n';
}

/// What the difference of a case is made of.
std::string explanation_of(const CaseComparison& comparison) {
    const CaseSummary summary = validation::summary_of(comparison);
    if (summary.contributions.empty()) {
        return {};
    }
    return fmt::format("Beyond the ideal {}: {}\n\n", deviation_text(summary.deviation),
                       all_causes(summary.contributions, summary.analytical_cycles));
}

/// Of many cases each says which it is.
std::string energy_of(const CaseComparison& comparison, bool in_full) {
    const std::string sentence = energy_sentence(comparison);
    if (sentence.empty()) {
        return "";
    }
    if (!in_full) {
        return printable(comparison.name) + ": " + sentence + '\n';
    }
    std::vector<results::LayerResult> layers;
    for (const LayerComparison& layer : comparison.layers) {
        layers.push_back({layer.layer, layer.simulated});
    }
    const std::string figures = energy_figures_sentence(comparison);
    return sentence + '\n' + figures + (figures.empty() ? "" : "\n") +
           render_area(layers, comparison.hardware) + energy_cautions(*comparison.hardware.energy) +
           '\n';
}

std::string cases_of(const Validation& validation, const TextStyle& style) {
    Columns columns("Case");
    for (const CaseComparison& comparison : validation.cases) {
        const CaseSummary summary = validation::summary_of(comparison);
        columns.add(line_of(comparison.name, summary, comparison.broken.empty()));
    }
    const CaseSummary summary = validation::summary_of(validation);
    columns.add(line_of("Total", summary, validation.holds()));
    return std::move(columns).render(style) + '\n';
}

std::string published_of(const CaseComparison& comparison, const TextStyle& style) {
    std::string text;
    for (const PublishedFigure& figure : comparison.published) {
        text +=
            fmt::format("  {}{}: published {:g}, analytical {:g}, simulated {:g} ({})\n",
                        figure.layer.empty() ? "" : printable(figure.layer) + ' ',
                        printable(figure.number), figure.published, figure.analytical,
                        figure.simulated, deviation_text(figure.simulated / figure.published - 1));
        text += painted("    " + printable(figure.source), Paint::dim, style) + '\n';
        text += figure.note.empty() ? "" : "    " + printable(figure.note) + '\n';
    }
    const std::string of = comparison.name.empty() ? "" : " for " + printable(comparison.name);
    return text.empty()
               ? text
               : painted("Published figures" + of, Paint::bold, style) + '\n' + text + '\n';
}

std::string verdict_line(const Validation& validation, const TextStyle& style) {
    const Verdict verdict = validation::verdict_of(validation);
    std::string text =
        painted(verdict.holds ? "Holds" : "Does not hold", verdict.holds ? Paint::bold : Paint::red,
                style) +
        fmt::format(": {} of {} numbers are equal in {} layer{}; {} of {} expectations are broken.",
                    grouped(verdict.equal), grouped(verdict.numbers), grouped(verdict.layers),
                    verdict.layers == 1 ? "" : "s", grouped(verdict.broken),
                    grouped(verdict.expectations));
    if (verdict.largest) {
        const auto& largest = *verdict.largest;
        text += fmt::format("\nThe largest deviation is {} of {} in {}{}.",
                            deviation_text(largest.deviation), printable(largest.number),
                            largest.case_name.empty() ? "" : printable(largest.case_name) + ", ",
                            printable(largest.layer));
    }
    return text + '\n';
}

} // namespace

std::string validation_table(const Validation& validation, const TextStyle& style) {
    constexpr std::int64_t most_lines = 200;
    const bool in_full =
        validation.cases.size() == 1 || validation::verdict_of(validation).layers <= most_lines;
    std::string text = in_full ? "" : cases_of(validation, style);
    for (const CaseComparison& comparison : validation.cases) {
        text += in_full ? layers_of(comparison, style) + explanation_of(comparison) : "";
        text += energy_of(comparison, in_full);
        text += published_of(comparison, style);
    }
    return text + verdict_line(validation, style);
}

} // namespace counterpoint::cli
