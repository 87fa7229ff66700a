#pragma once

#include <cstdint>

#include "hw/dram/configuration.hpp"
#include "sim/dram/command_times.hpp"
#include "sim/dram/refresh.hpp"
#include "sim/dram/request_queue.hpp"
#include "sim/dram/rows.hpp"

namespace counterpoint::sim {

/// What goes first where several commands are legal in one clock.
enum class Urgency { refresh, column, row, tidying };

/// A command that could come next.
struct Choice {
    Clock clock = never;
    Urgency urgency = Urgency::tidying;
    std::uint64_t age = 0; ///< of the burst it serves
    hw::DramCommand command = hw::DramCommand::activate;
    BankIndex bank; ///< unless the command addresses a whole rank
    RankIndex rank;
    Slot slot = no_slot;   ///< the burst it serves, if any
    std::size_t queue = 0; ///< of the channel's two, where that burst waits
};

/// Decides which command of a channel comes next, if nothing new arrives before. Changes nothing.
///
/// The command that is legal first is taken; of those legal in the same clock refreshes go first,
/// then column commands, then ACT and PRE, each from the oldest burst on.
///
/// First-ready first-come-first-served: what each bank wants is up to its queue (RequestQueue),
/// which bounds how many row hits may pass an older burst of the same bank, so that none of them
/// starves. First-come-first-served: column commands leave in the order of arrival, and each bank
/// works for its oldest burst only (a queue with a `hit_cap` of 0).
class Scheduler {
  public:
    Scheduler(const hw::DramConfiguration& configuration, const ChannelLayout& layout,
              const CommandTimes& times, const Rows& rows, const Refresh& refresh);

    /// The best command for the bursts of a queue, not before `now`.
    [[nodiscard]] Choice for_requests(const RequestQueue& queue, Clock now) const;

    /// The best column command for bursts whose rows were opened for them, before the direction
    /// changes and others want the banks.
    [[nodiscard]] Choice for_prepared(const RequestQueue& leaving, Clock now) const;

    /// The best row command for the bursts served after the change, in banks that no prepared burst
    /// of the queue that is left waits for.
    [[nodiscard]] Choice for_coming(const RequestQueue& coming, const RequestQueue& leaving,
                                    Clock now) const;

    /// The best command towards the refreshes that are due.
    [[nodiscard]] Choice for_refresh(Clock now) const;

    /// The best command that closes a row which no burst of either queue hits.
    [[nodiscard]] Choice for_tidying(const RequestQueue& one, const RequestQueue& other,
                                     Clock now) const;

    /// The one to take of two.
    static const Choice& better(const Choice& a, const Choice& b);

  private:
    [[nodiscard]] bool may_go(const Demand& demand, std::uint64_t first) const;
    [[nodiscard]] Choice choice_of(const Demand& demand, Clock now) const;
    [[nodiscard]] Choice refresh_of_rank(RankIndex rank) const;
    [[nodiscard]] Choice refresh_of_bank(RankIndex rank) const;

    bool in_order_;
    const ChannelLayout& layout_;
    const CommandTimes& times_;
    const Rows& rows_;
    const Refresh& refresh_;
};

} // namespace counterpoint::sim
