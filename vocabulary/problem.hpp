#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace counterpoint {

/// Where something stands in the user's files. Lines and columns count from 1; 0 means unknown.
struct Place {
    std::string file;
    int line = 0;
    int column = 0;
    std::string path; ///< key path, such as `hardware.memories.L2.slots`
};

/// One thing wrong with the user's input, as data. `message` is a whole sentence that says what is
/// wrong; the other texts may be empty.
struct Problem {
    Place place;
    std::string message;
    std::string expected; ///< what would have been right
    std::string found;    ///< what stands there
    std::string remedy;   ///< what the user could change
};

/// The one line (or few lines) in which a problem is shown:
/// `file:line:column: path: message (expected …, found …); remedy`.
std::string to_string(const Problem& problem);

/// All problems of an input, thrown together by readers and models. Never empty.
class InputError : public std::runtime_error {
  public:
    explicit InputError(std::vector<Problem> problems);
    explicit InputError(Problem problem) : InputError(std::vector<Problem>{std::move(problem)}) {}

    [[nodiscard]] const std::vector<Problem>& problems() const { return problems_; }

  private:
    std::vector<Problem> problems_;
};

} // namespace counterpoint
