#pragma once

#include <cstdint>
#include <deque>

#include "sim/dram/clock.hpp"
#include "sim/dram/open_requests.hpp"
#include "sim/dram/request.hpp"

namespace counterpoint::sim {

/// Bursts of one channel with ascending numbers that come one behind the other.
struct BurstRun {
    AccessKind kind = AccessKind::read;
    std::uint64_t next = 0; ///< number of the first burst that has not entered the queue
    std::int64_t left = 0;  ///< bursts that have not
    std::optional<Clock> arrival;
    PartIndex part = untracked;
};

/// What was submitted to a channel and has not entered its queue, in order.
class Feed {
  public:
    /// Bursts that continue the last run become part of it, where no one can tell the difference.
    void push(const BurstRun& run);

    [[nodiscard]] bool empty() const { return runs_.empty(); }
    [[nodiscard]] const BurstRun& head() const { return runs_.front(); }

    /// Takes the first bursts of the head.
    void take(std::int64_t bursts);

  private:
    std::deque<BurstRun> runs_;
};

} // namespace counterpoint::sim
