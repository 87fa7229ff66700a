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
#include "sim/route.hpp"
#include "sim/run.hpp"

namespace counterpoint::sim {

/// A memory that a fill reads.
struct FillSource {
    MemoryIndex memory;
    std::int64_t latency_cycles = 0; ///< from a read to its data
    bool ahead = false;              ///< it takes time, so it is asked for one tile ahead
};

/// Sends the tiles of a memory's phases into its units, in order, as soon as there is a slot, the
/// tile around is there, partial sums that have to come back are back, and the networks on the way
/// are free. Where the parents take time to read, it asks them for one tile ahead, while the
/// network still sends the one before.
class FillEngine : public sc_core::sc_module {
  public:
    FillEngine(const sc_core::sc_module_name& name, Run& run, Boundary& boundary,
               PhaseSource& source, const std::vector<FillSource>& sources);

    /// Where tiles come from.
    struct Source : FillSource {
        Source(const FillSource& what, const char* name, std::size_t tensors, Alarm& alarm)
            : FillSource(what), port(name, tensors, alarm) {}
        MemoryPort port;
    };
    /// The innermost memory first. Their ports are to be bound.
    [[nodiscard]] const std::vector<std::unique_ptr<Source>>& sources() const { return sources_; }
    MemoryPort units;
    /// The memory's own, then those that its fills pass, from the inside out.
    sc_core::sc_port<Network, 0> networks;
    Route route;

    /// What it waits for, in words; empty when all phases have been sent.
    [[nodiscard]] std::string waits_for() const;
    [[nodiscard]] std::int64_t phases() const { return sent_phases_; }
    void record(MachineState& state);
    /// The source has skipped phases: nothing that others know of it is as it was.
    void skipped() { route.announce(more_); }
    /// By tensor: what the memories it comes from have read so far.
    [[nodiscard]] std::int64_t reads_of(TensorIndex tensor) const;
    /// By tensor: elements that the PEs took into registers. Empty where they take none.
    [[nodiscard]] const std::vector<std::int64_t>& into_registers() const {
        return into_registers_;
    }
    /// Elements of a tensor that the memory's own network carried.
    [[nodiscard]] std::int64_t carried(TensorIndex tensor) const {
        return source_.transit() == nullptr ? reads_of(tensor) : carried_[tensor.value];
    }
    /// By tensor: elements that units took from neighbours so far, and reads of the parents that
    /// this made needless.
    [[nodiscard]] const std::vector<std::int64_t>& forwarded() const { return forwarded_; }
    [[nodiscard]] const std::vector<std::int64_t>& saved_reads() const { return saved_reads_; }

  private:
    /// What one fill reads of one source.
    struct Read {
        std::vector<hw::Access> elements; ///< by tensor
        std::int64_t most_bytes = 0;      ///< of any one unit
        bool any = false;
        MemoryPort::Pending* pending = nullptr;
    };
    /// A fill from the moment it takes a slot until its last byte is sent.
    struct Fill {
        std::int64_t phase = 0;
        std::int64_t moved_loop = -1; ///< by the end of the phase
        Transfer transfer;
        std::vector<Crossing> crossings;
        std::int64_t unit_bytes = 0; ///< of the busiest unit
        std::vector<Read> reads;     ///< by source; of an earlier fill where it takes nothing
        std::vector<hw::Access> unit_side;
        bool takes = false;    ///< anything
        bool forwards = false; ///< neighbours give some of it
        bool sending = false;
        std::int64_t networks_free = 0;   ///< when those that it takes had been free
        std::int64_t network_free_at = 0; ///< when they have had time for its bytes
        MemoryPort::Pending* written = nullptr;

        void record(std::int64_t oldest_phase, MachineState& state);
    };

    void proceed();
    bool step(std::optional<std::int64_t>& next);
    [[nodiscard]] std::optional<std::int64_t> ready() const;
    [[nodiscard]] static std::optional<std::int64_t> end_of(const Fill& fill);
    [[nodiscard]] std::shared_ptr<const TensorRuns> drain_runs() const;
    void begin();
    void take_tiles(Fill& fill);
    void take_reads(Fill& fill);
    void read(Fill& fill, std::size_t source, const TileAccess& access);
    bool take_from_neighbours();
    [[nodiscard]] Delivery carry(const Fill& fill);
    void move_tiles(Fill& fill, std::int64_t network_cycles);
    void send(Fill& fill);
    void finish();
    [[nodiscard]] bool sources_free() const;

    Run& run_;
    Boundary& boundary_;
    PhaseSource& source_;
    std::vector<std::unique_ptr<Source>> sources_;
    bool reads_ahead_ = false;
    bool more_;                 ///< the source has a phase whose fill has not begun
    std::array<Fill, 2> fills_; ///< the oldest first
    std::size_t underway_ = 0;
    std::vector<Delivery> deliveries_; ///< of the networks that are passed
    std::int64_t sent_at_ = 0;
    std::int64_t here_ = 0;            ///< of the phase before
    std::int64_t longest_latency_ = 0; ///< of any delivery
    std::int64_t sent_phases_ = 0;
    std::vector<std::int64_t> carried_; ///< by tensor; where it is not what is read
    std::vector<std::int64_t> into_registers_;
    std::vector<std::int64_t> forwarded_;
    std::vector<std::int64_t> saved_reads_;
};

} // namespace counterpoint::sim
