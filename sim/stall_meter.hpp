#pragma once

#include <cstdint>

#include "hw/counts.hpp"
#include "sim/arrivals.hpp"
#include "sim/boundary.hpp"
#include "sim/fast_forward/machine_state.hpp"
#include "sim/observer.hpp"

namespace counterpoint::sim {

/// Charges the cycles in which the PEs wait to what they wait for, see docs/semantics.md.
class StallMeter {
  public:
    /// `results` is that of the memory whose room the PEs wait for. They outlive it; `observer` may
    /// be null.
    StallMeter(const Boundary& innermost, const Boundary& results, Observer* observer);

    /// The PEs stood still from `idle` on and compute the oldest phase in flight from `start` on;
    /// `room` is the drain that had to arrive first.
    void waited(std::int64_t idle, std::int64_t start, const Arrivals::Arrival& room);
    void computed(std::int64_t cycles) { stack_.compute += cycles; }
    /// The computation would have been done at `from`, and was at `until`.
    void waited_for_operands(std::int64_t from, std::int64_t until) {
        charge(Stall::Cause::operands, innermost_.memory, from, until);
    }

    void record(MachineState& state);

    /// The stack of a layer of so many cycles, whose last MAC was done at `done`.
    [[nodiscard]] hw::CycleStack stack(std::int64_t cycles, std::int64_t done) const;

  private:
    void charge_fill(const Boundary& boundary, std::int64_t from, std::int64_t until,
                     std::int64_t shift);
    void charge(Stall::Cause cause, MemoryIndex memory, std::int64_t from, std::int64_t until);

    const Boundary& innermost_;
    const Boundary& results_;
    Observer* observer_;
    hw::CycleStack stack_;
};

} // namespace counterpoint::sim
