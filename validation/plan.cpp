#include "validation/plan.hpp"

#include <algorithm>
#include <utility>

#include "input/document.hpp"
#include "input/nearest.hpp"
#include "mapping/dataflow.hpp"
#include "mapping/design.hpp"
#include "validation/input_text.hpp"
#include "validation/plan_checks.hpp"

namespace counterpoint::validation {

namespace {

using workloads::Layer;

/// Says in which case of a suite, where it has a name.
std::vector<Problem> in_case(const std::string& name, std::vector<Problem> problems) {
    for (Problem& problem : problems) {
        if (!name.empty()) {
            problem.message = "case " + name + ": " + problem.message;
        }
    }
    return problems;
}

void append(std::vector<Problem>& problems, std::vector<Problem> more) {
    std::move(more.begin(), more.end(), std::back_inserter(problems));
}

/// The layers that the case asks for by name.
std::vector<Layer> selected(const SuiteCase& suite_case, const std::vector<Layer>& layers,
                            std::vector<Problem>& problems) {
    if (suite_case.layers.empty()) {
        return layers;
    }
    std::vector<Layer> chosen;
    std::vector<std::string> names;
    for (const Layer& layer : layers) {
        names.push_back(layer.name);
        if (matches_any(suite_case.layers, layer.name)) {
            chosen.push_back(layer);
        }
    }
    for (const std::string& glob : suite_case.layers) {
        if (!matches_one_of(glob, names)) {
            problems.push_back({suite_case.place, "no layer of the workload matches", "",
                                input::in_quotes(glob), input::suggestion(glob, names)});
        }
    }
    return chosen;
}

void bind_layer(const mapping::Design& design, const Layer& layer, PlannedCase& planned,
                std::vector<Problem>& problems) {
    try {
        planned.layers.push_back({layer, mapping::bind(design.dataflow, layer, design.hardware)});
    } catch (const InputError& error) {
        for (Problem problem : error.problems()) {
            problem.message = "layer " + layer.name + ": " + problem.message;
            problems.push_back(std::move(problem));
        }
    }
}

PlannedCase read_case(const SuiteCase& suite_case, std::vector<Problem>& problems) {
    const mapping::Design design = mapping::read_design(suite_case.files, suite_case.overrides,
                                                        suite_case.judge, suite_case.reading);
    PlannedCase planned;
    planned.name = suite_case.name;
    planned.workload = design.workload.name;
    planned.mapping = design.dataflow.place.file;
    planned.hardware = design.hardware;
    planned.expectations = suite_case.expectations;
    planned.published = suite_case.published;
    planned.notes = design.notes;
    const std::vector<Layer> layers = selected(suite_case, design.workload.layers, problems);
    const auto sample = static_cast<std::size_t>(
        suite_case.sample.value_or(static_cast<std::int64_t>(layers.size())));
    const std::vector<std::size_t> chosen = spread(layers.size(), sample);
    for (std::size_t i = 0; i < layers.size(); ++i) {
        if (std::binary_search(chosen.begin(), chosen.end(), i)) {
            bind_layer(design, layers[i], planned, problems);
        } else {
            planned.left_out.push_back(layers[i].name);
        }
    }
    return planned;
}

} // namespace

std::vector<std::size_t> spread(std::size_t layers, std::size_t sample) {
    std::vector<std::size_t> chosen;
    const std::size_t count = std::min(layers, sample);
    for (std::size_t i = 0; i < count; ++i) {
        chosen.push_back(count == 1 && layers > 1 ? layers / 2
                         : count == 1             ? 0
                                                  : i * (layers - 1) / (count - 1));
    }
    return chosen;
}

std::string input_fingerprint(const PlannedCase& planned) {
    std::string text;
    for (const PlannedLayer& each : planned.layers) {
        text += each.layer.name + '\n' + input_text(each.layer, planned.hardware, each.mapping);
    }
    return fingerprint(text);
}

Plan plan_of(Suite suite) {
    Plan plan;
    plan.suite = std::move(suite);
    std::vector<Problem> problems;
    for (const SuiteCase& suite_case : plan.suite.cases) {
        std::vector<Problem> of_case;
        try {
            plan.cases.push_back(read_case(suite_case, of_case));
        } catch (const InputError& error) {
            append(of_case, error.problems());
        }
        append(problems, in_case(suite_case.name, std::move(of_case)));
    }
    if (problems.empty()) {
        problems = broken_expectations(plan);
    }
    if (!problems.empty()) {
        throw InputError(std::move(problems));
    }
    return plan;
}

} // namespace counterpoint::validation
