#include "sim/dram/accounts.hpp"

#include <algorithm>

namespace counterpoint::sim {

void Accounts::entered(AccessKind kind) {
    ++(kind == AccessKind::read ? queued_reads_ : queued_writes_);
    statistics_.most_queued = std::max(statistics_.most_queued, queued_reads_ + queued_writes_);
}

Clock Accounts::transferred(const QueuedBurst& burst, std::size_t data_bus, Clock now) {
    const bool is_read = burst.kind == AccessKind::read;
    --(is_read ? queued_reads_ : queued_writes_);
    turn(data_bus, burst.kind);
    const Clock end = now + (is_read ? read_data_end_ : write_data_end_);
    last_latency_ = end - burst.origin;
    latency_of(burst.kind).add(last_latency_);
    statistics_.end = std::max(statistics_.end, end);
    statistics_.data_clocks += burst_clocks_;
    const RowOutcomes rows = rows_of(burst);
    statistics_.row_hits += rows.hits;
    statistics_.row_misses += rows.misses;
    statistics_.row_conflicts += rows.conflicts;
    return end;
}

void Accounts::turn(std::size_t data_bus, AccessKind kind) {
    std::optional<AccessKind>& last = last_transfer_[data_bus];
    if (last && *last != kind) {
        ++(kind == AccessKind::write ? statistics_.read_to_write : statistics_.write_to_read);
    }
    last = kind;
}

void Accounts::repeat(const Leap& leap, AccessKind kind, bool arrived_before) {
    statistics_.repeat(*leap.before, leap.periods);
    if (arrived_before) {
        latency_of(kind).grow(leap.bursts, leap.clocks, leap.periods, last_latency_);
        last_latency_ += leap.periods * leap.clocks;
    }
}

} // namespace counterpoint::sim
