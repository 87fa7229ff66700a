#include "cli/noc/latency_plot.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/noc/report.hpp"
#include "cli/noc/svg_chart.hpp"

namespace counterpoint::cli {

namespace {

using sim::noc::mesh::LoadPoint;
using sim::noc::mesh::LoadSweep;

bool ends_with(const std::string& text, const std::string& ending) {
    return text.size() > ending.size() &&
           text.compare(text.size() - ending.size(), ending.size(), ending) == 0;
}

/// Loads at which the network is stable and packets arrived.
SvgChart::Points curve_of(const LoadSweep& sweep) {
    SvgChart::Points points;
    for (const LoadPoint& point : sweep.points) {
        if (point.stable && point.latency.count > 0) {
            points.emplace_back(point.rate, point.latency.mean());
        }
    }
    return points;
}

std::string svg_of(const NocStudy& study, const LoadSweep& sweep) {
    // What happens close to saturation is steep: the axis ends where latency has grown fourfold.
    constexpr double growth_shown = 4;
    const SvgChart::Points points = curve_of(sweep);
    double most = 1;
    for (const auto& [rate, latency] : points) {
        most = std::max(most, std::min(latency, growth_shown * points.front().second));
    }
    const double widest = sweep.bound.value_or(sweep.saturation_rate);
    SvgChart chart({network_text(study), traffic_text(study),
                    "offered load, flits a node and cycle", "mean latency, cycles"},
                   axis_up_to(widest), axis_up_to(most));
    if (!points.empty()) {
        const double zero_load = sweep.points.front().zero_load;
        if (zero_load > 0) {
            chart.add_horizontal(zero_load, fmt::format("{:.1f} without other traffic", zero_load));
        }
        chart.add_vertical(sweep.saturation_rate,
                           fmt::format("saturation {:.4f}", sweep.saturation_rate));
        chart.add_curve(points);
    }
    return chart.text();
}

std::string rows_of(const LoadSweep& sweep) {
    std::string rows;
    for (const LoadPoint& point : sweep.points) {
        const bool none = point.latency.count == 0;
        rows += fmt::format("<tr><td>{:.4f}</td><td>{:.4f}</td><td>{}</td><td>{}</td></tr>\n",
                            point.rate, point.accepted,
                            none ? "–" : fmt::format("{:.2f}", point.latency.mean()),
                            point.stable ? "yes" : "no");
    }
    return rows;
}

std::string page_of(const NocStudy& study, const LoadSweep& sweep) {
    return fmt::format(
        R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{} – {}</title>
<style>
body {{ font: 14px "Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif; color: #222; max-width: 800px; margin: 2em auto; padding: 0 1em; }}
svg {{ max-width: 100%; height: auto; }}
table {{ border-collapse: collapse; font-variant-numeric: tabular-nums; }}
th, td {{ text-align: right; padding: 0.2em 1.2em 0.2em 0; border-bottom: 1px solid #e4e4e4; }}
th {{ font-weight: 600; }}
</style>
</head>
<body>
{}<table>
<thead><tr><th>rate</th><th>accepted</th><th>latency</th><th>stable</th></tr></thead>
<tbody>
{}</tbody>
</table>
</body>
</html>
)",
        escaped(network_text(study)), escaped(traffic_text(study)), svg_of(study, sweep),
        rows_of(sweep));
}

} // namespace

std::optional<PlotKind> plot_kind_of(const std::string& file) {
    if (ends_with(file, ".svg")) {
        return PlotKind::svg;
    }
    return ends_with(file, ".html") ? std::optional(PlotKind::html) : std::nullopt;
}

std::string latency_plot(const NocStudy& study, const LoadSweep& sweep, PlotKind kind) {
    return kind == PlotKind::svg ? svg_of(study, sweep) : page_of(study, sweep);
}

} // namespace counterpoint::cli
