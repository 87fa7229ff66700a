#include "analytical/recurrence.hpp"

#include <algorithm>

namespace counterpoint::analytical {

namespace {

// Why the PEs wait, by memory. Each is told apart from the others even where the result adds them
// up, because repetition.cpp needs to see each time by itself.
enum Cause : std::size_t {
    cause_transfer, ///< the fill is on its network
    cause_queue,    ///< its network still sends the phase before
    cause_slot,     ///< it waits for a slot: the slots do not cover the latency
    cause_order,    ///< it has been sent, behind a tile that comes later
    cause_reload,   ///< it waits for partial sums that have to come back
    cause_room,     ///< results have no room
    causes,
};

/// The newest time enters a history, the oldest one leaves it.
void push(Clock& clock, std::size_t history, std::size_t length, std::int64_t time) {
    for (std::size_t i = length - 1; i > 0; --i) {
        clock[history + i] = clock[history + i - 1];
    }
    clock[history] = time;
}

void raise(Clock& clock, std::size_t first, std::size_t count, std::int64_t time) {
    for (std::size_t i = first; i < first + count; ++i) {
        clock[i] = std::max(clock[i], time);
    }
}

} // namespace

Recurrence::Recurrence(const hw::Hardware& hardware,
                       const Table<hw::MemoryIndex, std::int64_t>& phases)
    : memories_(hardware.memories.size()) {
    size_ = 1; // done
    for (std::size_t b = 1; b < memories_.size(); ++b) {
        const hw::Memory& described = hardware.memories[hw::MemoryIndex{b}];
        Memory& memory = memories_[b];
        memory.fill_latency = described.fill.latency_cycles;
        memory.drain_latency = described.drain.latency_cycles;
        memory.slots =
            static_cast<std::size_t>(std::min(described.slots, phases[hw::MemoryIndex{b}] + 1));
        memory.sent = size_++;
        memory.here = size_++;
        memory.seen = size_++;
        longest_look_ += memory.fill_latency;
        memory.free = size_;
        size_ += memory.slots;
        memory.kept = size_;
        size_ += memory.slots;
        memory.back = size_;
        size_ += 2;
        longest_period_ = std::max(longest_period_, 2 * memory.slots + 2);
    }
    longest_period_ = std::min<std::size_t>(longest_period_, 48);
    held_ = size_;
    size_ += memories_.back().slots;
}

Clock Recurrence::initial() const {
    Clock clock(size_, 0);
    return clock;
}

Ledger Recurrence::empty_ledger() const {
    Ledger ledger;
    ledger.waits.assign(memories_.size() * causes, 0);
    return ledger;
}

std::int64_t Recurrence::room(const Clock& clock, std::size_t memory) const {
    return clock[memories_[memory].kept + memories_[memory].slots - 1];
}

std::int64_t Recurrence::tile_here(const Clock& clock) const {
    return clock[memories_.back().here];
}

std::int64_t Recurrence::finished(const Clock& clock) const {
    std::int64_t latest = done(clock);
    for (std::size_t b = 1; b < memories_.size(); ++b) {
        latest = std::max(latest, clock[memories_[b].kept]);
    }
    return latest;
}

void Recurrence::advance(const Transition& transition, Clock& clock, Ledger& ledger) const {
    ledger.clock += done(clock);
    ++ledger.transitions;
    drain(transition, clock);
    for (std::size_t b = transition.first_memory; b + 1 < memories_.size(); ++b) {
        push(clock, memories_[b].free, memories_[b].slots, clock[memories_[b + 1].sent]);
    }
    fill(transition, clock, ledger);
}

void Recurrence::drain(const Transition& transition, Clock& clock) const {
    const std::size_t innermost = memories_.size() - 1;
    for (std::size_t b = memories_.size(); b-- > transition.first_memory;) {
        const BoundaryStep& step = transition.steps[b - transition.first_memory];
        if (step.drain_cycles == 0) {
            continue;
        }
        const Memory& memory = memories_[b];
        const std::int64_t outer = b > 1 ? room(clock, b - 1) : 0;
        const std::int64_t inner = b < innermost ? clock[memories_[b + 1].kept] : 0;
        const std::int64_t channel = clock[memory.kept] - memory.drain_latency;
        const std::int64_t begin = std::max({done(clock), inner, channel, outer});
        const std::int64_t kept = begin + step.drain_cycles + memory.drain_latency;
        push(clock, memory.kept, memory.slots, kept);
        push(clock, memory.back, 2, kept);
        if (b == innermost) {
            push(clock, held_, memory.slots, outer);
        }
    }
}

void Recurrence::fill(const Transition& transition, Clock& clock, Ledger& ledger) const {
    FillTimes times;
    for (std::size_t b = transition.first_memory; b < memories_.size(); ++b) {
        const BoundaryStep& step = transition.steps[b - transition.first_memory];
        const Memory& memory = memories_[b];
        FillTime now;
        now.previous_sent = clock[memory.sent];
        now.start = std::max(now.previous_sent, clock[memory.free + memory.slots - 1]);
        if (b > 1) {
            now.start = std::max(now.start, clock[memories_[b - 1].here]);
        }
        if (step.reloads) {
            now.sums_kept = clock[memory.back + (step.drain_cycles > 0 ? 1 : 0)];
            now.start = std::max(now.start, now.sums_kept);
        }
        now.sent = now.start + step.fill_cycles;
        now.latency = step.fills ? memory.fill_latency : 0;
        clock[memory.sent] = now.sent;
        clock[memory.here] = std::max(clock[memory.here], now.sent + now.latency);
        clock[memory.seen] = std::max(clock[memory.seen], now.sent + now.latency);
        times.push_back(now);
    }
    charge_fills(transition, clock, times, ledger);
    charge_drains(clock, ledger);
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
        const std::int64_t queued = std::max(outer, fill.previous_sent);
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
    const std::size_t innermost = memories_.size() - 1;
    const std::int64_t since = std::max(done(clock), tile_here(clock));
    const std::int64_t until = std::max(since, room(clock, innermost));
    const std::int64_t outer = std::max(since, clock[held_ + memories_[innermost].slots - 1]);
    ledger.waits[(innermost - 1) * causes + cause_room] += outer - since;
    ledger.waits[innermost * causes + cause_room] += until - outer;
}

hw::MemoryStalls Recurrence::stalls(const Ledger& ledger, std::size_t memory) {
    const std::int64_t* waits = ledger.waits.data() + memory * causes;
    return {waits[cause_transfer] + waits[cause_queue], waits[cause_slot] + waits[cause_order],
            waits[cause_reload] + waits[cause_room]};
}

void Recurrence::compute(std::int64_t cycles, Clock& clock) const {
    const std::size_t innermost = memories_.size() - 1;
    const std::int64_t begin =
        std::max({clock[memories_[innermost].here], done(clock), room(clock, innermost)});
    clock[0] = begin + cycles;
    push(clock, memories_[innermost].free, memories_[innermost].slots, clock[0]);
}

void Recurrence::forget(Clock& clock) const {
    const std::int64_t now = done(clock);
    for (std::size_t b = 1; b < memories_.size(); ++b) {
        const Memory& memory = memories_[b];
        const std::int64_t sent = clock[memory.sent];
        raise(clock, memory.here, 1, b + 1 < memories_.size() ? clock[memories_[b + 1].sent] : now);
        raise(clock, memory.seen, 1, now - longest_look_);
        raise(clock, memory.free, memory.slots, sent);
        raise(clock, memory.kept, memory.slots, now);
        raise(clock, memory.back, 2, sent);
    }
    raise(clock, held_, memories_.back().slots, now);
}

std::vector<std::size_t> Recurrence::touched(std::size_t first_memory,
                                             const Traffic& traffic) const {
    const std::size_t innermost = memories_.size() - 1;
    std::vector<std::size_t> positions{0};
    const auto add = [&](std::size_t first, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            positions.push_back(first + i);
        }
    };
    const auto reads_room = [&](std::size_t b) { return b == innermost || traffic.drains[b + 1]; };
    for (std::size_t b = std::max<std::size_t>(first_memory, 2) - 1; b <= innermost; ++b) {
        const Memory& memory = memories_[b];
        add(memory.here, 1);
        if (b >= first_memory) {
            add(memory.sent, 1);
            add(memory.seen, 1);
            add(memory.free, memory.slots);
        }
        if (b >= first_memory && traffic.drains[b]) {
            add(memory.kept, memory.slots);
        } else if (reads_room(b)) {
            add(memory.kept + memory.slots - 1, 1);
        }
        if (b > 1 && traffic.drains[b - 1] && !traffic.drains[b]) {
            add(memory.kept, 1);
        }
        if (traffic.drains[b] || traffic.reloads[b]) {
            add(memory.back, 2);
        }
    }
    const std::size_t slots = memories_[innermost].slots;
    add(traffic.drains[innermost] ? held_ : held_ + slots - 1,
        traffic.drains[innermost] ? slots : 1);
    return positions;
}

} // namespace counterpoint::analytical
