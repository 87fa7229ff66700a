#pragma once

#include <ostream>
#include <string>

#include "cli/style.hpp"

namespace counterpoint::cli {

/// A line on a terminal that changes; it is gone when this object is.
class TerminalLine {
  public:
    /// Both outlive it.
    TerminalLine(std::ostream& terminal, const TextStyle& style);
    ~TerminalLine();
    TerminalLine(const TerminalLine&) = delete;
    TerminalLine& operator=(const TerminalLine&) = delete;
    TerminalLine(TerminalLine&&) = delete;
    TerminalLine& operator=(TerminalLine&&) = delete;

    /// As much of the text as fits.
    void show(const std::string& text);

  private:
    std::ostream& terminal_;
    const TextStyle& style_;
};

} // namespace counterpoint::cli
