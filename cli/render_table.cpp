#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "cli/network_summary.hpp"
#include "cli/number_text.hpp"
#include "cli/render.hpp"
#include "cli/text_table.hpp"
#include "results/figures.hpp"

namespace counterpoint::cli {

namespace {

using hw::Hardware;
using hw::MemoryIndex;

std::string hardware_line(const Hardware& hardware) {
    std::string line;
    for (const hw::Memory& memory : hardware.memories) {
        line += line.empty() ? "" : " → ";
        line += printable(memory.name);
        line += memory.capacity_bytes ? ' ' + memory_size(*memory.capacity_bytes) : "";
    }
    const hw::ProcessingElements& pe = hardware.pe;
    line += " → ";
    line += pe.count ? grouped(*pe.count) + " PEs" : "PEs as mapped";
    line += pe.lanes == 1 ? "" : fmt::format(" of {} lanes", grouped(pe.lanes));
    return line + fmt::format(", {} GHz", hardware.clock_ghz);
}

std::string heading(const NetworkReport& report, const TextStyle& style) {
    const std::string mapping =
        report.mapping.empty() ? "" : ", mapped by " + printable(report.mapping);
    const std::size_t layers = report.layers.size();
    const std::string timing = report.timing.empty() ? "" : ", timing of " + report.timing;
    return painted(printable(report.workload), Paint::bold, style) + " on " +
           painted(printable(report.hardware.name), Paint::bold, style) +
           fmt::format("{} ({} model{}, {} layer{})\n", mapping, report.model, timing, layers,
                       layers == 1 ? "" : "s") +
           painted(hardware_line(report.hardware), Paint::dim, style) + "\n\n";
}

/// What keeps the PEs from full use, by share of the cycles: all parts of the stack but compute,
/// and PEs (or lanes) without work while others compute.
std::vector<std::pair<std::string, double>> losses(const hw::CycleStack& stack, double cycles,
                                                   double utilization, const Hardware& hardware) {
    const double computing = static_cast<double>(stack.compute) / cycles;
    std::vector<std::pair<std::string, double>> shares = {{"idle PEs", computing - utilization}};
    for (const results::StackPart& part : results::parts_of(stack, hardware)) {
        if (part.name != "compute") {
            shares.emplace_back(printable(part.name), static_cast<double>(part.cycles) / cycles);
        }
    }
    return shares;
}

/// The largest two losses, as far as they are 1% or more.
std::string main_losses(const hw::CycleStack& stack, std::int64_t cycles,
                        std::optional<double> utilization, const Hardware& hardware) {
    std::string text;
    if (cycles > 0 && utilization) {
        auto shares = losses(stack, static_cast<double>(cycles), *utilization, hardware);
        std::stable_sort(shares.begin(), shares.end(),
                         [](const auto& a, const auto& b) { return a.second > b.second; });
        shares.resize(2);
        for (const auto& [name, share] : shares) {
            text += text.empty() || share < 0.01 ? "" : ", ";
            text += share < 0.01 ? "" : fmt::format("{} {:.0f}%", name, 100 * share);
        }
    }
    return text.empty() ? "–" : text;
}

std::string percent_or_dash(std::optional<double> share) { return share ? percent(*share) : "–"; }
std::string scaled_or_dash(std::optional<double> number) { return number ? scaled(*number) : "–"; }

/// The columns in the order of the table; `traffic` has one for each memory.
struct Columns {
    Column layer{"Layer", Align::left, 0, 20};
    Column type{"Type", Align::left, 6};
    Column macs{"MACs"};
    Column cycles{"Cycles"};
    Column utilization{"Util."};
    Column pes{"PEs", Align::right, 7};
    Column losses{"Lost to", Align::left, 2};
    Column intensity{"MACs/B", Align::right, 5};
    std::vector<Column> traffic;
};

void add_layer(Columns& columns, const LayerResult& result, const Hardware& hardware) {
    const workloads::Layer& layer = result.layer;
    const hw::LayerNumbers& numbers = result.numbers;
    const results::Figures figures = results::figures_of(result, hardware);
    columns.layer.cells.push_back((figures.too_small.empty() ? "" : "! ") + printable(layer.name));
    columns.type.cells.emplace_back(workloads::to_string(layer.type));
    columns.macs.cells.push_back(scaled(static_cast<double>(numbers.macs)));
    columns.cycles.cells.push_back(grouped(numbers.cycles));
    columns.utilization.cells.push_back(percent_or_dash(figures.utilization));
    columns.pes.cells.push_back(grouped(numbers.pes));
    columns.losses.cells.push_back(
        main_losses(numbers.stack, numbers.cycles, figures.utilization, hardware));
    columns.intensity.cells.push_back(scaled_or_dash(figures.arithmetic_intensity));
    for (std::size_t b = 0; b < columns.traffic.size(); ++b) {
        const std::int64_t bytes = figures.traffic_bytes[MemoryIndex{b}];
        columns.traffic[b].cells.push_back(scaled(static_cast<double>(bytes)));
    }
}

void add_total(Columns& columns, const NetworkTotal& total, const Hardware& hardware) {
    const auto macs = static_cast<double>(total.macs);
    const auto outermost_bytes = static_cast<double>(total.traffic_bytes[MemoryIndex{0}]);
    columns.layer.cells.emplace_back("Total");
    columns.type.cells.emplace_back("");
    columns.macs.cells.push_back(scaled(macs));
    columns.cycles.cells.push_back(grouped(total.cycles));
    columns.utilization.cells.push_back(percent_or_dash(results::ratio(macs, total.lane_cycles)));
    columns.pes.cells.emplace_back("");
    columns.losses.cells.push_back(
        main_losses(total.stack, total.cycles, results::ratio(macs, total.lane_cycles), hardware));
    columns.intensity.cells.push_back(scaled_or_dash(results::ratio(macs, outermost_bytes)));
    for (std::size_t b = 0; b < columns.traffic.size(); ++b) {
        const std::int64_t bytes = total.traffic_bytes[MemoryIndex{b}];
        columns.traffic[b].cells.push_back(scaled(static_cast<double>(bytes)));
    }
}

std::string layer_table(const NetworkReport& report, const NetworkTotal& total,
                        const TextStyle& style) {
    Columns columns;
    for (std::size_t b = 0; b < report.hardware.memories.size(); ++b) {
        const std::string& memory = report.hardware.memories[MemoryIndex{b}].name;
        const int rank = b == 0 ? 1 : b == 1 ? 3 : 4;
        columns.traffic.push_back({printable(memory) + " B", Align::right, rank});
    }
    for (const LayerResult& result : report.layers) {
        add_layer(columns, result, report.hardware);
    }
    add_total(columns, total, report.hardware);
    std::vector<Column> ordered = {columns.layer,  columns.type,        columns.macs,
                                   columns.cycles, columns.utilization, columns.pes};
    ordered.insert(ordered.end(), columns.traffic.begin(), columns.traffic.end());
    ordered.push_back(columns.intensity);
    ordered.push_back(columns.losses);
    return render_columns(std::move(ordered), style);
}

} // namespace

std::string render_table(const NetworkReport& report, const TextStyle& style) {
    const NetworkTotal total = total_of(report);
    return heading(report, style) + layer_table(report, total, style) +
           render_misfits(report, style) + '\n' + render_summary(report, total, style);
}

} // namespace counterpoint::cli
