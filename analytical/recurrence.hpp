#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <boost/container/small_vector.hpp>

#include "analytical/nest.hpp"
#include "hw/counts.hpp"
#include "hw/hardware.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::analytical {

/// What one memory does where one phase ends and the next begins.
struct BoundaryStep {
    std::int64_t drain_cycles = 0; ///< on the slowest drain network it uses; 0: nothing drains
    std::int64_t fill_cycles = 0;  ///< on the slowest fill network
    std::int64_t fill_latency = 0; ///< of all fill networks on which anything is sent
    bool reloads = false;          ///< partial sums come back
    std::int64_t drain_bytes = 0;  ///< that the busiest unit of the next outer memory receives
    std::int64_t fill_bytes = 0;   ///< that the busiest unit of the next outer memory sends
};

/// A network further out that a transfer into a memory (or out of it) uses as well.
struct PassedNetwork {
    std::size_t memory = 0;
    std::size_t network = 0;
    std::int64_t bytes = 0; ///< of the busiest unit outside of the network
    std::int64_t cycles = 0;
};

/// The end of a phase of the memories from `first_memory` inwards and the start of their next one.
struct Transition {
    std::size_t first_memory = 1;
    std::vector<BoundaryStep> steps; ///< of first_memory, first_memory + 1, …, the innermost one
    std::vector<PassedNetwork> passed_in;  ///< by fills, in their order
    std::vector<PassedNetwork> passed_out; ///< by drains
};

/// Products of a time and a number of phases exceed 64 bits.
__extension__ using Wide = __int128;

/// What the PEs waited for so far, by cause, and the clock summed over transitions (which tells
/// whether waits change steadily; see repetition.cpp).
struct Ledger {
    std::vector<std::int64_t> waits; ///< by memory and cause
    Wide clock = 0;
    std::int64_t transitions = 0;
};

using Clock = std::vector<std::int64_t>; ///< the times that the future depends on

/// The ideal time of docs/semantics.md as a map from times to times that uses only max and +, hence
/// linear in the max-plus algebra: shifting all times of a state shifts all times that follow from
/// it (F. Baccelli, G. Cohen, G. J. Olsder, J.-P. Quadrat, Synchronization and Linearity, 1992, ch.
/// 2).
class Recurrence {
  public:
    /// `phases`: of each memory; more slots than phases change nothing and are not kept.
    Recurrence(const workloads::Layer& layer, const hw::Hardware& hardware, const Nest& nest,
               const Table<hw::MemoryIndex, std::int64_t>& phases);

    [[nodiscard]] Clock initial() const;
    [[nodiscard]] Ledger empty_ledger() const;

    /// Drains what has ended and fills what begins.
    void advance(const Transition& transition, Clock& clock, Ledger& ledger) const;
    /// Only drains: the end of the layer.
    void drain(const Transition& transition, Clock& clock) const;
    /// One phase of the innermost memory.
    void compute(std::int64_t cycles, Clock& clock) const;
    /// Raises every time to the earliest moment at which it could still make a difference, so that
    /// equal futures look equal. Changes nothing that follows.
    void forget(Clock& clock) const;

    /// When the innermost tile of the current phase is there.
    [[nodiscard]] std::int64_t tile_here(const Clock& clock) const;
    /// When the last computation is done.
    [[nodiscard]] static std::int64_t done(const Clock& clock) { return clock[0]; }
    /// When everything has arrived.
    [[nodiscard]] std::int64_t finished(const Clock& clock) const;
    /// What the PEs waited for at one memory.
    [[nodiscard]] static hw::MemoryStalls stalls(const Ledger& ledger, std::size_t memory);

    /// What happens to a memory somewhere inside a loop.
    struct MemoryTraffic {
        bool drains = false;
        bool reloads = false;
        bool passed = false; ///< fills of inner memories use its fill network
    };
    using Traffic = boost::container::small_vector<MemoryTraffic, 4>; ///< by memory

