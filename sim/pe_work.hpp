#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "sim/fast_forward/machine_state.hpp"
#include "sim/mac_checksum.hpp"
#include "sim/program.hpp"
#include "sim/walk.hpp"

namespace counterpoint::sim {

/// What the PEs do in one innermost phase.
struct Work {
    std::int64_t macs = 0;              ///< all PEs
    std::int64_t most_macs = 0;         ///< of the busiest PE
    std::int64_t cycles = 0;            ///< of the busiest PE
    std::int64_t output_reads = 0;      ///< MACs that add to a partial sum the PE holds
    std::int64_t most_output_reads = 0; ///< of those of one PE
    MacSum sum;                         ///< which MACs these are
    /// By PE, in the order of units; null where nobody asks. Same work, same address.
    const std::vector<std::int64_t>* cycles_by_pe = nullptr;

    /// All but which MACs these are.
    void record(MachineState& state) const;
};

/// The boxes of all PEs, phase by phase.
class PeWork {
  public:
    /// Watches the ranges that it needs. `by_pe`: somebody asks for the cycles of each PE.
    PeWork(const Program& program, PhaseWalk& walk, std::int64_t lanes, bool by_pe);

    /// Takes note of the phase at which the walk stands; to be called at each.
    void update(const PhaseWalk& walk);

    /// MACs and cycles of this phase.
    [[nodiscard]] const Work& work() const { return work_; }
    void record(MachineState& state);
    /// MACs that each PE has done in the phases so far, in the order of units.
    [[nodiscard]] std::vector<std::int64_t> macs_by_pe(const PhaseWalk& walk) const;

  private:
    using Forms = std::vector<std::size_t>;
    struct Hash {
        std::size_t operator()(const Forms& forms) const;
    };
    struct Lot {
        Work work;
        std::vector<std::int64_t> cycles_by_pe;
        std::int64_t phases = 0; ///< that looked like this
    };
    /// By dimension and PE, which of its pieces the PE has.
    using Pieces = Table<DimensionIndex, std::vector<std::size_t>>;

    [[nodiscard]] Work measure(const PhaseWalk& walk) const;
    [[nodiscard]] std::int64_t macs_of(const PhaseWalk& walk, const Forms& forms,
                                       const Pieces& pieces, std::size_t pe) const;
    [[nodiscard]] std::int64_t cycles_of(std::int64_t macs) const;
    [[nodiscard]] std::size_t pes() const {
        return static_cast<std::size_t>(program_.units[program_.innermost()]);
    }

    const Program& program_;
    std::int64_t lanes_;
    std::optional<Pieces> pieces_;    ///< where somebody asks for the cycles of each PE
    std::vector<std::size_t> depths_; ///< by dimension
    std::unordered_map<Forms, Lot, Hash> lots_;
    std::vector<Lot*> lots_in_order_; ///< in which they occurred
    PhaseMacs phase_macs_;
    Forms forms_;
    Lot* lot_ = nullptr;
    Work work_;
};

} // namespace counterpoint::sim
