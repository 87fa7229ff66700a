#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "mapping/scale_sim/lines.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::mapping::scale_sim {

/// Bounds on what is read at all, so that no input takes the process down.
struct Limits {
    std::size_t bytes = std::size_t{16} << 20U;
    std::size_t layers = 2'000;
    std::size_t name_bytes = 1'000; ///< of a layer or of the hardware
    std::size_t settings = 1'000;   ///< of a configuration, sections among them
    std::size_t problems = 100;     ///< of one file; then the reading stops
};

/// A positive integer and where it stands.
struct Number {
    std::int64_t value = 1;
    input::TextPosition at;
};

/// What comes up while a file of SCALE-Sim is read.
class Reading {
  public:
    /// With `lenient`, what cannot be modelled is noted; else it is a problem.
    Reading(std::string file, bool lenient) : file_(std::move(file)), lenient_(lenient) {}

    [[nodiscard]] const std::string& file() const { return file_; }
    [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }
    [[nodiscard]] bool failed() const { return !problems_.empty(); }

    /// Throws InputError with all problems when there are too many of them.
    void problem(input::TextPosition at, const std::string& message,
                 const std::string& expected = "", const std::string& found = "",
                 const std::string& remedy = "");

    /// Something that the file says and that is left out: `--lenient` allows it, up to a limit.
    void left_out(input::TextPosition at, const std::string& message,
                  const std::string& remedy = "");

    /// The positive integer that stands there; a problem that calls it by `name` otherwise.
    std::optional<Number> positive(const Piece& text, const std::string& name);

    /// Throws InputError if there is any problem.
    void finish() const;

  private:
    std::string file_;
    bool lenient_;
    std::vector<Problem> problems_;
    std::vector<std::string> notes_;
};

} // namespace counterpoint::mapping::scale_sim
