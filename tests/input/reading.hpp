#pragma once

#include <string>
#include <vector>

#include "input/document.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::input {

/// All problems as the user sees them, a line each.
inline std::string told(const std::vector<Problem>& problems) {
    std::string text;
    for (const Problem& problem : problems) {
        text += to_string(problem) + '\n';
    }
    return text;
}

/// What a reader made of a text, legal or not.
template <class T>
struct Reading {
    T value;
    std::vector<Problem> problems;

    [[nodiscard]] std::string told() const { return input::told(problems); }
};

/// `read` takes the root of the text and the problems.
template <class T>
Reading<T> reading_of(const std::string& text, T (*read)(const Node&, std::vector<Problem>&)) {
    Reading<T> reading;
    const Document document = parse_document(text, "file");
    reading.value = read(document.root(), reading.problems);
    return reading;
}

} // namespace counterpoint::input
