#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include "cli/style.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::cli {

/// The problems for people: a line each with place and message, below it, indented, what was
/// expected and found and what to do; in the end how many there are if more than one.
std::string problem_text(const std::vector<Problem>& problems, const TextStyle& style);

/// Problems gathered layer by layer. One that several layers share, but for the name of the layer
/// in it, is listed once and names them.
class LayerProblems {
  public:
    void add(const std::string& layer, const std::vector<Problem>& problems);

    [[nodiscard]] bool empty() const { return entries_.empty(); }

    /// Each with the names of its layers in front of its message.
    [[nodiscard]] std::vector<Problem> problems() const;

  private:
    struct Entry {
        Problem problem; ///< without the name of its layer
        std::vector<std::string> layers;
    };

    std::vector<Entry> entries_;
    std::unordered_map<std::string, std::size_t> position_; ///< in `entries_`, by the text
};

} // namespace counterpoint::cli
