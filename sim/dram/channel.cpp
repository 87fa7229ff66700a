#include "sim/dram/channel.hpp"

#include <algorithm>
#include <stdexcept>

namespace counterpoint::sim {

namespace {

hw::DramConfiguration one_channel(hw::DramConfiguration configuration) {
    configuration.channels = 1;
    return configuration;
}

bool one_queue(const hw::DramConfiguration& configuration) {
    return configuration.queues.unified || configuration.scheduling == hw::DramScheduling::fcfs;
}

std::int64_t first_queue_entries(const hw::DramConfiguration& configuration) {
    const hw::DramQueues& queues = configuration.queues;
    return one_queue(configuration) ? queues.read + queues.write : queues.read;
}

std::int64_t passing_hits(const hw::DramConfiguration& configuration) {
    const bool in_order = configuration.scheduling == hw::DramScheduling::fcfs;
    return in_order ? 0 : configuration.hit_cap;
}

} // namespace

Channel::Channel(const hw::DramConfiguration& configuration, std::int64_t number)
    : configuration_(one_channel(configuration)), number_(number),
      unified_(one_queue(configuration)), map_(configuration_),
      layout_(configuration_.standard.organisation), times_(configuration_.standard, layout_),
      rows_(layout_), refresh_(configuration_, layout_),
      queues_{RequestQueue(layout_.banks(), first_queue_entries(configuration),
                           passing_hits(configuration)),
              RequestQueue(layout_.banks(), configuration.queues.write, configuration.hit_cap)},
      scheduler_(configuration_, layout_, times_, rows_, refresh_),
      row_hits_(configuration_, layout_), coalesces_(configuration.coalesce),
      accounts_(configuration_.standard, layout_.data_buses()) {}

void Channel::submit(BurstRun run, RequestNumber request) {
    run.part = open_requests_.open(request, run.left);
    feed_.push(run);
}

bool Channel::idle() const { return feed_.empty() && queues_[0].empty() && queues_[1].empty(); }

void Channel::advance(Clock until) {
    while (step(until)) {
    }
    move_to(std::max(now_, until));
}

void Channel::advance_while_fed() {
    for (admit(); !feed_.empty(); admit()) {
        serve();
    }
}

void Channel::finish() {
    while (!idle()) {
        serve();
    }
}

void Channel::serve() {
    if (!step(never - 1)) {
        throw std::logic_error("a DRAM channel has requests, and no command that could serve them");
    }
}

Clock Channel::next_decision() const {
    if (idle()) {
        return never;
    }
    const Clock requests = std::min(choose(next_direction()).clock, next_arrival());
    return std::max(now_, std::min(requests, refresh_.next_due()));
}

/// Lets the next thing happen, unless it lies after `until`.
bool Channel::step(Clock until) {
    admit();
    draining_ = next_direction();
    coalesce(until);
    const Choice choice = choose(draining_);
    const Clock arrival = next_arrival();
    const Clock due = std::max(now_, refresh_.next_due());
    const Clock event = std::min(std::min(choice.clock, arrival), due);
    if (event > until) {
        return false;
    }
    ++decisions_;
    move_to(event);
    if (due == event) {
        refresh_.fall_due([&](BankIndex bank) {
            return queues_[0].waits_for(bank) || queues_[1].waits_for(bank);
        });
        row_hits_.interrupt();
    } else if (arrival != event) {
        issue(choice);
    }
    return true;
}

/// Lets bursts enter the queues that have arrived and find room.
void Channel::admit() {
    while (!feed_.empty()) {
        const BurstRun& run = feed_.head();
        RequestQueue& queue = queue_of(run.kind);
        if (queue.full() || run.arrival.value_or(now_) > now_) {
            return;
        }
        const BurstPlace place = map_.place_of(run.next);
        QueuedBurst burst;
        burst.kind = run.kind;
        burst.bank = layout_.bank_of(place);
        burst.row = place.row;
        burst.column = place.column;
        burst.burst = run.next;
        burst.age = age_++;
        burst.origin = run.arrival.value_or(now_);
        burst.part = run.part;
        queue.push(burst);
        accounts_.entered(run.kind);
        feed_.take(1);
    }
}

/// Whether writes should be served: from the high watermark down to the low one, or while no read
/// waits.
bool Channel::wanted_direction() const {
    const std::int64_t reads = queues_[0].size();
    const std::int64_t writes = queues_[1].size();
    if (unified_ || writes == 0) {
        return false;
    }
    if (reads == 0) {
        return true;
    }
    return draining_ ? writes > configuration_.queues.low : writes >= configuration_.queues.high;
}

/// Whether writes are served next. Rows that were opened for the bursts of one direction are used
/// before the other one begins, which would close them.
bool Channel::next_direction() const {
    const bool wanted = wanted_direction();
    return wanted != draining_ && queues_[draining_ ? 1 : 0].any_prepared() ? draining_ : wanted;
}

Choice Channel::for_bursts(bool draining) const {
    const std::size_t served = draining ? 1 : 0;
    Choice best;
    if (wanted_direction() == draining) {
        best = scheduler_.for_requests(queues_[served], now_);
        best.queue = served;
        return best;
    }
    const std::size_t coming = 1 - served;
    best = scheduler_.for_prepared(queues_[served], now_);
    best.queue = served;
    Choice opening = scheduler_.for_coming(queues_[coming], queues_[served], now_);
    opening.queue = coming;
    return Scheduler::better(best, opening);
}

Choice Channel::choose(bool draining) const {
    Choice best = for_bursts(draining);
    if (refresh_.any_due()) {
        best = Scheduler::better(best, scheduler_.for_refresh(now_));
    }
    if (configuration_.page == hw::PagePolicy::closed) {
        best = Scheduler::better(best, scheduler_.for_tidying(queues_[0], queues_[1], now_));
    }
    return best;
}

/// When the next burst can enter its queue; `never` if it cannot before something is served.
Clock Channel::next_arrival() const {
    if (feed_.empty() || queue_of(feed_.head().kind).full()) {
        return never;
    }
    return std::max(now_, feed_.head().arrival.value_or(now_));
}

void Channel::move_to(Clock clock) {
    accounts_.passed(clock - now_);
    now_ = clock;
}

/// Skips what only repeats itself; see RowHitRun.
void Channel::coalesce(Clock until) {
    if (!coalesces_ || listener_ != nullptr || feed_.empty() || refresh_.any_due() ||
        !row_hits_.worth_looking(feed_.head())) {
        return;
    }
    const RequestQueue& queue = served();
    const bool keeps_direction = !draining_ || queues_[0].empty();
    if (&queue == &queue_of(feed_.head().kind) && keeps_direction) {
        const Clock limit = std::min(until, refresh_.next_due() - 1);
        leap(row_hits_.look(
            {now_, limit, feed_.head(), queue, times_, rows_, accounts_.statistics()}));
    }
}

void Channel::leap(const Leap& leap) {
    if (leap.periods <= 0) {
        return;
    }
    const std::int64_t clocks = leap.periods * leap.clocks;
    const std::int64_t bursts = leap.periods * leap.bursts;
    const BurstRun& run = feed_.head();
    const bool arrived_before = run.arrival.has_value();
    queue_of(run.kind).change_each([&](QueuedBurst& burst) {
        burst.burst += static_cast<std::uint64_t>(bursts);
        burst.column = map_.field(hw::AddressField::column, burst.burst);
        burst.age += static_cast<std::uint64_t>(bursts);
        burst.origin += arrived_before ? 0 : clocks;
    });
    age_ += static_cast<std::uint64_t>(bursts);
    times_.shift(now_, row_hits_.banks(), clocks);
    accounts_.repeat(leap, run.kind, arrived_before);
    open_requests_.serve(run.part, RowOutcomes{bursts, 0, 0}, accounts_.statistics().end);
    now_ += clocks;
    feed_.take(bursts);
    row_hits_.interrupt();
}

} // namespace counterpoint::sim
