#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "input/document.hpp"
#include "input/expression.hpp"
#include "input/fields.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::mapping::timeloop {

/// Bounds on what is read at all, so that no input takes the process down.
struct Limits {
    std::size_t layers = 1'000;
    std::size_t dimensions = 64;  ///< of a layer
    std::size_t tensors = 32;     ///< of a layer
    std::size_t levels = 64;      ///< of an architecture
    std::size_t directives = 500; ///< of a mapping
    std::size_t problems = 100;   ///< then the reading stops
};

/// What comes up while files of Timeloop are read.
class Reading {
  public:
    /// With `lenient`, what cannot be modelled is noted; else it is a problem.
    explicit Reading(bool lenient) : lenient_(lenient) {}

    [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }
    [[nodiscard]] bool failed() const { return !problems_.empty(); }

    /// All problems so far, which are none of the reading any more.
    std::vector<Problem> take_problems();

    /// Throws InputError with all problems when there are too many of them.
    void problem(const Place& place, const std::string& message, const std::string& expected = "",
                 const std::string& found = "", const std::string& remedy = "");

    /// The problem that something else was expected at this value.
    void expect(const input::Node& node, const std::string& message, const std::string& expected);

    /// Something that a file says and that is left out: `--lenient` allows it, up to a limit.
    void left_out(const Place& place, const std::string& message, const std::string& remedy = "");

    /// The integer that stands there, or that an expression of the variables makes; a problem
    /// otherwise.
    std::optional<std::int64_t> integer(const input::Node& node, input::IntegerRange range,
                                        const input::Scope& variables);

    /// The same for a positive number, which may be a fraction.
    std::optional<double> number(const input::Node& node, const input::Scope& variables);

    std::optional<std::string> name(const input::Node& node);
    std::optional<bool> truth(const input::Node& node);

    /// The items of a list; a text counts as a list of its words. Each is a name.
    std::vector<std::string> names(const input::Node& node);

  private:
    void add(std::vector<Problem> found);

    bool lenient_;
    std::vector<Problem> problems_;
    std::vector<std::string> notes_;
};

/// The value under the first of the keys that is there; null where none is.
const input::Node* find_any(const input::Node& map, const std::vector<std::string>& keys);

/// The words of a text, between blanks and commas.
std::vector<std::string> words_of(const std::string& text);

} // namespace counterpoint::mapping::timeloop
