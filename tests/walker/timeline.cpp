#include "tests/walker/timeline.hpp"

#include <algorithm>

namespace counterpoint::walker {

using hw::MemoryIndex;

namespace {

std::int64_t cycles_for(std::int64_t bytes, std::int64_t bytes_per_cycle) {
    return (bytes + bytes_per_cycle - 1) / bytes_per_cycle;
}

/// Evaluates the recurrence in the order in which phases begin and end.
class Recurrence {
  public:
    Recurrence(const Nest& nest, const Execution& execution)
        : nest_(nest), execution_(execution), innermost_(nest.hardware().innermost()) {
        times_.fills = Table<MemoryIndex, std::vector<FillTimes>>(innermost_.value + 1);
        times_.drains = Table<MemoryIndex, std::vector<DrainTimes>>(innermost_.value + 1);
    }

    Timeline evaluate() {
        for (std::size_t i = 0; i < nest_.phases(innermost_); ++i) {
            for (MemoryIndex b{1}; b.value <= innermost_.value; ++b.value) {
                const std::size_t phase = nest_.phase_around(b, i);
                if (nest_.first_inside(b, phase) == i) {
                    fill(b, phase);
                }
            }
            compute(i);
            for (MemoryIndex b = innermost_; b.value >= 1; --b.value) {
                const std::size_t phase = nest_.phase_around(b, i);
                if (nest_.last_inside(b, phase) == i &&
                    execution_.transfers[b][phase].up_bytes > 0) {
                    drain(b, phase);
                }
            }
        }
        return times_;
    }

  private:
    void fill(MemoryIndex b, std::size_t phase) {
        const hw::Memory& memory = nest_.hardware().memories[b];
        const Transfers& transfers = execution_.transfers[b][phase];
        const FillTimes before = phase == 0 ? FillTimes{} : times_.fills[b].back();
        FillTimes now;
        now.previous_sent = before.sent;
        now.start = std::max(before.sent, free_slot(b, phase));
        if (b.value > 1) {
            const MemoryIndex outer{b.value - 1};
            now.start = std::max(now.start, times_.fills[outer].back().here);
        }
        if (transfers.reload) {
            now.sums_kept = kept_before(b, phase);
            now.start = std::max(now.start, now.sums_kept);
        }
        now.sent = now.start + cycles_for(transfers.down_bytes, memory.fill.bytes_per_cycle);
        now.latency = transfers.down_bytes > 0 ? memory.fill.latency_cycles : 0;
        now.here = std::max(before.here, now.sent + now.latency);
        times_.fills[b].push_back(now);
    }

    /// When the phase that frees a slot for this one is over with.
    [[nodiscard]] std::int64_t free_slot(MemoryIndex b, std::size_t phase) const {
        const auto slots = static_cast<std::size_t>(nest_.hardware().memories[b].slots);
        if (phase < slots) {
            return 0;
        }
        const std::size_t last = nest_.last_inside(b, phase - slots);
        if (b == innermost_) {
            return times_.computes[last].done;
        }
        const MemoryIndex inner{b.value + 1};
        return times_.fills[inner][nest_.phase_around(inner, last)].sent;
    }

    /// When the last drain before the one that has just been begun is kept.
    [[nodiscard]] std::int64_t kept_before(MemoryIndex b, std::size_t phase) const {
        std::int64_t kept = 0;
        for (const DrainTimes& drain : times_.drains[b]) {
            if (drain.phase + 2 <= phase) {
                kept = drain.kept;
            }
        }
        return kept;
    }

    /// The drain that has to be kept before the memory may go on to another tile to be drained:
    /// all but slots − 1 of the drains so far. Counts from 1; 0 if there is none to wait for.
    [[nodiscard]] std::size_t room_drain(MemoryIndex b) const {
        const std::size_t drained = times_.drains[b].size() + 1;
        const auto slots = static_cast<std::size_t>(nest_.hardware().memories[b].slots);
        return drained > slots ? drained - slots : 0;
    }

    [[nodiscard]] std::int64_t room(MemoryIndex b) const {
        const std::size_t number = room_drain(b);
        return number == 0 ? 0 : times_.drains[b][number - 1].kept;
    }

    void compute(std::size_t i) {
        ComputeTimes now;
        now.previous_done = i == 0 ? 0 : times_.computes.back().done;
        now.here = times_.fills[innermost_].back().here;
        now.room_drain = room_drain(innermost_);
        now.room = room(innermost_);
        now.start = std::max({now.previous_done, now.here, now.room});
        now.done = now.start + execution_.longest[i];
        times_.computes.push_back(now);
        times_.cycles = std::max(times_.cycles, now.done);
    }

    void drain(MemoryIndex b, std::size_t phase) {
        const hw::DrainNetwork& network = nest_.hardware().memories[b].drain;
        DrainTimes now;
        now.phase = phase;
        now.begin = times_.computes[nest_.last_inside(b, phase)].done;
        if (b != innermost_ && !times_.drains[{b.value + 1}].empty()) {
            now.begin = std::max(now.begin, times_.drains[{b.value + 1}].back().kept);
        }
        if (!times_.drains[b].empty()) {
            now.begin = std::max(now.begin, times_.drains[b].back().over);
        }
        if (b.value > 1) {
            now.outer_room = room({b.value - 1});
            now.begin = std::max(now.begin, now.outer_room);
        }
        now.over = now.begin +
                   cycles_for(execution_.transfers[b][phase].up_bytes, network.bytes_per_cycle);
        now.kept = now.over + network.latency_cycles;
        times_.drains[b].push_back(now);
        times_.cycles = std::max(times_.cycles, now.kept);
    }

    const Nest& nest_;
    const Execution& execution_;
    MemoryIndex innermost_;
    Timeline times_;
};

} // namespace

Timeline timeline(const Nest& nest, const Execution& execution) {
    return Recurrence(nest, execution).evaluate();
}

} // namespace counterpoint::walker
