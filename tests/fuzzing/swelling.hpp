#pragma once

#include <cstddef>
#include <random>
#include <string>

namespace counterpoint::fuzzing {

/// Makes large files of small ones: a piece of the text, a few bytes or some lines, is repeated
/// until the text has the size. In half of them the copies count up, so that names differ.
class Swelling {
  public:
    Swelling(unsigned seed, std::size_t bytes) : random_(seed), bytes_(bytes) {}

    std::string of(const std::string& text);

  private:
    struct Range {
        std::size_t begin = 0;
        std::size_t end = 0;
    };

    std::size_t below(std::size_t bound);
    Range some_bytes(const std::string& text);
    Range some_lines(const std::string& text);

    std::mt19937 random_;
    std::size_t bytes_;
};

} // namespace counterpoint::fuzzing
