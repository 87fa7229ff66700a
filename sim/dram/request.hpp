#pragma once

#include <cstdint>
#include <optional>

#include "sim/dram/clock.hpp"

namespace counterpoint::sim {

enum class AccessKind { read, write };

/// Accesses to `bursts` neighbouring bursts, the first one holding the byte at `address`.
struct DramRequest {
    AccessKind kind = AccessKind::read;
    std::uint64_t address = 0;
    std::int64_t bursts = 1; ///< at least 1; the last one ends within the memory
    /// The clock from which on it waits for the queue; its latency counts from here. Without one it
    /// comes as soon as the queue takes it, and the latency counts from that clock.
    std::optional<Clock> arrival;
};

using RequestNumber = std::uint64_t;

/// Bursts by what their bank needed: nothing, an activation, a precharge before that.
struct RowOutcomes {
    std::int64_t hits = 0;
    std::int64_t misses = 0;
    std::int64_t conflicts = 0;

    void add(const RowOutcomes& other) {
        hits += other.hits;
        misses += other.misses;
        conflicts += other.conflicts;
    }
};

/// All bursts of a request are served; `clock` is the end of its last data beat.
struct DramCompletion {
    RequestNumber request = 0;
    Clock clock = 0;
    RowOutcomes rows; ///< of its bursts
};

/// A whole workload, request by request, arrivals in ascending order.
class RequestStream {
  public:
    RequestStream() = default;
    RequestStream(const RequestStream&) = delete;
    RequestStream& operator=(const RequestStream&) = delete;
    RequestStream(RequestStream&&) = delete;
    RequestStream& operator=(RequestStream&&) = delete;
    virtual ~RequestStream() = default;

    /// The next one; nothing at the end, and then for ever.
    virtual std::optional<DramRequest> next() = 0;
};

} // namespace counterpoint::sim
