#include "tests/walker/timeline.hpp"

namespace counterpoint::walker {

using hw::MemoryIndex;

namespace {

class Charge {
  public:
    Charge(const Nest& nest, const Timeline& times)
        : nest_(nest), times_(times), innermost_(nest.hardware().innermost()) {
        stack_.waiting = Table<MemoryIndex, hw::MemoryStalls>(innermost_.value + 1);
    }

    hw::CycleStack all() {
        for (std::size_t i = 0; i < times_.computes.size(); ++i) {
            const ComputeTimes& phase = times_.computes[i];
            stack_.compute += phase.done - phase.start;
            if (i == 0) {
                stack_.start = phase.start;
                continue;
            }
            for (std::int64_t t = phase.previous_done; t < phase.start; ++t) {
                if (t < phase.here) {
                    charge_fill(t, i);
                } else {
                    charge_room(t, phase.room_drain);
                }
            }
        }
        stack_.tail = times_.cycles - times_.computes.back().done;
        return stack_;
    }

  private:
    /// The tile of the innermost phase is not here in cycle t. What arrives at t was sent a latency
    /// earlier: looks there, and further out if the outer tile was not here then.
    void charge_fill(std::int64_t t, std::size_t innermost_phase) {
        for (MemoryIndex b = innermost_;; --b.value) {
            const std::size_t phase = nest_.phase_around(b, innermost_phase);
            const FillTimes& fill = times_.fills[b][phase];
            t -= fill.latency;
            if (t < fill.start && waits_for_outer(t, b, innermost_phase)) {
                continue;
            }
            hw::MemoryStalls& waiting = stack_.waiting[b];
            if (t >= fill.start) {
                ++(t < fill.sent ? waiting.fill_transfer : waiting.fill_latency);
            } else if (t < fill.previous_sent) {
                ++waiting.fill_transfer;
            } else if (t < fill.sums_kept) {
                ++waiting.drain;
            } else {
                ++waiting.fill_latency; // for a slot
            }
            return;
        }
    }

    [[nodiscard]] bool waits_for_outer(std::int64_t t, MemoryIndex b,
                                       std::size_t innermost_phase) const {
        if (b.value == 1) {
            return false;
        }
        const MemoryIndex outer{b.value - 1};
        const std::size_t phase = nest_.phase_around(outer, innermost_phase);
        return nest_.first_inside(outer, phase) == innermost_phase &&
               t < times_.fills[outer][phase].here;
    }

    /// A result still on its way out leaves no room; was it held up by the next outer memory?
    void charge_room(std::int64_t t, std::size_t drain) {
        const workloads::TensorIndex output = nest_.layer().output;
        const MemoryIndex sums = nest_.chain(output).back();
        const MemoryIndex outer = *nest_.outer_of(sums, output);
        const bool held_up = outer.value > 0 && t < times_.drains[sums][drain - 1].outer_room;
        ++stack_.waiting[held_up ? outer : sums].drain;
    }

    const Nest& nest_;
    const Timeline& times_;
    MemoryIndex innermost_;
    hw::CycleStack stack_;
};

} // namespace

hw::CycleStack cycle_stack(const Nest& nest, const Timeline& times) {
    return Charge(nest, times).all();
}

} // namespace counterpoint::walker
