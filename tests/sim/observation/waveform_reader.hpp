#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace counterpoint::observation {

struct Change {
    std::int64_t at = 0;
    std::int64_t value = 0;
};

/// The signals of a VCD file by their names with scopes, and how they change.
using Changes = std::map<std::string, std::vector<Change>>;

/// Throws std::runtime_error where the file is not VCD, its unit of time is not one picosecond, or
/// time goes back.
Changes read_waveform(const std::string& file);

/// Cycles in which a signal of one bit is 1, if it ends at 0.
std::int64_t high(const std::vector<Change>& changes);

} // namespace counterpoint::observation
