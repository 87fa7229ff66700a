#include "sim/dram/scheduler.hpp"

#include <algorithm>
#include <limits>

namespace counterpoint::sim {

namespace {

bool comes_before(const Choice& a, const Choice& b) {
    if (a.clock != b.clock) {
        return a.clock < b.clock;
    }
    if (a.urgency != b.urgency) {
        return a.urgency < b.urgency;
    }
    return a.age < b.age;
}

__extension__ using Order = unsigned __int128;

/// Less for what goes first: clock, then urgency (0 or 1), then age.
Order order_of(Clock clock, unsigned urgency, std::uint64_t age) {
    return (Order{2 * static_cast<std::uint64_t>(clock) + urgency} << 64U) | age;
}

std::uint64_t oldest_age(const RequestQueue& queue) {
    std::uint64_t oldest = std::numeric_limits<std::uint64_t>::max();
    for (const Demand& demand : queue.demands()) {
        oldest = std::min(oldest, queue.oldest_age(demand.bank));
    }
    return oldest;
}

} // namespace

Scheduler::Scheduler(const hw::DramConfiguration& configuration, const ChannelLayout& layout,
                     const CommandTimes& times, const Rows& rows, const Refresh& refresh)
    : in_order_(configuration.scheduling == hw::DramScheduling::fcfs), layout_(layout),
      times_(times), rows_(rows), refresh_(refresh) {}

const Choice& Scheduler::better(const Choice& a, const Choice& b) {
    return comes_before(b, a) ? b : a;
}

bool Scheduler::may_go(const Demand& demand, std::uint64_t first) const {
    if (refresh_.any_due() && refresh_.blocks(layout_.rank_of(demand.bank), demand.bank)) {
        return false;
    }
    return !in_order_ || demand.age == first || !hw::is_column_command(demand.command);
}

Choice Scheduler::for_requests(const RequestQueue& queue, Clock now) const {
    // The hottest loop of all: one number for clock, urgency and age compares without branches.
    const Demand* best = nullptr;
    Order best_order = order_of(never, 1, 0);
    const std::uint64_t first = in_order_ ? oldest_age(queue) : 0;
    const bool all_may_go = !in_order_ && !refresh_.any_due();
    for (const Demand& demand : queue.demands()) {
        if (!all_may_go && !may_go(demand, first)) {
            continue;
        }
        const Clock clock = std::max(now, times_.earliest(demand.command, demand.bank));
        const unsigned urgency = hw::is_column_command(demand.command) ? 0 : 1;
        const Order order = order_of(clock, urgency, demand.age);
        const bool before = order < best_order;
        best = before ? &demand : best;
        best_order = before ? order : best_order;
    }
    return best == nullptr ? Choice{} : choice_of(*best, now);
}

Choice Scheduler::choice_of(const Demand& demand, Clock now) const {
    Choice choice;
    choice.clock = std::max(now, times_.earliest(demand.command, demand.bank));
    choice.urgency = hw::is_column_command(demand.command) ? Urgency::column : Urgency::row;
    choice.age = demand.age;
    choice.command = demand.command;
    choice.bank = demand.bank;
    choice.slot = demand.slot;
    return choice;
}

Choice Scheduler::for_prepared(const RequestQueue& leaving, Clock now) const {
    Choice best;
    for (const Demand& demand : leaving.demands()) {
        if (leaving.is_prepared(demand.bank) && may_go(demand, 0)) {
            best = better(best, choice_of(demand, now));
        }
    }
    return best;
}

Choice Scheduler::for_coming(const RequestQueue& coming, const RequestQueue& leaving,
                             Clock now) const {
    Choice best;
    for (const Demand& demand : coming.demands()) {
        const bool opens_row = !hw::is_column_command(demand.command);
        if (opens_row && !leaving.is_prepared(demand.bank) && may_go(demand, 0)) {
            best = better(best, choice_of(demand, now));
        }
    }
    return best;
}

Choice Scheduler::refresh_of_rank(RankIndex rank) const {
    Choice choice;
    choice.rank = rank;
    choice.command =
        rows_.any_open(rank) ? hw::DramCommand::precharge_all : hw::DramCommand::refresh;
    choice.clock = times_.earliest(choice.command, rank);
    return choice;
}

Choice Scheduler::refresh_of_bank(RankIndex rank) const {
    Choice choice;
    choice.rank = rank;
    choice.bank = refresh_.bank_in_turn(rank);
    choice.command =
        rows_.is_open(choice.bank) ? hw::DramCommand::precharge : hw::DramCommand::refresh_bank;
    choice.clock = times_.earliest(choice.command, choice.bank);
    return choice;
}

Choice Scheduler::for_refresh(Clock now) const {
    Choice best;
    for (std::size_t i = 0; i < refresh_.ranks(); ++i) {
        const RankIndex rank{i};
        if (refresh_.is_due(rank)) {
            Choice choice = refresh_.of_banks() ? refresh_of_bank(rank) : refresh_of_rank(rank);
            choice.urgency = Urgency::refresh;
            choice.clock = std::max(now, choice.clock);
            best = better(best, choice);
        }
    }
    return best;
}

Choice Scheduler::for_tidying(const RequestQueue& one, const RequestQueue& other, Clock now) const {
    Choice best;
    for (std::size_t i = 0; i < layout_.banks(); ++i) {
        const BankIndex bank{i};
        const bool wanted = one.wants_open_row(bank) || other.wants_open_row(bank);
        if (!rows_.is_open(bank) || wanted || refresh_.blocks(layout_.rank_of(bank), bank)) {
            continue;
        }
        Choice choice;
        choice.bank = bank;
        choice.command = hw::DramCommand::precharge;
        choice.clock = std::max(now, times_.earliest(choice.command, bank));
        best = better(best, choice);
    }
    return best;
}

} // namespace counterpoint::sim
