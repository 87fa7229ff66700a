#include "tests/walker/timeline.hpp"

#include <algorithm>
#include <optional>

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
        channel_free_ = Table<MemoryIndex, std::int64_t>(innermost_.value + 1, 0);
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
                    execution_.transfers[b][phase].up_bytes[b] > 0) {
                    drain(b, phase);
                }
            }
        }
        return times_;
    }

  private:
    void fill(MemoryIndex b, std::size_t phase) {
        const Transfers& transfers = execution_.transfers[b][phase];
        const FillTimes before = phase == 0 ? FillTimes{} : times_.fills[b].back();
        FillTimes now;
        now.previous_sent = channel_free_[b];
        for (MemoryIndex passed{1}; passed.value < b.value; ++passed.value) {
            if (passes(passed, b, phase)) {
                now.previous_sent = std::max(now.previous_sent, channel_free_[passed]);
            }
        }
        now.start = std::max(now.previous_sent, free_slot(b, phase));
        if (b.value > 1) {
            const MemoryIndex outer{b.value - 1};
            now.start = std::max(now.start, times_.fills[outer].back().here);
        }
        if (transfers.reload) {
            now.sums_kept = kept_before(b, phase);
            now.start = std::max(now.start, now.sums_kept);
        }
        now.sent = now.start;
        for (MemoryIndex network{1}; network.value <= b.value; ++network.value) {
            const hw::FillNetwork& fill = nest_.hardware().memories[network].fill;
            const std::int64_t bytes = transfers.down_bytes[network];
            const std::int64_t sent = now.start + cycles_for(bytes, fill.bytes_per_cycle);
            now.sent = std::max(now.sent, sent);
            now.latency += bytes > 0 ? fill.latency_cycles : 0;
            if (network.value < b.value && passes(network, b, phase)) {
                channel_free_[network] = sent;
            }
        }
        channel_free_[b] = now.sent;
        now.here = std::max(before.here, now.sent + now.latency);
        times_.fills[b].push_back(now);
    }

    /// Does the fill of a phase of b take its turn on the network of a memory further out?
    [[nodiscard]] bool passes(MemoryIndex network, MemoryIndex b, std::size_t phase) const {
        const workloads::Layer& layer = nest_.layer();
        for (workloads::TensorIndex tensor{0}; layer.tensors.contains(tensor); ++tensor.value) {
            const auto from = nest_.outer_of(b, tensor);
            if (!from || from->value >= network.value || !nest_.moved(b, phase, tensor)) {
                continue;
            }
            const bool adds = from->value > 0 && nest_.hardware().memories[*from].accumulate;
            if (tensor != layer.output || (!adds && nest_.output_comes_back(b))) {
                return true;
            }
        }
        return false;
    }

    /// When the phase that frees a slot for this one is over with.
    [[nodiscard]] std::int64_t free_slot(MemoryIndex b, std::size_t phase) const {
        const auto slots = static_cast<std::size_t>(nest_.hardware().memories[b].slots);
        if (phase < slots) {
            return 0;
        }
        const std::size_t last = nest_.last_inside(b, phase - slots);
        const std::optional<MemoryIndex> user = last_user(b);
        if (!user) {
            return times_.computes[last].done;
        }
        return times_.fills[*user][nest_.phase_around(*user, last)].sent;
    }

    /// The innermost memory that something comes to from b; none if the PEs themselves take it.
    [[nodiscard]] std::optional<MemoryIndex> last_user(MemoryIndex b) const {
        if (b == innermost_) {
            return std::nullopt;
        }
        MemoryIndex user{b.value + 1};
        const workloads::Layer& layer = nest_.layer();
        for (workloads::TensorIndex tensor{0}; layer.tensors.contains(tensor); ++tensor.value) {
            if (nest_.chain(tensor).back() == b) {
                return std::nullopt;
            }
            user.value = std::max(user.value, nest_.inner_of(b, tensor).value_or(user).value);
        }
        return user;
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
        const MemoryIndex sums = nest_.chain(nest_.layer().output).back();
        now.room_drain = room_drain(sums);
        now.room = room(sums);
        now.start = std::max({now.previous_done, now.here, now.room});
        now.done = now.start + execution_.longest[i];
        times_.computes.push_back(now);
        times_.cycles = std::max(times_.cycles, now.done);
    }

    void drain(MemoryIndex b, std::size_t phase) {
        const workloads::TensorIndex output = nest_.layer().output;
        const auto inner = nest_.inner_of(b, output);
        const MemoryIndex to = *nest_.outer_of(b, output);
        DrainTimes now;
        now.phase = phase;
        now.begin = times_.computes[nest_.last_inside(b, phase)].done;
        if (inner && !times_.drains[*inner].empty()) {
            now.begin = std::max(now.begin, times_.drains[*inner].back().kept);
        }
        if (!times_.drains[b].empty()) {
            now.begin = std::max(now.begin, times_.drains[b].back().over);
        }
        if (to.value > 0) {
            now.outer_room = room(to);
            now.begin = std::max(now.begin, now.outer_room);
        }
        now.over = now.begin;
        std::int64_t latency = 0;
        for (MemoryIndex network = b; network.value > to.value; --network.value) {
            const hw::DrainNetwork& drain = nest_.hardware().memories[network].drain;
            const std::int64_t bytes = execution_.transfers[b][phase].up_bytes[network];
            now.over = std::max(now.over, now.begin + cycles_for(bytes, drain.bytes_per_cycle));
            latency += drain.latency_cycles;
        }
        now.kept = now.over + latency;
        times_.drains[b].push_back(now);
        times_.cycles = std::max(times_.cycles, now.kept);
    }

    const Nest& nest_;
    const Execution& execution_;
    MemoryIndex innermost_;
    Table<MemoryIndex, std::int64_t> channel_free_; ///< by network
    Timeline times_;
};

} // namespace

Timeline timeline(const Nest& nest, const Execution& execution) {
    return Recurrence(nest, execution).evaluate();
}

} // namespace counterpoint::walker
