#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/alarm.hpp"
#include "sim/fast_forward/machine_state.hpp"
#include "sim/pass_plan.hpp"

namespace counterpoint::sim {

/// The channel of a fill network that transfers of several memories go over: those of its own
/// memory and those of memories further in, which pass it. They take turns in the order of the
/// program; a memory's transfers come before those of memories further in.
class FillChannel {
  public:
    /// Somebody whose transfers pass; the innermost memory last. Returns its number. `alarm` of
    /// each that uses the channel is woken when something changes.
    std::size_t add_passer(MemoryIndex memory, Alarm& alarm);
    /// The memory that the channel belongs to.
    void add_owner(Alarm& alarm) { alarms_.push_back(&alarm); }

    /// From which phase on a passer passes next; nothing: it passes no more.
    void will_pass(std::size_t passer, std::optional<LoopIndices> next);

    /// May a transfer of a memory for a phase go over the channel, as far as others come first?
    /// `loops`: how many loops its phases iterate over, `phase`: their indices.
    [[nodiscard]] bool is_turn(MemoryIndex memory, std::size_t loops,
                               const LoopIndices& phase) const;

    /// A passer's transfer is about to begin; nobody else's does until it has.
    void reserve() { ++reserved_; }
    /// It has begun and is through at this cycle.
    void occupy(std::int64_t until);
    /// When passing transfers that have begun are through; nothing while that is not known.
    [[nodiscard]] std::optional<std::int64_t> free_at() const {
        return reserved_ == 0 ? std::optional(free_at_) : std::nullopt;
    }

    /// What is still to pass follows from where the walks stand.
    void record(MachineState& state) {
        state.figure(reserved_);
        state.time(free_at_);
    }

  private:
    struct Passer {
        MemoryIndex memory;
        std::optional<LoopIndices> next;
    };

    void wake();

    std::vector<Passer> passers_;
    std::vector<Alarm*> alarms_;
    std::int64_t reserved_ = 0;
    std::int64_t free_at_ = 0;
};

} // namespace counterpoint::sim
