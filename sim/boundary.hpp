#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <utility>
#include <vector>

#include "sim/address/address_run.hpp"
#include "sim/alarm.hpp"
#include "sim/arrivals.hpp"
#include "sim/observer.hpp"
#include "sim/phase_source.hpp"

namespace counterpoint::sim {

/// When the fill of a phase began, was sent and is in the units, and what it waited for. Cycles;
/// −1: not yet.
struct FillTimes {
    std::int64_t start = -1;
    std::int64_t sent = -1;
    std::int64_t here = -1;
    std::int64_t latency = 0;       ///< of its networks; 0 where nothing was sent
    std::int64_t previous_sent = 0; ///< when the networks were free
    std::int64_t sums_kept = 0;     ///< when the partial sums it takes were back

    void record(MachineState& state);
};

/// Addresses of memory 0, by tensor.
using TensorRuns = std::vector<std::vector<AddressRun>>;

struct PhaseInFlight {
    Phase phase;
    FillTimes fill;
    std::shared_ptr<const TensorRuns> drain_runs; ///< where its output tiles go; null: nobody asks
};

/// The phases of a memory whose fill has begun and which the PEs have not finished.
class PhasesInFlight {
  public:
    void push(const Phase& phase, const FillTimes& fill,
              std::shared_ptr<const TensorRuns> drain_runs) {
        phases_.push_back(PhaseInFlight{phase, fill, std::move(drain_runs)});
    }
    void pop() {
        phases_.pop_front();
        ++first_;
    }

    [[nodiscard]] bool empty() const { return phases_.empty(); }
    /// The fill of a phase that the PEs have not finished and whose fill has begun.
    [[nodiscard]] FillTimes& fill(std::int64_t number) {
        return phases_[static_cast<std::size_t>(number - first_)].fill;
    }
    /// The phase that the PEs are at. Not empty.
    [[nodiscard]] const PhaseInFlight& oldest() const { return phases_.front(); }
    [[nodiscard]] std::int64_t first() const { return first_; } ///< number of the oldest
    void record(MachineState& state);
    /// The MACs of these phases become those of others, which look alike.
    void move_macs(MacSum factor) {
        for (PhaseInFlight& in_flight : phases_) {
            in_flight.phase.work.sum *= factor;
        }
    }
    /// A phase that the PEs have not finished; null if its fill has not begun.
    [[nodiscard]] const PhaseInFlight* find(std::int64_t number) const {
        const auto place = static_cast<std::size_t>(number - first_);
        return place < phases_.size() ? &phases_[place] : nullptr;
    }

  private:
    std::deque<PhaseInFlight> phases_;
    std::int64_t first_ = 0;
};

/// An output tile of all units that is to leave, and what it has to wait for.
struct DrainJob {
    std::int64_t phase = 0;
    Stay stay;
    std::int64_t inner_drains = 0; ///< drains into this memory that have to have arrived
    std::int64_t outer_drains = 0; ///< drains of the memory it goes to that have to have arrived
    std::shared_ptr<const TensorRuns> runs; ///< where it goes; null: nobody asks
};

/// What the engines on both sides of a memory's boundary with the next outer one know of each
/// other: phases, slots and drains in flight.
struct Boundary {
    Boundary(MemoryIndex which, std::size_t loops_outside, std::int64_t slot_count,
             std::int64_t slots_for_results)
        : memory(which), loops(loops_outside), slots(slot_count), result_slots(slots_for_results),
          credits(slot_count), fill_alarm("fill_alarm"), drain_alarm("drain_alarm") {}

    MemoryIndex memory;
    std::size_t loops; ///< that its phases iterate over
    std::int64_t slots;
    std::int64_t result_slots; ///< output tiles that are worked on or draining
    std::int64_t credits;      ///< slots that no phase occupies
    PhasesInFlight phases;
    std::deque<DrainJob> jobs;
    std::int64_t drains_issued = 0;
    Arrivals arrivals; ///< of its drains
    Alarm fill_alarm;
    Alarm drain_alarm;
    Alarm* user_alarm = nullptr; ///< of who uses the tiles: the next inner fill engine, or the PEs
    Alarm* room_alarm = nullptr; ///< of who waits for room: the drain engine below, or the PEs
    Boundary* outer = nullptr;   ///< null at memory 1
    Boundary* drains_to = nullptr;    ///< of the memory that takes its drains; null: memory 0
    Boundary* drained_from = nullptr; ///< of the memory whose drains it takes; null: none's
    /// Of the memories whose slots come back when this one's fills are sent.
    std::vector<Boundary*> frees;
    std::int64_t freed = 0; ///< phases that have given their slot back

    /// The drain that has to have arrived before another tile may come to be drained: while a tile
    /// is worked on, at most result_slots − 1 older ones may still be on their way.
    [[nodiscard]] std::int64_t room_drain() const { return drains_issued - result_slots + 1; }

    /// The oldest phase that has a slot gives it back.
    void give_credit(Observer* observer, std::int64_t cycle) {
        ++credits;
        fill_alarm.wake();
        if (observer != nullptr) {
            observer->freed(memory, freed, cycle);
        }
        ++freed;
    }

    void record(MachineState& state);
};

/// Who uses these memories last is done with a phase, behind which this loop moves (−1: none does
/// any more): gives back the slots of their phases that end with it.
inline void give_credits(const std::vector<Boundary*>& boundaries, std::int64_t moved_loop,
                         Observer* observer, std::int64_t cycle) {
    for (Boundary* boundary : boundaries) {
        if (moved_loop < static_cast<std::int64_t>(boundary->loops)) {
            boundary->give_credit(observer, cycle);
        }
    }
}

} // namespace counterpoint::sim
