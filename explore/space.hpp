#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "vocabulary/problem.hpp"

namespace counterpoint::explore {

/// One choice of a design: a value that is put at one path of the files, or at several at once.
struct Axis {
    std::string name;
    std::vector<std::string> paths;    ///< as those of --set; not empty
    std::vector<std::int64_t> numbers; ///< its values, ascending; or none, and
    std::vector<std::string> words;    ///< its values as they stand in YAML, all different
    Place place;

    [[nodiscard]] std::size_t size() const {
        return numbers.empty() ? words.size() : numbers.size();
    }
    [[nodiscard]] std::string text(std::size_t value) const {
        return numbers.empty() ? words[value] : std::to_string(numbers[value]);
    }
};

/// Every design that some combination of the axes' values makes out of the user's files.
struct Space {
    std::string name;
    std::vector<Axis> axes; ///< in the order of the file; not empty
    Place place;
};

/// No axis has more values.
constexpr std::size_t most_values = 10'000'000;

/// Reads a space (docs/explore.md). Throws InputError with all problems: an axis without values, a
/// range that is empty, a value that stands twice, a path or a name that two axes have.
Space read_space(const std::string& file);

/// The same from a text, `name` standing in for the file in problems.
Space read_space_text(const std::string& text, const std::string& name);

} // namespace counterpoint::explore
