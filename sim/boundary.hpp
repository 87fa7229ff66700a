#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <systemc>

#include "sim/arrivals.hpp"
#include "sim/phase_source.hpp"

namespace counterpoint::sim {

/// The cycle of the kernel's time: one cycle is one unit of its resolution.
inline std::int64_t now() { return static_cast<std::int64_t>(sc_core::sc_time_stamp().value()); }

/// What an engine sleeps on: an end that it knows, or word from another engine.
class Alarm {
  public:
    explicit Alarm(const char* name) : event_(name) {}

    [[nodiscard]] const sc_core::sc_event& event() const { return event_; }

    /// The engine goes on at this cycle, which lies ahead.
    void set(std::int64_t cycle) {
        event_.notify(sc_core::sc_time::from_value(static_cast<std::uint64_t>(cycle - now())));
    }
    /// The engine goes on when it is told that something changed.
    void sleep() { asleep_ = true; }
    /// Something changed.
    void wake() {
        if (asleep_) {
            asleep_ = false;
            event_.notify();
        }
    }

  private:
    sc_core::sc_event event_;
    bool asleep_ = false;
};

/// When the fill of a phase began, was sent and is in the units, and what it waited for. Cycles;
/// −1: not yet.
struct FillTimes {
    std::int64_t start = -1;
    std::int64_t sent = -1;
    std::int64_t here = -1;
    std::int64_t latency = 0;       ///< of its network; 0 where nothing was sent
    std::int64_t previous_sent = 0; ///< when the network was free
    std::int64_t sums_kept = 0;     ///< when the partial sums it takes were back
};

struct PhaseInFlight {
    Phase phase;
    FillTimes fill;
};

/// The phases of a memory whose fill has begun and which the PEs have not finished.
class PhasesInFlight {
  public:
    void push(const Phase& phase, const FillTimes& fill) {
        phases_.push_back(PhaseInFlight{phase, fill});
    }
    void pop() {
        phases_.pop_front();
        ++first_;
    }

    [[nodiscard]] bool empty() const { return phases_.empty(); }
    [[nodiscard]] PhaseInFlight& newest() { return phases_.back(); }
    /// The phase that the PEs are at. Not empty.
    [[nodiscard]] const PhaseInFlight& oldest() const { return phases_.front(); }
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
    std::int64_t inner_drains = 0; ///< drains of the next inner memory that have to have arrived
    std::int64_t outer_drains = 0; ///< drains of the next outer memory that have to have arrived
};

/// What the engines on both sides of a memory's boundary with the next outer one know of each
/// other: phases, slots and drains in flight.
struct Boundary {
    Boundary(MemoryIndex which, std::int64_t slot_count)
        : memory(which), slots(slot_count), credits(slot_count), fill_alarm("fill_alarm"),
          drain_alarm("drain_alarm") {}

    MemoryIndex memory;
    std::int64_t slots;
    std::int64_t credits; ///< slots that no phase occupies
    PhasesInFlight phases;
    std::deque<DrainJob> jobs;
    std::int64_t drains_issued = 0;
    Arrivals arrivals; ///< of its drains
    Alarm fill_alarm;
    Alarm drain_alarm;
    Alarm* user_alarm = nullptr; ///< of who uses the tiles: the next inner fill engine, or the PEs
    Alarm* room_alarm = nullptr; ///< of who waits for room: the next inner drain engine, or the PEs
    Boundary* outer = nullptr;   ///< null at memory 1
    Boundary* inner = nullptr;   ///< null at the innermost memory

    /// The drain that has to have arrived before another tile may come to be drained: while a tile
    /// is worked on, at most slots − 1 older ones may still be on their way.
    [[nodiscard]] std::int64_t room_drain() const { return drains_issued - slots + 1; }

    void give_credit() {
        ++credits;
        fill_alarm.wake();
    }
};

} // namespace counterpoint::sim
