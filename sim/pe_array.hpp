#pragma once

#include <cstdint>
#include <memory>
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
/// its results. A phase is over when its MACs have had their cycles and the banks of the memories
/// that tensors are used in have moved the operands of the busiest PE. At the end of a phase it
/// tells the drain engines of the memories whose phases end with it.
class PeArray : public sc_core::sc_module {
  public:
    /// `results` is that of the memory, or of the registers, that MACs add to.
    PeArray(const sc_core::sc_module_name& name, Run& run, Boundary& innermost, Boundary& results,
            const Program& program, const workloads::Layer& layer, const hw::Hardware& hardware);

    /// A memory whose tensors the MACs use.
    struct Operands {
        Operands(MemoryIndex which, const char* name, std::size_t tensors, Alarm& alarm)
            : memory(which), port(name, tensors, alarm), accesses(tensors) {}
        MemoryIndex memory;
        MemoryPort port;
        std::vector<bool> used;                 ///< by tensor
        std::vector<hw::Access> accesses;       ///< of one phase, by tensor
        bool banked = false;                    ///< does it take time?
        std::int64_t mac_bytes = 0;             ///< that each MAC reads of inputs and writes
        std::int64_t output_bytes = 0;          ///< that it reads of a partial sum
        MemoryPort::Pending* pending = nullptr; ///< null: nobody waits for them
    };
    /// The innermost first. Their ports are to be bound.
    [[nodiscard]] const std::vector<std::unique_ptr<Operands>>& operands() const {
        return operands_;
    }
    /// The MACs are the last to use the memory's tiles.
    void frees(Boundary& boundary) { frees_.push_back(&boundary); }
    /// Partial sums that MACs began; all of them.
    [[nodiscard]] std::int64_t sums_begun() const { return sums_begun_; }

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
    void find_operands(const Program& program, const workloads::Layer& layer,
                       const hw::Hardware& hardware);
    void take_operands(const Work& work);
    void take_operands(const Work& work, Operands& operands) const;
    bool give_operands_back();
    [[nodiscard]] std::optional<std::int64_t> end() const;
    void finish();
    void end_phase(Boundary& boundary);

    Alarm alarm_; // before the ports that wake it
    Run& run_;
    Boundary& innermost_;
    Boundary& results_;
    std::size_t output_;
    std::vector<Boundary*> frees_;
    std::vector<std::unique_ptr<Operands>> operands_;
    std::int64_t sums_begun_ = 0;
    std::optional<PeTimes> pe_times_; ///< where PEs do not keep step
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
