#include "cli/problem_text.hpp"

#include <utility>

#include <fmt/format.h>

#include "input/nearest.hpp"

namespace counterpoint::cli {

namespace {

/// `layer conv1`, `layers conv1, conv2 and conv3`, `layers conv1, conv2, conv3 and 50 more`
std::string named(std::vector<std::string> layers) {
    constexpr std::size_t most_names = 4;
    const std::string text = layers.size() == 1 ? "layer " : "layers ";
    if (layers.size() > most_names) {
        const std::size_t left_off = layers.size() - (most_names - 1);
        layers.resize(most_names - 1);
        layers.push_back(fmt::format("{} more", left_off));
    }
    return text + input::enumerated(layers);
}

std::string heading_of(const Problem& problem, const TextStyle& style) {
    const Place& place = problem.place;
    std::string where = printable(place.file);
    if (place.line > 0) {
        where += fmt::format(":{}:{}", place.line, place.column);
    }
    std::string text = painted(where, Paint::bold, style);
    text += where.empty() ? "" : ": ";
    text += printable(place.path.empty() ? "" : place.path + ": ");
    return text + printable(problem.message) + '\n';
}

std::string block_of(const Problem& problem, const TextStyle& style) {
    std::string text = heading_of(problem, style);
    if (!problem.expected.empty()) {
        text += "    expected " + printable(problem.expected);
        text += problem.found.empty() ? "\n" : ", found " + printable(problem.found) + '\n';
    } else if (!problem.found.empty()) {
        text += "    found " + printable(problem.found) + '\n';
    }
    if (!problem.remedy.empty()) {
        text += "    " + printable(problem.remedy) + '\n';
    }
    return text;
}

void replace(std::string& text, const std::string& from, const std::string& to) {
    for (std::size_t at = text.find(from); at != std::string::npos;
         at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

/// The problem as another layer would have it as well.
Problem without_name(Problem problem, const std::string& layer) {
    const std::string prefix = "layer " + layer + ": ";
    if (problem.message.rfind(prefix, 0) == 0) {
        problem.message.erase(0, prefix.size());
    }
    const std::string name = "layer '" + layer + "'";
    for (const char* before : {", ", " for ", ""}) {
        replace(problem.found, before + name, "");
    }
    for (std::string* text : {&problem.message, &problem.expected, &problem.remedy}) {
        replace(*text, name, "this layer");
    }
    return problem;
}

} // namespace

std::string problem_text(const std::vector<Problem>& problems, const TextStyle& style) {
    std::string text;
    for (const Problem& problem : problems) {
        text += block_of(problem, style);
    }
    if (problems.size() > 1) {
        text += painted(fmt::format("{} problems", problems.size()), Paint::red, style) + '\n';
    }
    return text;
}

void LayerProblems::add(const std::string& layer, const std::vector<Problem>& problems) {
    for (const Problem& problem : problems) {
        Problem shared = without_name(problem, layer);
        const auto [known, is_new] = position_.emplace(to_string(shared), entries_.size());
        if (is_new) {
            entries_.push_back({std::move(shared), {layer}});
        } else if (entries_[known->second].layers.back() != layer) {
            entries_[known->second].layers.push_back(layer);
        }
    }
}

std::vector<Problem> LayerProblems::problems() const {
    std::vector<Problem> problems;
    for (const Entry& entry : entries_) {
        Problem problem = entry.problem;
        problem.message = named(entry.layers) + ": " + problem.message;
        problems.push_back(std::move(problem));
    }
    return problems;
}

} // namespace counterpoint::cli
