#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>

namespace counterpoint::sim {

/// What to look at while a layer is simulated, and how much of it.
struct TraceOptions {
    std::string trace_file;    ///< Chrome/Perfetto JSON; empty: none
    std::string waveform_file; ///< VCD; empty: none
    std::int64_t from = 0;     ///< first cycle that both files show
    std::int64_t to = std::numeric_limits<std::int64_t>::max(); ///< first that they no longer show
    std::int64_t most_events = 1'000'000; ///< in the trace; changes of signals in the waveform
    std::size_t occupancy_points = 0; ///< at most so many for each memory; 0: occupancy not watched

    [[nodiscard]] bool asks_for_anything() const {
        return !trace_file.empty() || !waveform_file.empty() || occupancy_points > 0;
    }
};

/// The file for one of several layers: `run.json` becomes `run.3-conv2_1.json` for layer 3 (counted
/// from 1) named conv2/1. Empty stays empty.
std::string file_of_layer(const std::string& file, std::size_t number, const std::string& layer);

/// The same options with files of that layer's own.
TraceOptions options_of_layer(const TraceOptions& options, std::size_t number,
                              const std::string& layer);

} // namespace counterpoint::sim
