#pragma once

#include <cstdint>
#include <systemc>

#include "vocabulary/checked.hpp"

namespace counterpoint::sim {

/// The cycle of the kernel's time: one cycle is one unit of its resolution.
inline std::int64_t now() { return static_cast<std::int64_t>(sc_core::sc_time_stamp().value()); }

/// The cycle that lies so many cycles ahead. Throws Overflow.
inline std::int64_t after(std::int64_t cycles) { return checked_sum(now(), cycles); }

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
    /// The engine goes on at this cycle, or before if it is told that something changed.
    void doze(std::int64_t cycle) {
        set(cycle);
        sleep();
    }
    /// The engine looks after its affairs in this cycle, whatever it slept on.
    void rouse() {
        asleep_ = false;
        event_.cancel();
        event_.notify(sc_core::SC_ZERO_TIME);
    }
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

} // namespace counterpoint::sim
