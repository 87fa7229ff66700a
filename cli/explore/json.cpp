#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

#include <nlohmann/json.hpp>

#include "cli/explore/breakdown_json.hpp"
#include "cli/explore/costs.hpp"
#include "cli/explore/report.hpp"
#include "explore/page/exploration_page.hpp"
#include "vocabulary/checked.hpp"

namespace counterpoint::cli {

namespace {

using Json = nlohmann::ordered_json;

const char* name_of(explore::Role role) {
    switch (role) {
    case explore::Role::structural:
        return "structural";
    case explore::Role::bandwidth:
        return "bandwidth";
    case explore::Role::capacity:
        return "capacity";
    }
    return "";
}

Json axes_json(const explore::Designs& designs) {
    Json axes = Json::array();
    for (const explore::ResolvedAxis& axis : designs.axes()) {
        axes.push_back({{"name", axis.axis.name},
                        {"set", axis.axis.paths},
                        {"kind", name_of(axis.role)},
                        {"values", axis.axis.size()}});
        if (axis.axis.numbers.empty()) {
            axes.back()["words"] = axis.axis.words;
        } else {
            axes.back()["from"] = axis.axis.numbers.front();
            axes.back()["to"] = axis.axis.numbers.back();
        }
    }
    return axes;
}

Json value_json(const explore::Axis& axis, std::size_t value) {
    return axis.numbers.empty() ? Json(axis.words[value]) : Json(axis.numbers[value]);
}

Json design_json(const ExploreReport& report, const explore::DesignFigures& design) {
    const explore::Figures& figures = design.figures;
    Json values = Json::object();
    const auto chosen = report.designs.numbering().values(design.number);
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        const explore::Axis& axis = report.designs.axes()[i].axis;
        values[axis.name] = value_json(axis, chosen[i]);
    }
    return {{"design", design.number},
            {"values", std::move(values)},
            {"cycles", static_cast<std::int64_t>(figures.cycles)},
            {"energy_pj", figures.energy},
            {"area_um2", figures.area},
            {"power_mw", figures.power},
            {"edp_pj_cycles", figures.energy * figures.cycles},
            {"macs_per_cycle_mm2", 1e6 * report.goals.macs / (figures.cycles * figures.area)}};
}

Json front_json(const ExploreReport& report) {
    Json front = Json::array();
    const auto& designs = report.findings.front.designs();
    for (std::size_t i = 0; i < designs.size(); ++i) {
        front.push_back(design_json(report, designs[i]));
        front.back()["exact_cycles"] = report.exact_cycles[i];
        if (i < report.breakdowns.size()) {
            add_breakdown(front.back(), report.breakdowns[i], {}, report.designs);
        }
    }
    return front;
}

std::int64_t exact_cycles_of(const std::vector<explore::LayerBreakdown>& layers) {
    std::int64_t cycles = 0;
    for (const explore::LayerBreakdown& layer : layers) {
        cycles = checked_sum(cycles, layer.exact_cycles);
    }
    return cycles;
}

Json verification_json(const ExploreReport& report, const Verification& verification) {
    Json designs = Json::array();
    for (std::size_t i = 0; i < verification.designs.size(); ++i) {
        designs.push_back(design_json(report, verification.designs[i]));
        designs.back()["exact_cycles"] = exact_cycles_of(verification.breakdowns[i]);
        designs.back()["simulated_cycles"] = verification.simulated_cycles[i];
        designs.back()["simulated_energy_pj"] =
            results::in_units(verification.simulated_energies[i]);
        add_breakdown(designs.back(), verification.breakdowns[i], verification.simulated[i],
                      report.designs);
    }
    const auto& correlation = verification.change.rank_correlation;
    return {{"objective", to_string(verification.objective)},
            {"rank_correlation", correlation ? Json(*correlation) : Json()},
            {"regret", verification.change.regret},
            {"designs", std::move(designs)}};
}

Json names_of_layers(const explore::Designs& designs) {
    Json names = Json::array();
    for (const workloads::Layer& layer : designs.layers()) {
        names.push_back(layer.name);
    }
    return names;
}

/// The least value of each column (or row) of a density between two of them, and of the next one,
/// in the units of the designs.
Json edges_json(const explore::Density& density, explore::Objective objective, std::int64_t first,
                std::int64_t last) {
    const double unit = objective == explore::Objective::throughput_per_area ? 1e6 : 1;
    Json edges = Json::array();
    for (std::int64_t i = first; i <= last + 1; ++i) {
        edges.push_back(unit * density.least_of(i));
    }
    return edges;
}

/// {objectives, columns: edges, rows: edges, cells: [column, row, designs, …]} of all valid
/// designs; null where they were not counted.
Json density_json(const ExploreReport& report) {
    const explore::Density& density = report.findings.density;
    if (density.cells().empty()) {
        return {};
    }
    const auto& first = density.cells().begin()->first;
    auto [column, last_column] = std::pair(first.first, first.first);
    auto [row, last_row] = std::pair(first.second, first.second);
    for (const auto& cell : density.cells()) {
        last_column = std::max(last_column, cell.first.first);
        row = std::min(row, cell.first.second);
        last_row = std::max(last_row, cell.first.second);
    }
    Json cells = Json::array();
    for (const auto& [place, count] : density.cells()) {
        for (const std::int64_t part : {place.first - column, place.second - row, count}) {
            cells.push_back(part);
        }
    }
    const auto& objectives = report.goals.objectives;
    return {{"objectives", {to_string(objectives[0]), to_string(objectives[1])}},
            {"columns", edges_json(density, objectives[0], column, last_column)},
            {"rows", edges_json(density, objectives[1], row, last_row)},
            {"cells", std::move(cells)}};
}

/// null: no limit.
Json limits_json(const explore::LimitsOfDesigns& limits) {
    const auto limit = [](double value) { return std::isfinite(value) ? Json(value) : Json(); };
    return {{"area_um2", limit(limits.area)}, {"power_mw", limit(limits.power)}};
}

/// null: none is illegal.
Json first_illegal_json(const ExploreReport& report) {
    const explore::Nearest& nearest = report.findings.nearest;
    if (nearest.illegal.empty()) {
        return {};
    }
    Json problems = Json::array();
    for (const Problem& problem : nearest.illegal) {
        problems.push_back(to_string(problem));
    }
    return {{"design", nearest.illegal_structure * report.designs.designs_of_structure()},
            {"problems", std::move(problems)}};
}

Json explore_json(const ExploreReport& report) {
    const explore::Tally& tally = report.findings.tally;
    Json objectives = Json::array();
    for (const explore::Objective objective : report.goals.objectives) {
        objectives.push_back(to_string(objective));
    }
    const auto& technology = report.designs.technology();
    Json json{{"schema", "counterpoint-exploration/1"},
              {"version", COUNTERPOINT_VERSION},
              {"space", report.space.name},
              {"workload", report.designs.base().workload.name},
              {"hardware", report.designs.base().hardware.name},
              {"layers", names_of_layers(report.designs)},
              {"macs", report.goals.macs},
              {"arguments", report.arguments},
              {"timing", to_string(report.timing)},
              {"objectives", std::move(objectives)},
              {"technology", technology ? Json(technology->technology.name) : Json()},
              {"costs", costs_lines(report.designs)},
              {"limits", limits_json(report.limits)},
              {"axes", axes_json(report.designs)},
              {"structures", report.designs.structures().size()},
              {"designs", report.designs.size()},
              {"searched", tally.searched()},
              {"pruned",
               {{"illegal", tally.illegal},
                {"too_small", tally.too_small},
                {"too_large", tally.too_large}}},
              {"first_illegal", first_illegal_json(report)},
              {"evaluated", tally.evaluated()},
              {"valid", tally.valid},
              {"front", front_json(report)}};
    if (report.verification) {
        json["verification"] = verification_json(report, *report.verification);
    }
    return json;
}

} // namespace

std::string render_explore_json(const ExploreReport& report) {
    // Names of files need not be UTF-8.
    return explore_json(report).dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::string render_explore_page(const ExploreReport& report) {
    Json json = explore_json(report);
    json["density"] = density_json(report);
    json["run"] = {{"searched", report.speed.searched}, {"seconds", report.speed.seconds}};
    return explore::exploration_page(json);
}

} // namespace counterpoint::cli
