#pragma once

#include <chrono>
#include <ostream>
#include <string>

#include "cli/style.hpp"
#include "cli/terminal_line.hpp"
#include "sim/parallel.hpp"

namespace counterpoint::cli {

/// A line on a terminal that says how far a simulation is; it is gone when this object is.
class ProgressLine {
  public:
    /// Both outlive it.
    ProgressLine(std::ostream& terminal, const TextStyle& style) : line_(terminal, style) {}

    void show(const sim::Progress& progress);

  private:
    TerminalLine line_;
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

/// `12 of 54 layers, 34.0% of 1.20G phases, about 2 min left`, what is left as far as it can be
/// told from the time that was taken up to now.
std::string progress_text(const sim::Progress& progress, double seconds_taken);

/// `about 3 min`: a whole number of seconds, minutes, hours or days.
std::string about(double seconds);

} // namespace counterpoint::cli
