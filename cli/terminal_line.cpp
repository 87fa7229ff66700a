#include "cli/terminal_line.hpp"

#include <algorithm>

#include "cli/number_text.hpp"

namespace counterpoint::cli {

namespace {

constexpr const char* empty_line = "\r\x1b[K";

} // namespace

TerminalLine::TerminalLine(std::ostream& terminal, const TextStyle& style)
    : terminal_(terminal), style_(style) {}

TerminalLine::~TerminalLine() { terminal_ << empty_line << std::flush; }

void TerminalLine::show(const std::string& text) {
    // The last column stays free, or some terminals begin a new line.
    const std::size_t width = std::max<std::size_t>(style_.width, 2) - 1;
    terminal_ << empty_line << shortened(text, width) << std::flush;
}

} // namespace counterpoint::cli
