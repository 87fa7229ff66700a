#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/fast_forward/machine_state.hpp"

namespace counterpoint::sim {

/// When the tiles of one phase are in the units of the PEs. Cycles.
struct TileArrivals {
    std::int64_t begin = 0; ///< of their transfer; those who get nothing have their tiles then
    /// By PE: cycles after `begin` until it has all it gets; null: all have it at `last`.
    const std::vector<std::int64_t>* by_pe = nullptr;
    std::int64_t last = 0; ///< when all have it
};

/// PEs out of lockstep: each begins a phase when its own tiles are there, it is done with the phase
/// before and there is room for its results. done = cycles + max(here, done before, room), for each
/// PE what docs/semantics.md says of all.
class PeTimes {
  public:
    explicit PeTimes(std::size_t pes) : done_(pes, 0) {}

    /// Goes one phase on; `cycles` by PE. Returns when the last PE is done with it.
    std::int64_t compute(const TileArrivals& tiles, std::int64_t room,
                         const std::vector<std::int64_t>& cycles);

    /// No PE goes on before: operands of the busiest are still on their way.
    void wait_until(std::int64_t cycle);

    /// When the first of them was.
    [[nodiscard]] std::int64_t first_done() const {
        return *std::min_element(done_.begin(), done_.end());
    }
    void record(MachineState& state);

    /// By PE: when it was done with the last phase.
    [[nodiscard]] const std::vector<std::int64_t>& done() const { return done_; }

  private:
    std::vector<std::int64_t> done_;
};

} // namespace counterpoint::sim