    /// The positions in a Clock that transitions from `first_memory` inwards read or write.
    [[nodiscard]] std::vector<std::size_t> touched(std::size_t first_memory,
                                                   const Traffic& traffic) const;

    [[nodiscard]] std::size_t memories() const { return memories_.size(); }
    /// No regime of a few slots repeats with a longer period than this many iterations.
    [[nodiscard]] std::size_t longest_period() const { return longest_period_; }

  private:
    struct Memory {
        std::int64_t fill_latency = 0;  ///< at most: of all networks its fills may use
        std::int64_t drain_latency = 0; ///< of all networks from the memory its sums go to
        std::size_t slots = 2;
        bool used_in_place = false; ///< by MACs, so its phases last as long as these
        std::size_t consumer = 0;   ///< otherwise as long as the fills of this memory
        // positions in a Clock
        std::size_t channel = 0; ///< the fill network is free again
        std::size_t sent = 0; ///< the fill has been sent; the same unless other fills may pass it
        std::size_t here = 0; ///< the tile of the current phase has arrived
        std::size_t seen = 0; ///< the same, as far as later waits ask for it
        std::size_t free = 0; ///< `slots` entries: when the last phases gave up their slots
        std::size_t kept = 0; ///< `slots` entries: when the last drains had arrived
        std::size_t back = 0; ///< 2 entries: kept, as far as reloads wait for it
    };

    // Why the PEs wait, by memory. Each is told apart from the others even where the result adds
    // them up, because repetition.cpp needs to see each time by itself.
    enum Cause : std::size_t {
        cause_transfer, ///< the fill is on its network
        cause_queue,    ///< a network it uses still sends something else
        cause_slot,     ///< it waits for a slot: the slots do not cover the latency
        cause_order,    ///< it has been sent, behind a tile that comes later
        cause_reload,   ///< it waits for partial sums that have to come back
        cause_room,     ///< results have no room
        causes,
    };

    /// One fill of a transition.
    struct FillTime {
        std::int64_t channel = 0;   ///< when all networks it uses were free
        std::int64_t sums_kept = 0; ///< 0: no reload
        std::int64_t start = 0;
        std::int64_t sent = 0;
        std::int64_t latency = 0; ///< 0 where nothing is sent
    };
    using FillTimes =
        boost::container::small_vector<FillTime, 4>; ///< from the first memory inwards

    void describe(std::size_t memory, const hw::Hardware& hardware, const Nest& nest);
    void lay_out(std::size_t memory, const Nest& nest);
    /// The memory that sums go to from this one; 0: to memory 0, which always has room.
    [[nodiscard]] std::size_t sums_to(std::size_t memory) const { return sums_.before(memory); }
    [[nodiscard]] std::int64_t room(const Clock& clock, std::size_t memory) const;
    [[nodiscard]] std::int64_t networks_free(const Transition& transition, std::size_t b,
                                             const Clock& clock) const;
    FillTime fill_memory(const Transition& transition, std::size_t b, Clock& clock) const;
    void fill(const Transition& transition, Clock& clock, Ledger& ledger) const;
    /// The part of touched() that partial sums need.
    void add_sums(std::vector<std::size_t>& positions, const Traffic& traffic) const;
    void charge_fills(const Transition& transition, const Clock& clock, const FillTimes& times,
                      Ledger& ledger) const;
    void charge_drains(const Clock& clock, Ledger& ledger) const;

    std::vector<Memory> memories_; ///< 0: unused
    TensorChain sums_;             ///< the output's
    std::int64_t longest_look_ =
        0;                 ///< how far back in time a wait is explained: all fill latencies
    std::size_t held_ = 0; ///< `slots` entries: how long the outer memory held up the last drains
    std::size_t size_ = 0;
    std::size_t longest_period_ = 1;
};

} // namespace counterpoint::analytical
