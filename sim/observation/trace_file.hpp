#pragma once

#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/observation/file_in_making.hpp"
#include "sim/observation/trace_options.hpp"

namespace counterpoint::sim {

using TrackNumber = std::int64_t;

/// Numbers that belong to an event, by name.
using TraceNumbers = std::vector<std::pair<std::string_view, std::int64_t>>;

/// A file in the trace format of Chrome and Perfetto, written event by event. One cycle is shown as
/// one microsecond. What lies outside the cycles asked for is left out, or cut off at their edge;
/// after the greatest number of events nothing more is written, and the file says so.
class TraceFile {
  public:
    /// `process` is the name of the whole. Throws InputError where the file cannot be written.
    TraceFile(const TraceOptions& options, const std::string& process);

    /// A track; those of low `order` stand above.
    TrackNumber add_track(const std::string& name, std::int64_t order);
    /// Something on a track that lasts from one cycle to another.
    void slice(TrackNumber track, const std::string& name, std::int64_t from, std::int64_t until,
               const TraceNumbers& arguments);
    /// The values of a counter in these cycles.
    void counter(const std::string& name, std::int64_t from, std::int64_t until,
                 const TraceNumbers& values);

    /// Writes facts about the whole and puts the file in its place. Returns what was left out.
    std::vector<std::string> complete(std::int64_t cycles, const std::string& layer,
                                      const std::string& hardware);

  private:
    [[nodiscard]] bool takes(std::int64_t& from, std::int64_t& until);
    void begin_event();
    void write_numbers(const TraceNumbers& numbers);
    [[nodiscard]] std::vector<std::string> left_out(std::int64_t cycles) const;

    TraceOptions options_;
    FileInMaking unfinished_;
    std::ofstream stream_;
    TrackNumber tracks_ = 0;
    std::int64_t events_ = 0; ///< without the names of tracks
    bool first_ = true;
    std::int64_t cut_at_ = -1; ///< the first cycle in which something is missing; −1: nothing is
};

} // namespace counterpoint::sim
