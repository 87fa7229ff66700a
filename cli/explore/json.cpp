#include <nlohmann/json.hpp>

#include "cli/explore/report.hpp"

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
    }
    return front;
}

Json verification_json(const ExploreReport& report, const Verification& verification) {
    Json designs = Json::array();
    for (std::size_t i = 0; i < verification.designs.size(); ++i) {
        designs.push_back(design_json(report, verification.designs[i]));
        designs.back()["simulated_cycles"] = verification.simulated_cycles[i];
    }
    const auto& correlation = verification.change.rank_correlation;
    return {{"objective", to_string(verification.objective)},
            {"rank_correlation", correlation ? Json(*correlation) : Json()},
            {"regret", verification.change.regret},
            {"designs", std::move(designs)}};
}

} // namespace

std::string render_explore_json(const ExploreReport& report) {
    const explore::Tally& tally = report.findings.tally;
    Json objectives = Json::array();
    for (const explore::Objective objective : report.goals.objectives) {
        objectives.push_back(to_string(objective));
    }
    const auto& technology = report.designs.technology();
    Json json{{"space", report.space.name},
              {"timing", to_string(report.timing)},
              {"objectives", std::move(objectives)},
              {"technology", technology ? Json(technology->technology.name) : Json()},
              {"axes", axes_json(report.designs)},
              {"structures", report.designs.structures().size()},
              {"designs", report.designs.size()},
              {"searched", tally.searched()},
              {"pruned",
               {{"illegal", tally.illegal},
                {"too_small", tally.too_small},
                {"too_large", tally.too_large}}},
              {"evaluated", tally.evaluated()},
              {"valid", tally.valid},
              {"front", front_json(report)}};
    if (report.verification) {
        json["verification"] = verification_json(report, *report.verification);
    }
    return json.dump(2) + '\n';
}

} // namespace counterpoint::cli
