#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "hw/dram/standard.hpp"
#include "sim/dram/request_queue.hpp"
#include "sim/dram/row_hit_run.hpp"
#include "sim/dram/statistics.hpp"

namespace counterpoint::sim {

/// Keeps the statistics of a channel. Decides nothing.
class Accounts {
  public:
    Accounts(const hw::DramStandard& standard, std::size_t data_buses)
        : burst_clocks_(standard.burst_clocks()), read_data_end_(standard.read_data_end()),
          write_data_end_(standard.write_data_end()), last_transfer_(data_buses) {}

    [[nodiscard]] const DramStatistics& statistics() const { return statistics_; }

    /// A burst entered a queue.
    void entered(AccessKind kind);

    /// Time passed while the queues did not change.
    void passed(std::int64_t clocks) {
        statistics_.queued_reads += queued_reads_ * clocks;
        statistics_.queued_writes += queued_writes_ * clocks;
    }

    void issued(hw::DramCommand command) { ++statistics_.commands[hw::index_of(command)]; }

    /// A burst got its column command at `now` and left its queue; returns the end of its data.
    Clock transferred(const QueuedBurst& burst, std::size_t data_bus, Clock now);

    void refreshed(std::int64_t clocks) { statistics_.refresh_clocks += clocks; }

    /// The same again; see RowHitRun. `arrived_before`: the bursts all have one arrival, so that
    /// each waits longer than the one before.
    void repeat(const Leap& leap, AccessKind kind, bool arrived_before);

  private:
    void turn(std::size_t data_bus, AccessKind kind);
    LatencyStatistics& latency_of(AccessKind kind) {
        return kind == AccessKind::read ? statistics_.read_latency : statistics_.write_latency;
    }

    std::int64_t burst_clocks_;
    std::int64_t read_data_end_;
    std::int64_t write_data_end_;
    std::vector<std::optional<AccessKind>> last_transfer_; ///< of each data bus
    std::int64_t queued_reads_ = 0;
    std::int64_t queued_writes_ = 0;
    std::int64_t last_latency_ = 0;
    DramStatistics statistics_;
};

} // namespace counterpoint::sim
