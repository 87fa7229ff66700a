#pragma once

#include <cstdint>

#include "hw/hardware.hpp"

namespace counterpoint::sim {

/// One transfer or computation. `phase` counts the phases of `memory`; cycles.
struct Activity {
    hw::MemoryIndex memory;
    std::int64_t phase = 0;
    std::int64_t from = 0;
    std::int64_t until = 0;
};

/// Time in which the PEs wait.
struct Stall {
    enum class Cause { start, operands, fill_transfer, fill_latency, drain };

    Cause cause = Cause::start;
    hw::MemoryIndex memory; ///< start and operands: the innermost one
    std::int64_t from = 0;
    std::int64_t until = 0;
};

enum class Engine { fill, compute, drain };

/// Is told of everything while it happens, in the order of simulated time as far as beginnings and
/// ends of the same engine go. Must not throw. But for `started`, every call tells of one thing
/// that is over, or whose end is certain.
class Observer {
  public:
    Observer() = default;
    Observer(const Observer&) = delete;
    Observer& operator=(const Observer&) = delete;
    Observer(Observer&&) = delete;
    Observer& operator=(Observer&&) = delete;
    virtual ~Observer() = default;

    /// A fill was sent; its tile is in the units at `here`. Bytes that left all parent units.
    virtual void filled(const Activity& activity, std::int64_t here, std::int64_t bytes) = 0;
    /// The PEs computed an innermost phase: MACs of all of them. Told when the phase is over, which
    /// is later than its computation where operands came late; that wait is told next.
    virtual void computed(const Activity& activity, std::int64_t macs) = 0;
    /// A drain was sent; its results are in the parent units at `kept`. Bytes that reached them.
    virtual void drained(const Activity& activity, std::int64_t kept, std::int64_t bytes) = 0;
    /// The PEs waited.
    virtual void stalled(const Stall& stall) = 0;

    /// An engine takes up a phase in this cycle; a fill also takes a slot. Told at once.
    virtual void started(Engine /*engine*/, hw::MemoryIndex /*memory*/, std::int64_t /*phase*/,
                         std::int64_t /*at*/) {}
    /// The slot of a phase can be taken again from this cycle on. Told at once.
    virtual void freed(hw::MemoryIndex /*memory*/, std::int64_t /*phase*/, std::int64_t /*at*/) {}
};

} // namespace counterpoint::sim
