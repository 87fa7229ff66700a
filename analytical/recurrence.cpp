#include "analytical/recurrence.hpp"

#include <algorithm>

namespace counterpoint::analytical {

namespace {

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

void add(std::vector<std::size_t>& positions, std::size_t first, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        positions.push_back(first + i);
    }
}

} // namespace

Recurrence::Recurrence(const workloads::Layer& layer, const hw::Hardware& hardware,
                       const Nest& nest, const Table<hw::MemoryIndex, std::int64_t>& phases)
    : memories_(hardware.memories.size()), sums_(nest.tensor_chains[layer.output]) {
    size_ = 1; // done
    for (std::size_t b = 1; b < memories_.size(); ++b) {
        const hw::MemoryIndex index{b};
        Memory& memory = memories_[b];
        memory.slots =
            static_cast<std::size_t>(std::min(hardware.memories[index].slots, phases[index] + 1));
        describe(b, hardware, nest);
        lay_out(b, nest);
        longest_look_ += memory.fill_latency;
        longest_period_ = std::max(longest_period_, 2 * memory.slots + 2);
    }
    longest_period_ = std::min<std::size_t>(longest_period_, 48);
    held_ = size_;
    size_ += memories_[sums_.last()].slots;
}

void Recurrence::describe(std::size_t memory, const hw::Hardware& hardware, const Nest& nest) {
    Memory& described = memories_[memory];
    std::size_t outermost = memory - 1; // that anything comes from
    described.consumer = memory + 1;
    for (const TensorChain& chain : nest.tensor_chains) {
        if (!chain.has(memory)) {
            continue;
        }
        outermost = std::min(outermost, chain.before(memory));
        if (chain.after(memory) != TensorChain::none) {
            described.consumer = std::max(described.consumer, chain.after(memory));
        } else {
            described.used_in_place = true;
        }
    }
    for (std::size_t network = outermost + 1; network <= memory; ++network) {
        described.fill_latency += hardware.memories[hw::MemoryIndex{network}].fill.latency_cycles;
    }
    for (std::size_t network = memory; sums_.has(memory) && network > sums_.before(memory);
         --network) {
        described.drain_latency += hardware.memories[hw::MemoryIndex{network}].drain.latency_cycles;
    }
}

void Recurrence::lay_out(std::size_t memory, const Nest& nest) {
    const bool passed = std::any_of(nest.leaps.begin(), nest.leaps.end(),
                                    [&](const Leap& leap) { return leap.passes(memory); });
    Memory& positions = memories_[memory];
    positions.channel = size_++;
    positions.sent = passed ? size_++ : positions.channel;
    positions.here = size_++;
    positions.seen = size_++;
    positions.free = size_;
    size_ += positions.slots;
    positions.kept = size_;
    size_ += positions.slots;
    positions.back = size_;
    size_ += 2;
}

Clock Recurrence::initial() const {
    Clock clock(size_, 0);
    return clock;
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
        const Memory& memory = memories_[b];
        push(clock, memory.free, memory.slots,
             memory.used_in_place ? done(clock) : clock[memories_[memory.consumer].sent]);
    }
    fill(transition, clock, ledger);
}

void Recurrence::drain(const Transition& transition, Clock& clock) const {
    for (std::size_t b = memories_.size(); b-- > transition.first_memory;) {
        const BoundaryStep& step = transition.steps[b - transition.first_memory];
        if (step.drain_cycles == 0) {
            continue;
        }
        const Memory& memory = memories_[b];
        const std::int64_t outer = sums_to(b) > 0 ? room(clock, sums_to(b)) : 0;
        const std::int64_t inner = b != sums_.last() ? clock[memories_[sums_.after(b)].kept] : 0;
        const std::int64_t channel = clock[memory.kept] - memory.drain_latency;
        const std::int64_t begin = std::max({done(clock), inner, channel, outer});
        const std::int64_t kept = begin + step.drain_cycles + memory.drain_latency;
        push(clock, memory.kept, memory.slots, kept);
        push(clock, memory.back, 2, kept);
        if (b == sums_.last()) {
            push(clock, held_, memory.slots, outer);
        }
    }
}

void Recurrence::fill(const Transition& transition, Clock& clock, Ledger& ledger) const {
    FillTimes times;
    for (std::size_t b = transition.first_memory; b < memories_.size(); ++b) {
        times.push_back(fill_memory(transition, b, clock));
    }
    charge_fills(transition, clock, times, ledger);
    charge_drains(clock, ledger);
}

