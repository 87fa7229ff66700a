#pragma once

#include <cstdint>
#include <string>

#include "cli/style.hpp"
#include "hw/dram/configuration.hpp"
#include "sim/dram/statistics.hpp"

namespace counterpoint::cli {

/// What a memory did with a stream of requests.
struct DramRun {
    hw::DramConfiguration configuration;
    sim::DramStatistics statistics;
};

/// What follows from a run; all of it 0 where nothing was requested.
struct DramFigures {
    double seconds = 0;
    double bytes_per_second = 0;
    double peak_bytes_per_second = 0; ///< of all channels
    double bandwidth_fraction = 0;    ///< of all data buses: clocks with data
    double clocks_per_request = 0;
    double latency = 0; ///< mean, in clocks
    double queued_reads = 0;
    double queued_writes = 0; ///< mean entries of a channel's queue
};

DramFigures figures_of(const DramRun& run);

/// A page for people.
std::string render_dram_table(const DramRun& run, const TextStyle& style);

/// One JSON object; docs/dram.md says what every key means.
std::string render_dram_json(const DramRun& run);

} // namespace counterpoint::cli
