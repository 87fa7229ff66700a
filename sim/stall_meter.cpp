#include "sim/stall_meter.hpp"

#include <algorithm>

namespace counterpoint::sim {

StallMeter::StallMeter(const Boundary& innermost, const Boundary& results, Observer* observer)
    : innermost_(innermost), results_(results), observer_(observer) {
    stack_.waiting = Table<MemoryIndex, hw::MemoryStalls>(innermost.memory.value + 1);
}

void StallMeter::waited(std::int64_t idle, std::int64_t start, const Arrivals::Arrival& room) {
    const PhaseInFlight& phase = innermost_.phases.oldest();
    if (phase.phase.number == 0) {
        charge(Stall::Cause::start, innermost_.memory, idle, start);
        return;
    }
    const std::int64_t here = std::max(idle, std::min(phase.fill.here, start));
    charge_fill(innermost_, idle, here, 0);
    const std::int64_t outer = std::max(here, std::min(room.outer_room, start));
    if (results_.drains_to != nullptr) {
        charge(Stall::Cause::drain, results_.drains_to->memory, here, outer);
        charge(Stall::Cause::drain, results_.memory, outer, start);
    } else {
        charge(Stall::Cause::drain, results_.memory, here, start);
    }
}

/// What arrives at a cycle was on the network a latency earlier: the causes are looked for there.
/// `shift` is the sum of such latencies; from and until are cycles so much earlier.
void StallMeter::charge_fill(const Boundary& boundary, std::int64_t from, std::int64_t until,
                             std::int64_t shift) {
    if (until <= from) {
        return;
    }
    const PhaseInFlight& phase = boundary.phases.oldest();
    const FillTimes& fill = phase.fill;
    const std::int64_t begin = from - fill.latency;
    const std::int64_t end = until - fill.latency;
    const std::int64_t later = shift + fill.latency;
    const std::int64_t start = std::clamp(fill.start, begin, end);
    const std::int64_t sent = std::clamp(fill.sent, begin, end);
    std::int64_t reached = begin;
    if (boundary.outer != nullptr && phase.phase.first_in_outer) {
        reached = std::clamp(boundary.outer->phases.oldest().fill.here, begin, start);
        charge_fill(*boundary.outer, begin, reached, later);
    }
    const auto charge_until = [&](Stall::Cause cause, std::int64_t limit) {
        const std::int64_t next = std::max(limit, reached);
        charge(cause, boundary.memory, reached + later, next + later);
        reached = next;
    };
    charge_until(Stall::Cause::fill_transfer, std::min(fill.previous_sent, start));
    charge_until(Stall::Cause::drain, std::min(fill.sums_kept, start));
    charge_until(Stall::Cause::fill_latency, start); // for a slot
    charge_until(Stall::Cause::fill_transfer, sent);
    charge_until(Stall::Cause::fill_latency, end);
}

void StallMeter::charge(Stall::Cause cause, MemoryIndex memory, std::int64_t from,
                        std::int64_t until) {
    if (until <= from) {
        return;
    }
    hw::MemoryStalls& waiting = stack_.waiting[memory];
    switch (cause) {
    case Stall::Cause::start:
        stack_.start += until - from;
        break;
    case Stall::Cause::operands:
        stack_.operands += until - from;
        break;
    case Stall::Cause::fill_transfer:
        waiting.fill_transfer += until - from;
        break;
    case Stall::Cause::fill_latency:
        waiting.fill_latency += until - from;
        break;
    case Stall::Cause::drain:
        waiting.drain += until - from;
        break;
    }
    if (observer_ != nullptr) {
        observer_->stalled(Stall{cause, memory, from, until});
    }
}

void StallMeter::record(MachineState& state) {
    for (std::int64_t* cycles : {&stack_.start, &stack_.compute, &stack_.operands}) {
        state.counter(*cycles);
    }
    for (hw::MemoryStalls& waiting : stack_.waiting) {
        for (std::int64_t* cycles :
             {&waiting.fill_transfer, &waiting.fill_latency, &waiting.drain}) {
            state.counter(*cycles);
        }
    }
}

hw::CycleStack StallMeter::stack(std::int64_t cycles, std::int64_t done) const {
    hw::CycleStack stack = stack_;
    stack.tail = cycles - done;
    return stack;
}

} // namespace counterpoint::sim
