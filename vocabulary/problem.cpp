#include "vocabulary/problem.hpp"

namespace counterpoint {

namespace {

std::string joined(const std::vector<Problem>& problems) {
    std::string text;
    for (const Problem& problem : problems) {
        if (!text.empty()) {
            text += '\n';
        }
        text += to_string(problem);
    }
    return text;
}

} // namespace

std::string to_string(const Problem& problem) {
    const Place& place = problem.place;
    std::string text = place.file;
    if (place.line > 0) {
        text += ':' + std::to_string(place.line) + ':' + std::to_string(place.column);
    }
    if (!text.empty()) {
        text += ": ";
    }
    if (!place.path.empty()) {
        text += place.path + ": ";
    }
    text += problem.message;
    if (!problem.expected.empty() || !problem.found.empty()) {
        text += " (";
        text += problem.expected.empty() ? "" : "expected " + problem.expected;
        text += !problem.expected.empty() && !problem.found.empty() ? ", " : "";
        text += problem.found.empty() ? "" : "found " + problem.found;
        text += ')';
    }
    if (!problem.remedy.empty()) {
        text += "; " + problem.remedy;
    }
    return text;
}

InputError::InputError(std::vector<Problem> problems)
    : std::runtime_error(joined(problems)), problems_(std::move(problems)) {}

} // namespace counterpoint
