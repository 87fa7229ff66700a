#include "validation/published_figures.hpp"

#include <limits>
#include <map>

#include "input/document.hpp"
#include "input/nearest.hpp"
#include "results/json_parts.hpp"
#include "results/layer_json.hpp"
#include "validation/plan_checks.hpp"

namespace counterpoint::validation {

namespace {

using results::Json;

/// The numbers of a layer's JSON by their paths; a ratio of nothing to nothing is NaN.
std::map<std::string, double> numbers_by_path(const Json& json, const std::string& path = {}) {
    std::map<std::string, double> numbers;
    for (const auto& [key, value] : json.items()) {
        std::string below = path.empty() ? "" : path + '.';
        below += key;
        if (value.is_object()) {
            numbers.merge(numbers_by_path(value, below));
        } else if (value.is_number()) {
            numbers.emplace(below, value.get<double>());
        } else if (value.is_null()) {
            numbers.emplace(below, std::numeric_limits<double>::quiet_NaN());
        }
    }
    return numbers;
}

std::map<std::string, double> numbers_of(const workloads::Layer& layer,
                                         const hw::LayerNumbers& numbers,
                                         const hw::Hardware& hardware) {
    auto all = numbers_by_path(results::layer_json({layer, numbers}, hardware));
    for (hw::MemoryIndex b{1}; b.value < hardware.innermost().value; ++b.value) {
        // Publications count what a buffer exchanges with the array. Of a memory with one unit that
        // is its traffic but for what its own networks move.
        const std::string& memory = hardware.memories[b].name;
        if (numbers.units[b] <= 1) {
            all.emplace("traffic_bytes_below." + memory,
                        all.at("traffic_bytes." + memory) -
                            static_cast<double>(numbers.fill_bytes[b] + numbers.drain_bytes[b]));
        }
    }
    return all;
}

/// NaN where the layer does not have the number: a ratio of nothing, or the traffic below a memory
/// of several units.
double number_of(const workloads::Layer& layer, const hw::LayerNumbers& numbers,
                 const hw::Hardware& hardware, const std::string& path) {
    const auto all = numbers_of(layer, numbers, hardware);
    const auto found = all.find(path);
    return found == all.end() ? std::numeric_limits<double>::quiet_NaN() : found->second;
}

/// Numbers of which the layers of a network have a sum.
const std::vector<std::string>& additive() {
    static const std::vector<std::string> globs{
        "cycles",        "compute_cycles",    "time_us",  "macs",
        "cycle_stack.*", "bandwidth.*.bytes", "counts.*", "traffic_bytes.*",
    };
    return globs;
}

void check_number(const Published& figure, const PlannedLayer& planned,
                  const hw::Hardware& hardware, std::vector<Problem>& problems) {
    const hw::LayerNumbers nothing = no_numbers(planned.layer, hardware);
    std::vector<std::string> names;
    for (const auto& [path, value] : numbers_of(planned.layer, nothing, hardware)) {
        names.push_back(path);
    }
    if (std::find(names.begin(), names.end(), figure.number) == names.end()) {
        problems.push_back({figure.place, "no number of a layer is named so", "",
                            input::in_quotes(figure.number),
                            input::suggestion(figure.number, names)});
    }
}

bool is_meant(const Published& figure, const workloads::Layer& layer) {
    return figure.layer.empty() || figure.layer == layer.name;
}

} // namespace

std::vector<Problem> broken_figures(const PlannedCase& planned) {
    std::vector<Problem> problems;
    std::vector<std::string> names;
    for (const PlannedLayer& each : planned.layers) {
        names.push_back(each.layer.name);
    }
    for (const Published& figure : planned.published) {
        if (figure.layer.empty() && !matches_any(additive(), figure.number)) {
            problems.push_back({figure.place, "this number has no sum over layers",
                                input::enumerated(additive()), input::in_quotes(figure.number),
                                "say which `layer` has it"});
        }
        bool found = false;
        for (const PlannedLayer& each : planned.layers) {
            if (!found && is_meant(figure, each.layer)) {
                check_number(figure, each, planned.hardware, problems);
                found = true;
            }
        }
        if (!found) {
            problems.push_back({figure.place, "no layer of the case is named so", "",
                                input::in_quotes(figure.layer),
                                input::suggestion(figure.layer, names)});
        }
    }
    return problems;
}

std::vector<PublishedFigure> published_figures(const PlannedCase& planned,
                                               const std::vector<LayerComparison>& layers) {
    std::vector<PublishedFigure> figures;
    for (const Published& each : planned.published) {
        PublishedFigure figure{each.layer, each.number, each.value, 0, 0, each.source, each.note};
        for (const LayerComparison& layer : layers) {
            if (is_meant(each, layer.layer)) {
                figure.analytical +=
                    number_of(layer.layer, layer.analytical, planned.hardware, each.number);
                figure.simulated +=
                    number_of(layer.layer, layer.simulated, planned.hardware, each.number);
            }
        }
        figures.push_back(std::move(figure));
    }
    return figures;
}

} // namespace counterpoint::validation
