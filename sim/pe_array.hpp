#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <systemc>
#include <vector>

#include "hw/counts.hpp"
#include "sim/boundary.hpp"
#include "sim/memory.hpp"
#include "sim/pe_times.hpp"
#include "sim/run.hpp"
#include "sim/stall_meter.hpp"

namespace counterpoint::sim {

/// All PEs, in lockstep or, where the hardware says so, each at its own pace: computes the
/// innermost phases one after the other, each as soon as its tiles are there and there is room for
/// its results. A phase is over when its MACs have had their cycles and the banks of the innermost
/// memory have moved the operands of the busiest PE. At the end of a phase it tells the drain
/// engines of the memories whose phases end with it.
class PeArray : public sc_core::sc_module {
  public:
    PeArray(const sc_core::sc_module_name& name, Run& run, Boundary& innermost,
            const Program& program, const workloads::Layer& layer, const hw::Hardware& hardware);

  private:
    Alarm alarm_; // before the port that wakes it

  public:
    MemoryPort memory;

    [[nodiscard]] Alarm& alarm() { return alarm_; }
    /// What it waits for, in words; empty when it is done.
    [[nodiscard]] std::string waits_for() const;
    [[nodiscard]] std::int64_t phases() const { return phases_; }
    [[nodiscard]] std::int64_t macs() const { return macs_; }
    /// Of the busiest PE in each phase, summed up. PEs that do not keep step may take fewer.
    [[nodiscard]] std::int64_t compute_cycles() const { return compute_cycles_; }
    /// Which MACs were done.
    [[nodiscard]] MacSum sum() const { return sum_; }
    [[nodiscard]] std::int64_t done_at() const { return done_at_; }
    [[nodiscard]] const StallMeter& stalls() const { return stalls_; }

    void record(MachineState& state);
    /// The MACs of phases that were skipped, and the factor that moves those of the phases in
    /// flight to the ones that come next.
    void skip(MacSum skipped, MacSum factor) {
        sum_ += skipped;
        innermost_.phases.move_macs(factor);
    }

  private:
    void proceed();
    [[nodiscard]] std::optional<std::int64_t> ready();
    void start();
    [[nodiscard]] std::int64_t done_with(const PhaseInFlight& phase);
    void take_operands(const Work& work);
    [[nodiscard]] std::optional<std::int64_t> end() const;
    void finish();
    void end_phase(Boundary& boundary);

    Run& run_;
    Boundary& innermost_;
    const Program& program_;
    std::size_t output_;
    std::vector<hw::Access> accesses_;        ///< of one phase, by tensor
    bool banked_;                             ///< do operands come from banks?
    std::int64_t output_bytes_;               ///< of an element
    std::int64_t mac_bytes_ = 0;              ///< that each MAC reads of inputs and writes
    MemoryPort::Pending* operands_ = nullptr; ///< null: nobody waits for them
    std::optional<PeTimes> pe_times_;         ///< where PEs do not keep step
    StallMeter stalls_;
    std::int64_t compute_cycles_ = 0;
    bool computing_ = false;
    bool over_ = false;
    std::int64_t began_at_ = 0; ///< the phase that is computed
    std::int64_t done_at_ = 0;  ///< of the phase before, or of this one's MACs while computing
    Arrivals::Arrival room_;    ///< of the drain that has to arrive before this phase
    std::int64_t phases_ = 0;
    std::int64_t macs_ = 0;
    MacSum sum_;
};

} // namespace counterpoint::sim
