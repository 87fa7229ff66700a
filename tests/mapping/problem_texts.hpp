#pragma once

#include <string>
#include <vector>

#include "vocabulary/problem.hpp"

namespace counterpoint::mapping {

/// `file:line:column: message` of each problem that a call throws; none where all is well.
template <typename Read>
std::vector<std::string> problem_texts(Read&& read) {
    std::vector<std::string> texts;
    try {
        read();
    } catch (const InputError& error) {
        for (const Problem& problem : error.problems()) {
            texts.push_back(to_string(problem));
        }
    }
    return texts;
}

} // namespace counterpoint::mapping
