#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/packed_lines.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::cli {

/// One line of a trace of requests to a memory.
struct TracedRequest {
    bool write = false;
    std::int64_t address = 0;
    std::optional<std::int64_t> clock; ///< not sooner than this; nothing: as soon as it is accepted
};

/// Reads lines `R|W HEXADDRESS [CYCLE]` from a file, gzipped or not, one at a time. Blank lines and
/// what follows a `#` are passed over. Cycles do not go back.
class TraceFile {
  public:
    /// Opens the file; `-` is standard input. Throws InputError where that fails. Addresses are
    /// below `bytes`, the size of the memory.
    TraceFile(const std::string& file, std::int64_t bytes);

    /// The next request; nothing at the end. Throws InputError for a line that is none, with the
    /// first problems of the rest of the file, and where the file cannot be read on.
    std::optional<TracedRequest> next();

  private:
    /// Each adds the problem where there is one.
    std::optional<TracedRequest> parsed(std::string_view line);
    bool has_place(std::string_view line, std::string_view field, std::int64_t address);
    bool is_in_order(std::string_view line, std::string_view field, std::int64_t clock);
    void add(std::string_view line, std::string_view field, const std::string& message,
             const std::string& expected);

    std::string file_;
    std::int64_t bytes_;
    std::int64_t last_clock_ = 0;
    int line_ = 0;
    PackedLines lines_;
    std::vector<Problem> problems_;
};

} // namespace counterpoint::cli
