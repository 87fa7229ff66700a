#pragma once

#include <cstddef>
#include <systemc>
#include <tlm>
#include <vector>

#include <tlm_utils/multi_passthrough_target_socket.h>
#include <tlm_utils/simple_initiator_socket.h>

#include "hw/counts.hpp"

namespace counterpoint::sim {

/// What a transaction with a memory is about: elements of tensors, not addresses.
class TileAccess : public tlm::tlm_extension<TileAccess> {
  public:
    const std::vector<hw::Access>* elements = nullptr; ///< by tensor, in all units together

    [[nodiscard]] tlm_extension_base* clone() const override { return new TileAccess(*this); }
    void copy_from(const tlm_extension_base& other) override {
        elements = static_cast<const TileAccess&>(other).elements;
    }
    /// Belongs to a MemoryPort.
    void free() override {}
};

/// All units of one memory: counts what is read and written.
class MemoryModule : public sc_core::sc_module {
  public:
    MemoryModule(const sc_core::sc_module_name& name, std::size_t tensors);

    tlm_utils::multi_passthrough_target_socket<MemoryModule> socket;

    /// By tensor.
    [[nodiscard]] const std::vector<hw::Access>& counts() const { return counts_; }

  private:
    void transport(int from, tlm::tlm_generic_payload& payload, sc_core::sc_time& delay);

    std::vector<hw::Access> counts_;
};

/// An engine's way to a memory.
class MemoryPort {
  public:
    MemoryPort(const char* name, std::size_t tensors);

    tlm_utils::simple_initiator_socket<sc_core::sc_module> socket;

    /// Reads and writes elements of each tensor.
    void access(const std::vector<hw::Access>& elements);

    /// By tensor: what went through this port so far.
    [[nodiscard]] const std::vector<hw::Access>& total() const { return total_; }

  private:
    std::vector<hw::Access> total_;
    TileAccess tile_;
    tlm::tlm_generic_payload payload_; ///< lets go of its extension at its own end
};

} // namespace counterpoint::sim
