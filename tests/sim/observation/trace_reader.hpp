#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace counterpoint::observation {

struct Slice {
    std::string name;
    std::int64_t from = 0;
    std::int64_t until = 0;
    std::map<std::string, std::int64_t> numbers;
};

struct CounterValue {
    std::int64_t at = 0;
    std::int64_t value = 0;
};

/// A Chrome trace, put in order.
struct Trace {
    /// By name; tracks of one name lie side by side. Slices in the order of time.
    std::map<std::string, std::vector<std::vector<Slice>>> tracks;
    std::map<std::string, std::vector<CounterValue>> counters;
    std::vector<std::int64_t> marks; ///< instants
    std::int64_t events = 0;         ///< slices and values of counters
    std::int64_t cycles = 0;
    std::vector<std::string> left_out;

    /// The only track of that name; an empty one where there is none.
    [[nodiscard]] std::vector<Slice> track(const std::string& name) const;
};

/// Throws std::exception where the file is not what the format asks for: an event without its kind,
/// place or time, a track without a name, two slices of a track at the same time.
Trace read_trace(const std::string& file);

/// Added up over slices of a name; of all names if empty.
std::int64_t length(const std::vector<Slice>& slices, const std::string& name = "");
std::int64_t sum(const std::vector<Slice>& slices, const std::string& number);

} // namespace counterpoint::observation
