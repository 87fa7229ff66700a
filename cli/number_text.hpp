#pragma once

#include <cstdint>
#include <string>

namespace counterpoint::cli {

/// `1,234,567`
std::string grouped(std::int64_t number);

/// `1 flit`, `1,024 flits`
std::string counted(std::int64_t number, const char* thing);

/// Three significant digits and a decimal prefix: `118M`, `3.86G`; below 1000 as it is.
std::string scaled(double number);

/// A share of 1 in per cent with one decimal: `87.3%`; `<0.1%` for what would be rounded to
/// nothing.
std::string percent(double share);

/// Bytes of a memory with a binary prefix where it is exact: `64 KiB`, `1,000 B`.
std::string memory_size(std::int64_t bytes);

/// A time given in µs, in the unit that suits: `12.3 ms`.
std::string duration(double microseconds);

} // namespace counterpoint::cli
