#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <systemc>
#include <tlm>
#include <vector>

#include <tlm_utils/multi_passthrough_target_socket.h>
#include <tlm_utils/simple_initiator_socket.h>

#include "hw/counts.hpp"
#include "sim/address/address_run.hpp"
#include "sim/alarm.hpp"
#include "sim/fast_forward/machine_state.hpp"
#include "sim/scratchpad/banked_unit.hpp"

namespace counterpoint::sim {

/// What a transaction with a memory is about: the elements of a tile, in all units together.
struct TileAccess {
    const std::vector<hw::Access>* elements = nullptr; ///< by tensor
    /// Where they lie in memory 0, by tensor; null where nobody needs to know. Read or written, as
    /// the transaction's command says.
    const std::vector<std::vector<AddressRun>>* runs = nullptr;
    Stream stream = Stream::fill; ///< whose access it is
    std::int64_t unit_bytes = 0;  ///< of the busiest unit
    std::int64_t added_bytes = 0; ///< of these, those that are read, added to and written
    /// Cycles from now in which the network carries the bytes, or the PEs compute with them. What
    /// is read leaves the memory in them, what is written has come by their end.
    std::int64_t network_cycles = 0;
};

/// The TLM extension that carries it.
class TileExtension : public tlm::tlm_extension<TileExtension> {
  public:
    TileAccess access;

    [[nodiscard]] tlm_extension_base* clone() const override { return new TileExtension(*this); }
    void copy_from(const tlm_extension_base& other) override {
        access = static_cast<const TileExtension&>(other).access;
    }
    /// Belongs to a MemoryPort.
    void free() override {}
};

/// All units of one memory: counts what is read and written. This one takes no time for it; a
/// memory that does overrides serve().
class MemoryModule : public sc_core::sc_module {
  public:
    MemoryModule(const sc_core::sc_module_name& name, std::size_t tensors);

    tlm_utils::multi_passthrough_target_socket<MemoryModule> socket;

    /// By tensor.
    [[nodiscard]] const std::vector<hw::Access>& counts() const { return counts_; }

    /// What it waits for, in words; empty when it has nothing to do.
    [[nodiscard]] virtual std::string waits_for() const { return {}; }

    virtual void record(MachineState& state) { state.counters(counts_); }
    /// Counters have been moved on, and kernel time stood still: the memory goes on from there.
    virtual void skipped() {}

  protected:
    /// Takes up a transaction of a port. Returns whether it is over at once; otherwise the memory
    /// tells, later, that it can take the port's next one (accepted) and that this one is over.
    virtual bool serve(int port, tlm::tlm_generic_payload& payload);

    void accepted(int port, tlm::tlm_generic_payload& payload) {
        answer(port, payload, tlm::END_REQ);
    }
    void over(int port, tlm::tlm_generic_payload& payload) {
        answer(port, payload, tlm::BEGIN_RESP);
    }

  private:
    tlm::tlm_sync_enum transport(int port, tlm::tlm_generic_payload& payload, tlm::tlm_phase& phase,
                                 sc_core::sc_time& delay);
    void answer(int port, tlm::tlm_generic_payload& payload, tlm::tlm_phase phase);

    std::vector<hw::Access> counts_;
};

/// An engine's way to a memory.
class MemoryPort {
  public:
    /// `alarm`, which outlives it, is woken when the memory reports something.
    MemoryPort(const char* name, std::size_t tensors, Alarm& alarm);

    tlm_utils::simple_initiator_socket<MemoryPort> socket;

    /// A transaction that takes the memory some time.
    class Pending {
      public:
        /// The cycle at which it was over; nothing while it is not.
        [[nodiscard]] std::optional<std::int64_t> over() const { return over_; }

      private:
        friend class MemoryPort;
        TileExtension tile_;
        tlm::tlm_generic_payload payload_; ///< lets go of its extension at its own end
        std::optional<std::int64_t> over_;
        bool used_ = false;
    };

    /// Reads, or writes (and reads what is added to): counts the elements and has the memory begin
    /// to move them. Only if the port is free. Returns null if that took no time; what is returned
    /// otherwise belongs to the port, which wants it back.
    Pending* begin(tlm::tlm_command command, const TileAccess& access);
    /// Null: nothing was pending.
    static void give_back(Pending* pending) {
        if (pending != nullptr) {
            pending->used_ = false;
        }
    }

    /// Can the memory take up another transaction?
    [[nodiscard]] bool free() const { return free_; }

    /// By tensor: what went through this port so far.
    [[nodiscard]] const std::vector<hw::Access>& total() const { return total_; }

    /// Puts down a transaction that somebody waits for; null: nobody does.
    static void record(Pending* pending, MachineState& state) {
        state.flag(pending != nullptr);
        if (pending != nullptr) {
            state.flag(pending->over_.has_value());
            if (pending->over_) {
                state.time(*pending->over_);
            }
        }
    }
    /// Puts down all but what is pending, which those do who wait for it.
    void record(MachineState& state) {
        state.flag(free_);
        state.counters(total_);
    }

  private:
    tlm::tlm_sync_enum answered(tlm::tlm_generic_payload& payload, tlm::tlm_phase& phase,
                                sc_core::sc_time& delay);
    Pending& unused();

    Alarm& alarm_;
    std::vector<hw::Access> total_;
    std::vector<std::unique_ptr<Pending>> transactions_;
    bool free_ = true;
};

} // namespace counterpoint::sim
