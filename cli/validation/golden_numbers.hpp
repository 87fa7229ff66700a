#pragma once

#include <optional>
#include <string>

#include "cli/console.hpp"
#include "cli/validation/options.hpp"
#include "validation/golden.hpp"

namespace counterpoint::cli {

/// The golden file that was asked for, held against a validation and written anew.
class GoldenNumbers {
  public:
    /// Reads the file, before anything runs. Throws InputError: it is missing (unless it is to be
    /// written), has another schema, or could not be written.
    GoldenNumbers(const ValidateOptions& options, const validation::Plan& plan);

    /// Says on standard error what is different, and writes the file if that was asked for and
    /// the expectations hold.
    ExitStatus settle(const validation::Validation& validation, Console& console) const;

  private:
    ExitStatus compare(const validation::Golden& now, Console& console) const;
    ExitStatus update(const validation::Golden& now, bool holds, Console& console) const;

    const ValidateOptions& options_;
    const validation::Plan& plan_;
    std::string file_;
    std::optional<validation::Golden> old_; ///< nothing: there is no file yet
};

} // namespace counterpoint::cli
