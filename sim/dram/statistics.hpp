#pragma once

#include <cstdint>

#include "hw/dram/command.hpp"
#include "sim/dram/clock.hpp"

namespace counterpoint::sim {

/// Latencies of bursts, in clocks: from arrival to the end of the last data beat.
struct LatencyStatistics {
    std::int64_t count = 0;
    std::int64_t sum = 0;
    std::int64_t least = never; ///< `never` while nothing was counted
    std::int64_t most = 0;

    void add(std::int64_t latency);
    void add(const LatencyStatistics& other);

    /// Repeats what came after `before` so many times.
    void repeat(const LatencyStatistics& before, std::int64_t times);

    /// After `repeat`: makes the n-th repetition of `bursts` latencies, the last one of which was
    /// `last`, longer by n * `clocks`.
    void grow(std::int64_t bursts, std::int64_t clocks, std::int64_t times, std::int64_t last);
};

/// What happened in one channel, or (summed) in all. All times are clocks.
struct DramStatistics {
    Clock end = 0; ///< of the last data beat; the maximum over channels
    LatencyStatistics read_latency;
    LatencyStatistics write_latency;

    // Bursts, by what their bank needed: nothing, an activation, a precharge before that.
    std::int64_t row_hits = 0;
    std::int64_t row_misses = 0;
    std::int64_t row_conflicts = 0;

    hw::CommandTable<std::int64_t> commands{};

    std::int64_t data_clocks = 0;   ///< clocks in which a data bus was busy, buses summed
    std::int64_t read_to_write = 0; ///< changes of direction of a data bus
    std::int64_t write_to_read = 0;
    std::int64_t refresh_clocks = 0; ///< clocks from due to done, ranks (or single banks) summed
    std::int64_t queued_reads = 0;   ///< entries of the read queue, summed over clocks
    std::int64_t queued_writes = 0;  ///< entries of the write queue, summed over clocks
    std::int64_t most_queued = 0;    ///< entries of both queues at one time, in any one channel

    /// Bursts served.
    [[nodiscard]] std::int64_t bursts() const { return read_latency.count + write_latency.count; }
    [[nodiscard]] LatencyStatistics latency() const;

    /// Adds another channel.
    void add(const DramStatistics& channel);

    /// Repeats what happened since `before` so many times, shifted in time.
    void repeat(const DramStatistics& before, std::int64_t times);
};

} // namespace counterpoint::sim
