#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "hw/dram/configuration.hpp"
#include "sim/dram/accounts.hpp"
#include "sim/dram/address_map.hpp"
#include "sim/dram/command_listener.hpp"
#include "sim/dram/command_times.hpp"
#include "sim/dram/feed.hpp"
#include "sim/dram/open_requests.hpp"
#include "sim/dram/refresh.hpp"
#include "sim/dram/request_queue.hpp"
#include "sim/dram/row_hit_run.hpp"
#include "sim/dram/rows.hpp"
#include "sim/dram/scheduler.hpp"
#include "sim/dram/statistics.hpp"

namespace counterpoint::sim {

/// The controller of one channel. Bursts have numbers within the channel, from 0.
class Channel {
  public:
    Channel(const hw::DramConfiguration& configuration, std::int64_t number);

    void listen(CommandListener* listener) { listener_ = listener; }

    /// Adds bursts for which a completion of `request` is reported once all are served.
    void submit(BurstRun run, RequestNumber request);

    /// Adds bursts that nobody asks about again; they have no `part`.
    void submit(const BurstRun& run) { feed_.push(run); }

    /// Lets everything happen up to `until`, inclusive.
    void advance(Clock until);

    /// Lets everything happen that does not depend on what is submitted later.
    void advance_while_fed();

    /// Serves all that was submitted.
    void finish();

    [[nodiscard]] Clock next_decision() const;
    [[nodiscard]] bool idle() const;
    [[nodiscard]] std::int64_t decisions() const { return decisions_; }
    [[nodiscard]] const DramStatistics& statistics() const { return accounts_.statistics(); }
    std::vector<DramCompletion>& completions() { return open_requests_.completions(); }

  private:
    void serve();
    bool step(Clock until);
    void admit();
    [[nodiscard]] bool wanted_direction() const;
    [[nodiscard]] bool next_direction() const;
    [[nodiscard]] Choice choose(bool draining) const;
    [[nodiscard]] Choice for_bursts(bool draining) const;
    [[nodiscard]] Clock next_arrival() const;
    void move_to(Clock clock);

    void issue(const Choice& choice);
    void issue_to_bank(const Choice& choice);
    void issue_to_rank(const Choice& choice);
    void activate(const Choice& choice);
    void precharge(const Choice& choice);
    void transfer(const Choice& choice);
    void refresh(RankIndex rank, std::int64_t clocks);
    void close_row(BankIndex bank);
    void tell(const Choice& choice, std::int64_t row = no_row, std::int64_t column = -1);

    void coalesce(Clock until);
    void leap(const Leap& leap);

    /// The queue that is being served.
    [[nodiscard]] RequestQueue& served() { return queues_[draining_ ? 1 : 0]; }

    [[nodiscard]] RequestQueue& queue_of(AccessKind kind) {
        return queues_[kind == AccessKind::write && !unified_ ? 1 : 0];
    }
    [[nodiscard]] const RequestQueue& queue_of(AccessKind kind) const {
        return queues_[kind == AccessKind::write && !unified_ ? 1 : 0];
    }

    hw::DramConfiguration configuration_;
    std::int64_t number_;
    bool unified_;
    AddressMap map_;
    ChannelLayout layout_;

    CommandTimes times_;
    Rows rows_;
    Refresh refresh_;
    std::array<RequestQueue, 2> queues_; ///< reads, writes; or all in the first one
    Scheduler scheduler_;
    Feed feed_;
    OpenRequests open_requests_;
    RowHitRun row_hits_;

    Clock now_ = 0;
    bool draining_ = false; ///< writes are being served
    bool coalesces_ = true;
    std::uint64_t age_ = 0; ///< bursts that have entered the queues
    std::int64_t decisions_ = 0;
    Accounts accounts_;
    CommandListener* listener_ = nullptr;
};

} // namespace counterpoint::sim
