#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <string>

#include "cli/dram/trace.hpp"

namespace counterpoint::cli {

/// Requests by rule instead of by a trace.
struct Pattern {
    enum class Order { stride, random };

    Order order = Order::stride;
    std::int64_t stride_bytes = 0; ///< 0: from burst to burst
    std::int64_t read_percent = 100;
};

/// Reads `sequential`, `stride:BYTES`, `random` or `mix:READPERCENT`, the last one also behind one
/// of the others and a comma; alone it is random. Throws InputError for anything else.
Pattern pattern_of(const std::string& text);

/// The requests of a pattern, a burst each, from address 0 on and round the memory. The same seed
/// gives the same requests everywhere.
class PatternRequests {
  public:
    /// `bytes` of the memory is a multiple of `burst_bytes`.
    PatternRequests(const Pattern& pattern, std::int64_t count, std::uint64_t seed,
                    std::int64_t burst_bytes, std::int64_t bytes);

    /// The next request; nothing at the end.
    std::optional<TracedRequest> next();

  private:
    [[nodiscard]] std::int64_t draw(std::int64_t choices);

    Pattern pattern_;
    std::int64_t left_;
    std::mt19937_64 engine_;
    std::int64_t burst_bytes_;
    std::int64_t bytes_;
    std::int64_t address_ = 0;
};

} // namespace counterpoint::cli
