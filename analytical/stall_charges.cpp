// The part of the recurrence that says what the PEs wait for: the cycle stack.

#include <algorithm>

#include "analytical/recurrence.hpp"

namespace counterpoint::analytical {

Ledger Recurrence::empty_ledger() const {
    Ledger ledger;
    ledger.waits.assign(memories_.size() * causes, 0);
    return ledger;
}

void Recurrence::charge_fills(const Transition& transition, const Clock& clock,
                              const FillTimes& times, Ledger& ledger) const {
    // What arrives at a time was on the network a latency earlier. So each memory looks at the wait
    // shifted by its latency, and passes on what came before the tile of the next outer one was
    // here.
    std::int64_t low = done(clock);
    for (std::size_t b = memories_.size(); b-- > transition.first_memory;) {
        const FillTime& fill = times[b - transition.first_memory];
        low -= fill.latency;
        const bool asks_outer = b > transition.first_memory;
        const std::int64_t outer = asks_outer ? std::max(low, clock[memories_[b - 1].seen]) : low;
        const std::int64_t queued = std::max(outer, fill.channel);
        const std::int64_t kept = std::max(queued, fill.sums_kept);
        const std::int64_t started = std::max(kept, fill.start);
        const std::int64_t sent = std::max(started, fill.sent);
        const std::int64_t here = std::max(sent, clock[memories_[b].seen] - fill.latency);
        std::int64_t* waits = ledger.waits.data() + b * causes;
        waits[cause_queue] += queued - outer;
        waits[cause_reload] += kept - queued;
        waits[cause_slot] += started - kept;
        waits[cause_transfer] += sent - started;
        waits[cause_order] += here - sent;
        if (outer == low) {
            break;
        }
    }
}

void Recurrence::charge_drains(const Clock& clock, Ledger& ledger) const {
    const std::size_t last = sums_.last();
    const std::int64_t since = std::max(done(clock), tile_here(clock));
    const std::int64_t until = std::max(since, room(clock, last));
    const std::int64_t outer = std::max(since, clock[held_ + memories_[last].slots - 1]);
    ledger.waits[sums_to(last) * causes + cause_room] += outer - since;
    ledger.waits[last * causes + cause_room] += until - outer;
}

hw::MemoryStalls Recurrence::stalls(const Ledger& ledger, std::size_t memory) {
    const std::int64_t* waits = ledger.waits.data() + memory * causes;
    return {waits[cause_transfer] + waits[cause_queue], waits[cause_slot] + waits[cause_order],
            waits[cause_reload] + waits[cause_room]};
}

} // namespace counterpoint::analytical
