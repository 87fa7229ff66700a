#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <systemc>
#include <vector>

#include "sim/boundary.hpp"
#include "sim/memory.hpp"
#include "sim/network.hpp"
#include "sim/phase_source.hpp"
#include "sim/run.hpp"

namespace counterpoint::sim {

/// Sends the tiles of a memory's phases into its units, in order, as soon as there is a slot, the
/// tile around is there, and partial sums that have to come back are back. Where the parents take
/// time to read, it asks them for one tile ahead, while the network still sends the one before.
class FillEngine : public sc_core::sc_module {
  public:
    FillEngine(const sc_core::sc_module_name& name, Run& run, Boundary& boundary,
               PhaseSource& source, bool reads_ahead);

    MemoryPort parents;
    MemoryPort units;
    sc_core::sc_port<Network> network;

    /// What it waits for, in words; empty when all phases have been sent.
    [[nodiscard]] std::string waits_for() const;
    [[nodiscard]] std::int64_t phases() const { return sent_phases_; }
    void record(MachineState& state);
    /// By tensor: elements that units took from neighbours so far, and reads of the parents that
    /// this made needless.
    [[nodiscard]] const std::vector<std::int64_t>& forwarded() const { return forwarded_; }
    [[nodiscard]] const std::vector<std::int64_t>& saved_reads() const { return saved_reads_; }

  private:
    /// A fill from the moment it takes a slot until its last byte is sent.
    struct Fill {
        std::int64_t phase = 0;
        std::int64_t outer = 0;
        bool last_in_outer = false;
        Transfer transfer;
        std::int64_t unit_bytes = 0; ///< of the busiest unit
        std::vector<hw::Access> parent_side;
        std::vector<hw::Access> unit_side;
        bool forwards = false; ///< neighbours give some of it
        bool sending = false;
        std::int64_t network_free_at = 0; ///< when the network has had time for its bytes
        MemoryPort::Pending* read = nullptr;
        MemoryPort::Pending* written = nullptr;

        void record(std::int64_t oldest_phase, MachineState& state);
    };

    void proceed();
    bool step(std::optional<std::int64_t>& next);
    [[nodiscard]] std::optional<std::int64_t> ready() const;
    [[nodiscard]] static std::optional<std::int64_t> end_of(const Fill& fill);
    [[nodiscard]] std::shared_ptr<const TensorRuns> drain_runs() const;
    void begin();
    bool take_from_neighbours();
    void send(Fill& fill);
    void finish();

    Run& run_;
    Boundary& boundary_;
    PhaseSource& source_;
    bool reads_ahead_;
    bool more_;                 ///< the source has a phase whose fill has not begun
    std::array<Fill, 2> fills_; ///< the oldest first
    std::size_t underway_ = 0;
    std::int64_t sent_at_ = 0;
    std::int64_t here_ = 0;            ///< of the phase before
    std::int64_t longest_latency_ = 0; ///< of any delivery
    std::int64_t sent_phases_ = 0;
    std::vector<std::int64_t> forwarded_;
    std::vector<std::int64_t> saved_reads_;
};

} // namespace counterpoint::sim
