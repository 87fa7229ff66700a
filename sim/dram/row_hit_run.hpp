#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "hw/dram/configuration.hpp"
#include "sim/dram/command_times.hpp"
#include "sim/dram/feed.hpp"
#include "sim/dram/request_queue.hpp"
#include "sim/dram/rows.hpp"
#include "sim/dram/statistics.hpp"

namespace counterpoint::sim {

/// What a channel does `periods` times more, exactly as it just did it.
struct Leap {
    std::int64_t periods = 0;               ///< 0: nothing can be said
    std::int64_t bursts = 0;                ///< served in one period, and taken from the feed
    std::int64_t clocks = 0;                ///< of one period
    const DramStatistics* before = nullptr; ///< the statistics one period ago
};

/// What a channel looks like between two commands.
struct ChannelView {
    Clock now;
    Clock limit; ///< nothing but row hits happens up to this clock, inclusive
    const BurstRun& feed;
    const RequestQueue& queue; ///< the one that is served, and that the feed goes into
    const CommandTimes& times;
    const Rows& rows;
    const DramStatistics& statistics;
};

/// Coalesces row hits. While the feed goes on in open rows and all that waits is a hit, the next
/// command follows from the bursts in the queue, counted from the next one in the feed, and from
/// the times still to wait. If both are as they were when the feed stood at the same place of its
/// rotation over bank groups, then everything in between repeats itself, shifted in time, as long
/// as the rows last and no refresh comes: so it need not be done burst by burst.
class RowHitRun {
  public:
    RowHitRun(const hw::DramConfiguration& one_channel, const ChannelLayout& layout);

    /// A row command or something else that was no row hit.
    void interrupt() {
        hits_ = 0;
        here_.known = false;
    }

    /// A row hit was served.
    void hit() { ++hits_; }

    /// Whether it is worth looking: cheap.
    [[nodiscard]] bool worth_looking(const BurstRun& feed) const {
        return hits_ >= settling_hits && (feed.next & (rotation_ - 1)) == 0 &&
               bursts_left(feed) >= 2 * rotation_;
    }

    /// How often the last period repeats itself from here.
    Leap look(const ChannelView& view);

    /// The banks that the run just looked at goes through. With closed pages all banks: a row of
    /// another one may be waiting to be closed.
    [[nodiscard]] const std::vector<BankIndex>& banks() const { return banks_; }

  private:
    static constexpr std::int64_t settling_hits = 8;

    struct Snapshot {
        bool known = false;
        Clock now = 0;
        std::uint64_t next = 0;
        std::vector<Clock> times;
        /// By how far a burst lies behind the feed: its origin, or the clocks since then; `never`
        /// where no burst waits.
        std::vector<Clock> waiting;
        DramStatistics statistics;
    };

    [[nodiscard]] std::uint64_t bursts_left(const BurstRun& feed) const;
    [[nodiscard]] bool is_plain_hit(const QueuedBurst& burst, const ChannelView& view) const;
    [[nodiscard]] bool take_waiting(const ChannelView& view);
    void find_banks(std::uint64_t burst);
    [[nodiscard]] bool rows_lie_open(const ChannelView& view) const;
    [[nodiscard]] bool take(const ChannelView& view);
    [[nodiscard]] bool repeats() const;

    AddressMap map_;
    ChannelLayout layout_;
    std::uint64_t rotation_; ///< bursts until the feed comes back to the same bank
    unsigned row_bits_;      ///< bits of a burst's number that change within the open rows
    bool closed_page_;
    std::optional<std::uint64_t> rows_of_banks_; ///< the bits above row_bits_ of banks_' bursts
    std::vector<BankIndex> banks_;
    std::int64_t hits_ = 0;
    Snapshot last_; ///< one rotation before `here_`, where that is known
    Snapshot here_;
};

} // namespace counterpoint::sim
