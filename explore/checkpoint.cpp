#include "explore/checkpoint.hpp"

#include <cmath>
#include <limits>
#include <utility>

#include <nlohmann/json.hpp>

#include "vocabulary/problem.hpp"

namespace counterpoint::explore {

namespace {

using Json = nlohmann::ordered_json;

constexpr int format = 1; // of the file

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

Json problem_json(const Problem& problem) {
    return {problem.place.file, problem.place.line, problem.place.column, problem.place.path,
            problem.message,    problem.expected,   problem.found,        problem.remedy};
}

Problem read_problem(const Json& json) {
    const auto text = [&](std::size_t i) { return json.at(i).get<std::string>(); };
    return {{text(0), json.at(1).get<int>(), json.at(2).get<int>(), text(3)},
            text(4),
            text(5),
            text(6),
            text(7)};
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

void read_state(const Json& json, Checkpoint& checkpoint) {
    Findings& findings = checkpoint.state.findings;
    checkpoint.written = json.at("written").get<std::vector<std::int64_t>>();
    checkpoint.state.rows = json.at("rows").get<std::int64_t>();
    findings.tally = read_tally(json.at("designs"));
    findings.nearest = read_nearest(json.at("nearest"));
    read_designs(json.at("front"),
                 [&](const DesignFigures& design) { findings.front.add(design); });
    read_designs(json.at("best"), [&](const DesignFigures& design) { findings.best.add(design); });
}

} // namespace

std::string checkpoint_text(const Checkpoint& checkpoint) {
    const Findings& findings = checkpoint.state.findings;
    const Json json{{"counterpoint_explore_checkpoint", format},
                    {"asked", checkpoint.asked},
                    {"rows", checkpoint.state.rows},
                    {"written", checkpoint.written},
                    {"designs", tally_json(findings.tally)},
                    {"nearest", nearest_json(findings.nearest)},
                    {"front", designs_json(findings.front.designs())},
                    {"best", designs_json(findings.best.designs())}};
    return json.dump() + '\n';
}

void read_checkpoint(const std::string& text, const std::string& name, Checkpoint& checkpoint) {
    try {
        const Json json = Json::parse(text);
        if (json.at("counterpoint_explore_checkpoint") == format) {
            if (json.at("asked") != checkpoint.asked) {
                throw InputError(Problem{{name, 0, 0, ""},
                                         "this is the checkpoint of another search",
                                         "the same space, files and options as when it was begun",
                                         "",
                                         "name another file, or remove this one"});
            }
            read_state(json, checkpoint);
            return;
        }
    } catch (const Json::exception&) { // told below
    }
    throw InputError(Problem{{name, 0, 0, ""},
                             "this is no checkpoint of a search",
                             "a file that `counterpoint explore --checkpoint` wrote",
                             "",
                             "name another file"});
}

std::string fingerprint(const std::string& text) {
    std::uint64_t hash = 14'695'981'039'346'656'037U;
    for (const char c : text) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 1'099'511'628'211U;
    }
    std::string letters;
    for (int shift = 60; shift >= 0; shift -= 4) {
        letters += "0123456789abcdef"[(hash >> static_cast<unsigned>(shift)) & 15U];
    }
    return letters;
}

} // namespace counterpoint::explore
