#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "input/document.hpp"
#include "input/nearest.hpp"

namespace counterpoint::cli {

/// Adds an option that takes one of a few words, and hands on what the word stands for.
template <class T>
CLI::Option* add_choice(CLI::App& command, const std::string& name,
                        const std::map<std::string, T>& choices, const std::function<void(T)>& take,
                        const std::string& help) {
    const auto check = [choices](const std::string& word) {
        std::vector<std::string> words;
        for (const auto& [known, value] : choices) {
            words.push_back(known);
        }
        return choices.count(word) > 0 ? std::string()
                                       : "expected one of " + input::enumerated(words) +
                                             ", found " + input::in_quotes(word);
    };
    return command
        .add_option_function<std::string>(
            name, [choices, take](const std::string& word) { take(choices.at(word)); }, help)
        ->check(check)
        ->type_name("WORD")
        ->option_text("WORD");
}

} // namespace counterpoint::cli
