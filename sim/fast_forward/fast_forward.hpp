#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "hw/hardware.hpp"
#include "sim/fast_forward/loop_watch.hpp"
#include "sim/fast_forward/machine_state.hpp"
#include "sim/program.hpp"
#include "sim/run.hpp"
#include "sim/skipped.hpp"

namespace counterpoint::sim {

class Accelerator;

/// Skips iterations of loops that do again what earlier ones did, with the same result. After an
/// iteration it compares the state of the whole machine with that after an earlier one. If all is
/// equal but for time, if the iterations to come have tiles that look like those of the iterations
/// in between, and if nothing that goes on outside ends before, then they do the same: the counters
/// go on by what they have gone on, and kernel time stands still.
class FastForward {
  public:
    /// All of them outlive it.
    FastForward(const Program& program, const hw::Hardware& hardware, Accelerator& accelerator,
                Run& run);

    /// To be told after every innermost phase which loop it moved, −1 after the last. Returns
    /// whether the kernel shall pause for a look at the end of this cycle.
    bool wants_to_look_after(std::int64_t moved_loop);
    [[nodiscard]] bool wants_to_look() const { return loop_.has_value(); }

    /// The cycle is at its end: nothing more will happen in it.
    void look();

    [[nodiscard]] const Skipped& skipped() const { return skipped_; }

  private:
    [[nodiscard]] bool can_afford() const;
    [[nodiscard]] bool may_repeat(std::size_t loop) const;
    void take_snapshot();
    [[nodiscard]] std::int64_t most_iterations(const Snapshot& then, std::int64_t& period) const;
    bool try_to_skip(LoopWatch& watch, const Snapshot& then);
    void skip(const Snapshot& then, const Recurrence& state, std::int64_t period,
              std::int64_t times);
    [[nodiscard]] bool iterates(hw::MemoryIndex memory) const {
        return *loop_ < program_.loops_outside[memory];
    }

    const Program& program_;
    Accelerator& accelerator_;
    Run& run_;
    std::size_t first_loop_ = 0; ///< loops outside of it never recur
    std::vector<LoopWatch> watches_;
    std::optional<std::size_t> loop_; ///< that is to be looked at
    MachineState state_;
    Snapshot now_;
    std::int64_t executed_ = 0; ///< phases
    std::int64_t cost_ = 0;     ///< of all looks, in phases
    Skipped skipped_;
};

} // namespace counterpoint::sim
