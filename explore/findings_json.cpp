#include "explore/findings_json.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace counterpoint::explore {

namespace {

using Json = nlohmann::ordered_json;

/// JSON has no infinity.
Json number_or_null(double number) { return std::isfinite(number) ? Json(number) : Json(); }

double number_or_infinity(const Json& json) {
    return json.is_null() ? std::numeric_limits<double>::infinity() : json.get<double>();
}

Json designs_json(const std::vector<DesignFigures>& designs) {
    Json list = Json::array();
    for (const DesignFigures& design : designs) {
        const Figures& figures = design.figures;
        list.push_back(
            {design.number, figures.cycles, figures.energy, figures.area, figures.power});
    }
    return list;
}

template <class Add>
void read_designs(const Json& list, const Add& add) {
    for (const Json& design : list) {
        add(DesignFigures{design.at(0).get<std::int64_t>(),
                          {design.at(1).get<double>(), design.at(2).get<double>(),
                           design.at(3).get<double>(), design.at(4).get<double>()}});
    }
}

Json tally_json(const Tally& tally) {
    return {{"illegal", tally.illegal},
            {"too_small", tally.too_small},
            {"too_large", tally.too_large},
            {"over_limit", tally.over_limit},
            {"valid", tally.valid}};
}

Tally read_tally(const Json& json) {
    const auto count = [&](const char* key) { return json.at(key).get<std::int64_t>(); };
    return {count("illegal"), count("too_small"), count("too_large"), count("over_limit"),
            count("valid")};
}

Json nearest_json(const Nearest& nearest) {
    Json json{{"area", number_or_null(nearest.area)},
              {"power", number_or_null(nearest.power)},
              {"illegal_structure", nearest.illegal_structure},
              {"illegal", Json::array()}};
    for (const Problem& problem : nearest.illegal) {
        json["illegal"].push_back(problem_json(problem));
    }
    if (const auto& shortfall = nearest.shortfall) {
        json["shortfall"] = {shortfall->memory, shortfall->needed, shortfall->capacity,
                             shortfall->structure};
    }
    return json;
}

Nearest read_nearest(const Json& json) {
    Nearest nearest;
    nearest.area = number_or_infinity(json.at("area"));
    nearest.power = number_or_infinity(json.at("power"));
    nearest.illegal_structure = json.at("illegal_structure").get<std::int64_t>();
    for (const Json& problem : json.at("illegal")) {
        nearest.illegal.push_back(read_problem(problem));
    }
    if (json.contains("shortfall")) {
        const Json& list = json.at("shortfall");
        nearest.shortfall =
            Shortfall{list.at(0).get<std::string>(), list.at(1).get<std::int64_t>(),
                      list.at(2).get<std::int64_t>(), list.at(3).get<std::int64_t>()};
    }
    return nearest;
}

/// [column, row, count, …] at the finest.
Json density_json(const Density& density) {
    Json list = Json::array();
    for (const auto& [place, count] : density.cells()) {
        list.push_back(place.first << density.coarser());
        list.push_back(place.second << density.coarser());
        list.push_back(count);
    }
    return {{"coarser", density.coarser()}, {"cells", std::move(list)}};
}

void read_density(const Json& json, Density& density) {
    density.coarsen_to(json.at("coarser").get<int>());
    const Json& list = json.at("cells");
    for (std::size_t i = 0; i + 2 < list.size(); i += 3) {
        density.add(list.at(i).get<std::int64_t>(), list.at(i + 1).get<std::int64_t>(),
                    list.at(i + 2).get<std::int64_t>());
    }
}

} // namespace

nlohmann::ordered_json problem_json(const Problem& problem) {
    return {problem.place.file, problem.place.line, problem.place.column, problem.place.path,
            problem.message,    problem.expected,   problem.found,        problem.remedy};
}

Problem read_problem(const nlohmann::ordered_json& json) {
    const auto text = [&](std::size_t i) { return json.at(i).get<std::string>(); };
    return {{text(0), json.at(1).get<int>(), json.at(2).get<int>(), text(3)},
            text(4),
            text(5),
            text(6),
            text(7)};
}

nlohmann::ordered_json findings_json(const Findings& findings) {
    return {{"designs", tally_json(findings.tally)},
            {"nearest", nearest_json(findings.nearest)},
            {"front", designs_json(findings.front.designs())},
            {"best", designs_json(findings.best.designs())},
            {"density", density_json(findings.density)}};
}

void read_findings(const nlohmann::ordered_json& json, Findings& findings) {
    findings.tally = read_tally(json.at("designs"));
    findings.nearest = read_nearest(json.at("nearest"));
    read_designs(json.at("front"),
                 [&](const DesignFigures& design) { findings.front.add(design); });
    read_designs(json.at("best"), [&](const DesignFigures& design) { findings.best.add(design); });
    read_density(json.at("density"), findings.density);
}

} // namespace counterpoint::explore
