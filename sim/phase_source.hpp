#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "hw/counts.hpp"
#include "hw/hardware.hpp"
#include "sim/address/tile_runs.hpp"
#include "sim/input_tiles.hpp"
#include "sim/noc/passages.hpp"
#include "sim/output_tiles.hpp"
#include "sim/pass_plan.hpp"
#include "sim/pe_work.hpp"
#include "sim/phase_messages.hpp"
#include "sim/program.hpp"
#include "sim/transit.hpp"
#include "sim/walk.hpp"

namespace counterpoint::sim {

/// What one phase of a memory asks of the hardware.
struct Phase {
    std::int64_t number = 0;
    std::int64_t outer = 0; ///< the phase of the next outer memory that it lies in
    bool first_in_outer = true;
    bool last_in_outer = false;
    std::int64_t down_bytes = 0; ///< most that any one unit of the next outer memory sends
    std::int64_t all_down_bytes = 0;
    /// On the networks that come before the memory's own, the innermost first.
    std::vector<Crossing> crossings;
    std::int64_t unit_bytes = 0; ///< most that any one unit takes; only where it has banks
    /// How it goes through the fill network; null where nothing is sent or the network is ideal.
    const noc::Pass* fill_pass = nullptr;
    bool reloads = false;
    std::int64_t drains_before = 0; ///< output tiles that leave in the phases up to number − 2
    bool drains = false;            ///< do the output's tiles leave at the end?
    Stay stay;                      ///< of the output's tiles
    std::int64_t moved_loop = -1;   ///< outermost loop that moves next; −1 after the last phase
    Work work;                      ///< innermost memory only

    /// All but the numbers of phases and drains, which only count on.
    void record(MachineState& state) const;
};

/// The phases of one memory, in order: walks the mapping and says what each phase takes, in numbers
/// of elements and bytes. Knows no time.
class PhaseSource {
  public:
    /// All of them outlive it. `fill` and `drain` are the memory's networks, null where they are
    /// ideal. Throws InputError where the tensors do not fit into the DRAM.
    PhaseSource(const Program& program, const workloads::Layer& layer, const hw::Hardware& hardware,
                MemoryIndex memory, noc::Passages* fill = nullptr, noc::Passages* drain = nullptr);

    /// Makes phase() the next one. Returns false, and changes nothing, after the last.
    bool next();

    [[nodiscard]] const Phase& phase() const { return phase_; }

    /// Puts down the phase at which it stands, but not where the walk stands.
    void record(MachineState& state);
    /// The walk; it stands at the phase after phase(), if there is one.
    [[nodiscard]] const PhaseWalk& walk() const { return walk_; }
    /// Skips so many iterations of a loop that look alike. Phases keep their numbers, as if those
    /// in between were none.
    void skip(std::size_t loop, std::int64_t iterations);

    /// By tensor: elements that the memory's own network carries for the fill of this phase (the
    /// next outer memory reads them, if they come from there), that the units write.
    [[nodiscard]] const std::vector<hw::Access>& parent_side() const { return parent_side_; }
    [[nodiscard]] const std::vector<hw::Access>& unit_side() const { return unit_side_; }
    /// By tensor: what PEs write into registers instead. Empty where no tensor is in registers.
    [[nodiscard]] const std::vector<std::int64_t>& into_registers() const {
        return into_registers_;
    }
    /// How tensors come from further out than the next memory; null where none does.
    [[nodiscard]] const Transit* transit() const { return transit_.get(); }
    /// The loops at phase(). Nothing where no tensor bypasses a memory.
    [[nodiscard]] const LoopState& loops() const { return loops_; }
    /// Can partial sums ever come back to the units?
    [[nodiscard]] bool may_reload() const { return output_.may_reload(); }

    /// By tensor: of what the units write, elements that they get from neighbours.
    [[nodiscard]] const std::vector<std::int64_t>& forwarded() const { return forwarded_; }
    /// Do units take anything from each other?
    [[nodiscard]] bool forwards() const { return hardware_.memories[memory_].fill.forwarding; }
    /// By tensor: reads of the parents that this made needless.
    [[nodiscard]] const std::vector<std::int64_t>& saved_reads() const { return saved_reads_; }

    /// What phase()'s fill and stay send, by parent unit, and what makes either look like another.
    [[nodiscard]] std::vector<noc::ParentMessages> fill_messages() const;
    [[nodiscard]] std::vector<noc::ParentMessages> drain_messages() const;
    [[nodiscard]] noc::TransferKey fill_key() const;
    [[nodiscard]] noc::TransferKey drain_key() const;

    /// Where tensors come from memory 0 and that is a DRAM, the addresses there that belong to
    /// phase(): what its fill reads and its stay writes. Null elsewhere.
    [[nodiscard]] const TileRuns* tile_runs() const { return tile_runs_.get(); }

    /// Bytes that one unit needs for each tensor, as far as the phases have come. Throws Overflow,
    /// as demand_bytes does.
    [[nodiscard]] std::vector<std::int64_t> demand() const;
    /// The same of all tensors together.
    [[nodiscard]] std::int64_t demand_bytes() const;
    [[nodiscard]] MemoryIndex memory() const { return memory_; }
    [[nodiscard]] TensorIndex output() const { return layer_.output; }

    /// MACs that each PE does in the phases so far; innermost memory only.
    [[nodiscard]] std::vector<std::int64_t> macs_by_pe() const {
        return pe_work_->macs_by_pe(walk_);
    }

  private:
    void describe();
    void count_work();
    [[nodiscard]] std::int64_t demand_of(std::int64_t bytes, std::int64_t tile,
                                         std::int64_t new_elements) const;
    [[nodiscard]] std::int64_t demand_of(const InputTiles& input) const;
    [[nodiscard]] std::int64_t demand_of_output() const;
    void fill_inputs();
    void reload_output(bool came);
    void divert(bool came);
    void pass_networks(bool came);
    [[nodiscard]] const PhaseMessages& messages() const;
    [[nodiscard]] std::int64_t most_unit_bytes() const;
    void look_ahead();

    const Program& program_;
    const workloads::Layer& layer_;
    const hw::Hardware& hardware_;
    MemoryIndex memory_;
    noc::Passages* fill_network_;
    noc::Passages* drain_network_;
    PhaseWalk walk_;
    std::vector<InputTiles> inputs_;
    OutputTiles output_;
    mutable std::optional<PhaseMessages> messages_; ///< made when first asked for
    Table<TensorIndex, std::int64_t> bytes_;        ///< of an element
    std::int64_t output_bytes_;
    std::optional<PeWork> pe_work_;
    std::unique_ptr<TileRuns> tile_runs_;
    std::unique_ptr<Transit> transit_;
    Phase phase_;
    LoopState loops_;
    std::int64_t outer_ = 0;
    std::int64_t drains_ = 0; ///< tiles that have left up to the phase before this one
    std::vector<std::int64_t> by_parent_;
    std::vector<hw::Access> parent_side_;
    std::vector<hw::Access> unit_side_;
    std::vector<std::int64_t> into_registers_;
    std::vector<std::int64_t> forwarded_;
    std::vector<std::int64_t> saved_reads_;
    noc::TransferKey key_;
    bool started_ = false;
    bool over_ = false;
};

} // namespace counterpoint::sim
