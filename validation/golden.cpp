#include "validation/golden.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "validation/estimates.hpp"

namespace counterpoint::validation {

namespace {

std::map<std::string, std::int64_t> golden_numbers(const LayerComparison& layer) {
    std::map<std::string, std::int64_t> numbers;
    for (const Quantity& quantity : layer.quantities) {
        numbers[quantity.name] = quantity.simulated;
        if (!quantity.equal()) {
            numbers["analytical " + quantity.name] = quantity.analytical;
        }
    }
    for (const Estimate& estimate : layer.estimates) {
        if (estimate.timing != analytical::Timing::exact) {
            numbers[number_of(estimate.timing)] = estimate.cycles;
        }
    }
    for (const Contribution& contribution : layer.contributions) {
        numbers["contribution of " + contribution.mechanism] = contribution.cycles;
    }
    return numbers;
}

/// The entry of that name; null for none.
template <class Entry>
const Entry* named(const std::vector<Entry>& entries, const std::string& name) {
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const Entry& entry) { return entry.name == name; });
    return found == entries.end() ? nullptr : &*found;
}

void compare_numbers(const std::string& where, const GoldenLayer& old, const GoldenLayer& now,
                     std::vector<std::string>& lines) {
    for (const auto& [name, value] : now.numbers) {
        const auto before = old.numbers.find(name);
        if (before == old.numbers.end()) {
            lines.push_back(fmt::format("{}: {}: was not there, is {}", where, name, value));
        } else if (before->second != value) {
            const auto deviation = deviation_of(value, before->second);
            lines.push_back(
                fmt::format("{}: {}: was {}, is {}{}", where, name, before->second, value,
                            deviation ? fmt::format(" ({:+.3g} %)", *deviation * 100) : ""));
        }
    }
    for (const auto& [name, value] : old.numbers) {
        if (now.numbers.count(name) == 0) {
            lines.push_back(fmt::format("{}: {}: was {}, is not there", where, name, value));
        }
    }
}

/// `name: `, or nothing for the only case of files from the command line.
std::string in_case(const GoldenCase& golden_case) {
    return golden_case.name.empty() ? "" : golden_case.name + ": ";
}

void compare_layers(const GoldenCase& old, const GoldenCase& now, std::vector<std::string>& lines) {
    if (old.input != now.input) {
        lines.push_back(in_case(now) + "the files say something else than they did");
    }
    for (const GoldenLayer& layer : now.layers) {
        const std::string where = in_case(now) + "layer " + layer.name;
        if (const GoldenLayer* before = named(old.layers, layer.name)) {
            compare_numbers(where, *before, layer, lines);
        } else {
            lines.push_back(where + ": is new");
        }
    }
    for (const GoldenLayer& layer : old.layers) {
        if (named(now.layers, layer.name) == nullptr) {
            lines.push_back(in_case(now) + "layer " + layer.name + ": is gone");
        }
    }
}

} // namespace

Golden golden_of(const Plan& plan, const Validation& validation, const std::string& date) {
    Golden golden{validation.suite, COUNTERPOINT_VERSION, date, {}};
    for (std::size_t i = 0; i < plan.cases.size(); ++i) {
        GoldenCase each{plan.cases[i].name, input_fingerprint(plan.cases[i]), {}};
        for (const LayerComparison& layer : validation.cases[i].layers) {
            each.layers.push_back({layer.layer.name, golden_numbers(layer)});
        }
        golden.cases.push_back(std::move(each));
    }
    return golden;
}

std::vector<std::string> differences(const Golden& old, const Golden& now) {
    std::vector<std::string> lines;
    for (const GoldenCase& each : now.cases) {
        if (const GoldenCase* before = named(old.cases, each.name)) {
            compare_layers(*before, each, lines);
        } else {
            lines.push_back(in_case(each) + "is new");
        }
    }
    for (const GoldenCase& each : old.cases) {
        if (named(now.cases, each.name) == nullptr) {
            lines.push_back(in_case(each) + "is gone");
        }
    }
    return lines;
}

} // namespace counterpoint::validation