std::int64_t Recurrence::networks_free(const Transition& transition, std::size_t b,
                                       const Clock& clock) const {
    std::int64_t latest = clock[memories_[b].channel];
    for (const PassedNetwork& passed : transition.passed_in) {
        if (passed.memory == b) {
            latest = std::max(latest, clock[memories_[passed.network].channel]);
        }
    }
    return latest;
}

Recurrence::FillTime Recurrence::fill_memory(const Transition& transition, std::size_t b,
                                             Clock& clock) const {
    const BoundaryStep& step = transition.steps[b - transition.first_memory];
    const Memory& memory = memories_[b];
    FillTime now;
    now.channel = networks_free(transition, b, clock);
    now.start = std::max(now.channel, clock[memory.free + memory.slots - 1]);
    if (b > 1) {
        now.start = std::max(now.start, clock[memories_[b - 1].here]);
    }
    if (step.reloads) {
        now.sums_kept = clock[memory.back + (step.drain_cycles > 0 ? 1 : 0)];
        now.start = std::max(now.start, now.sums_kept);
    }
    now.sent = now.start + step.fill_cycles;
    now.latency = step.fill_latency;
    clock[memory.channel] = now.sent;
    clock[memory.sent] = now.sent;
    for (const PassedNetwork& passed : transition.passed_in) {
        if (passed.memory == b) {
            clock[memories_[passed.network].channel] = now.start + passed.cycles;
        }
    }
    clock[memory.here] = std::max(clock[memory.here], now.sent + now.latency);
    clock[memory.seen] = std::max(clock[memory.seen], now.sent + now.latency);
    return now;
}

void Recurrence::compute(std::int64_t cycles, Clock& clock) const {
    const Memory& innermost = memories_.back();
    const std::int64_t begin =
        std::max({clock[innermost.here], done(clock), room(clock, sums_.last())});
    clock[0] = begin + cycles;
    push(clock, innermost.free, innermost.slots, clock[0]);
}

void Recurrence::forget(Clock& clock) const {
    const std::int64_t now = done(clock);
    for (std::size_t b = 1; b < memories_.size(); ++b) {
        const Memory& memory = memories_[b];
        const std::int64_t channel = clock[memory.channel];
        raise(clock, memory.here, 1,
              b + 1 < memories_.size() ? clock[memories_[b + 1].channel] : now);
        raise(clock, memory.seen, 1, now - longest_look_);
        raise(clock, memory.free, memory.slots, channel);
        raise(clock, memory.kept, memory.slots, now);
        raise(clock, memory.back, 2, channel);
    }
    raise(clock, held_, memories_[sums_.last()].slots, now);
}

std::vector<std::size_t> Recurrence::touched(std::size_t first_memory,
                                             const Traffic& traffic) const {
    std::vector<std::size_t> positions{0};
    for (std::size_t b = 1; b < memories_.size(); ++b) {
        const Memory& memory = memories_[b];
        if (b + 1 >= first_memory) {
            add(positions, memory.here, 1);
        }
        if (b >= first_memory || traffic[b].passed) {
            add(positions, memory.channel, 1);
        }
        if (b >= first_memory) {
            add(positions, memory.sent, memory.sent != memory.channel ? 1 : 0);
            add(positions, memory.seen, 1);
            add(positions, memory.free, memory.slots);
        }
    }
    add_sums(positions, traffic);
    return positions;
}

void Recurrence::add_sums(std::vector<std::size_t>& positions, const Traffic& traffic) const {
    for (std::size_t b = sums_.after(0); b != TensorChain::none; b = sums_.after(b)) {
        const Memory& memory = memories_[b];
        const bool drains = traffic[b].drains;
        const bool gives_room = b == sums_.last() || traffic[sums_.after(b)].drains;
        const bool holds_up = sums_to(b) > 0 && traffic[sums_to(b)].drains;
        add(positions, memory.kept, drains ? memory.slots : (holds_up ? 1 : 0));
        add(positions, memory.kept + memory.slots - 1, !drains && gives_room ? 1 : 0);
        add(positions, memory.back, drains || traffic[b].reloads ? 2 : 0);
    }
    const std::size_t slots = memories_[sums_.last()].slots;
    const bool drains = traffic[sums_.last()].drains;
    add(positions, drains ? held_ : held_ + slots - 1, drains ? slots : 1);
}

} // namespace counterpoint::analytical
