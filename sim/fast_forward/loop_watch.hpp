#pragma once

#include <cstdint>

#include "sim/fast_forward/snapshot.hpp"

namespace counterpoint::sim {

/// Looks for a period in the iterations of one loop: compares with an earlier iteration that it
/// takes anew after 1, 2, 4, 8 … iterations, so that a period of any length is found (Brent's
/// cycle detection, BIT 20, 1980). Loops that have shown none are looked at less and less often.
class LoopWatch {
  public:
    /// A loop outside has moved on: what was seen is past.
    void restart();

    /// Is it worth a look?
    [[nodiscard]] bool awake(std::int64_t cycle) const {
        return runs_to_sleep_ == 0 && cycle >= asleep_until_;
    }
    /// Everything seen so far is past, and nothing before this cycle will be of use.
    void sleep_until(std::int64_t cycle) {
        asleep_until_ = cycle;
        has_anchor_ = false;
    }

    /// The iteration to compare with; nothing: there is none yet.
    [[nodiscard]] const Snapshot* earlier() const { return has_anchor_ ? &anchor_ : nullptr; }
    /// This iteration is unlike the earlier one. The snapshot may be taken, and another be put into
    /// its place, whose contents mean nothing.
    void differs(Snapshot& now);
    /// Iterations were skipped.
    void recurred();

  private:
    Snapshot anchor_;
    bool has_anchor_ = false;
    std::int64_t age_ = 0;  ///< of the anchor, in looks
    std::int64_t most_ = 1; ///< age at which it is replaced
    bool looked_ = false;   ///< in this run
    bool recurred_ = false;
    int vain_runs_ = 0;
    std::int64_t runs_to_sleep_ = 0;
    std::int64_t asleep_until_ = 0;
};

} // namespace counterpoint::sim
