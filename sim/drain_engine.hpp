#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <systemc>
#include <vector>

#include "hw/counts.hpp"
#include "sim/boundary.hpp"
#include "sim/memory.hpp"
#include "sim/network.hpp"
#include "sim/run.hpp"

namespace counterpoint::sim {

/// Sends output tiles from the units of a memory to those of the one before in the output's chain,
/// its parents here, in order, as soon as what is below has arrived and the parents have room.
class DrainEngine : public sc_core::sc_module {
  public:
    DrainEngine(const sc_core::sc_module_name& name, Run& run, Boundary& boundary,
                const workloads::Layer& layer, const hw::Hardware& hardware, bool from_registers);

    MemoryPort parents;
    MemoryPort units;
    /// The memory's own, then those that its drains pass, from the inside out.
    sc_core::sc_port<Network, 0> networks;

    /// What it waits for, in words; empty when it has nothing to do.
    [[nodiscard]] std::string waits_for() const;
    /// When the last drain so far arrives.
    [[nodiscard]] std::int64_t last_kept() const { return last_kept_; }
    /// Of two partial sums each, on the way and where they arrive.
    [[nodiscard]] std::int64_t additions() const { return additions_; }
    /// Elements that left the PEs' registers.
    [[nodiscard]] std::int64_t from_registers() const { return left_registers_; }
    /// By network, as above: elements that came out of it.
    [[nodiscard]] const std::vector<std::int64_t>& arrived() const { return arrived_; }
    void record(MachineState& state);

  private:
    /// A drain from its first byte on the network until the parents have it.
    struct Drain {
        std::int64_t phase = 0;
        std::int64_t bytes = 0;
        std::int64_t start = 0;
        std::int64_t network_free_at = 0; ///< when the network has had time for its bytes
        std::int64_t sent = 0;
        std::int64_t latency = 0;
        std::int64_t outer_room = 0; ///< when the parents had room for it
        MemoryPort::Pending* read = nullptr;
        MemoryPort::Pending* written = nullptr;

        void record(MachineState& state);
    };

    static bool is_written(const Drain& drain) {
        return drain.written == nullptr || drain.written->over();
    }

    void proceed();
    bool step(std::optional<std::int64_t>& next);
    [[nodiscard]] std::optional<std::int64_t> ready();
    [[nodiscard]] std::optional<std::int64_t> end_of_sending() const;
    void start();
    Delivery carry(const Stay& stay);
    MemoryPort::Pending* read(const Stay& stay, std::int64_t cycles);
    MemoryPort::Pending* write(const DrainJob& job, std::int64_t cycles);
    void finish();
    void land();

    Run& run_;
    Boundary& boundary_;
    std::size_t output_;
    std::int64_t element_bytes_;
    bool from_registers_;
    std::int64_t read_latency_; ///< of the units
    std::int64_t left_registers_ = 0;
    std::int64_t additions_ = 0;
    std::vector<std::int64_t> arrived_;
    std::vector<hw::Access> parent_side_;
    std::vector<hw::Access> unit_side_;
    std::optional<Drain> sending_;
    std::deque<Drain> landing_; ///< sent, but the parents have not written them yet
    std::int64_t outer_room_ = 0;
    std::int64_t last_kept_ = 0;
};

} // namespace counterpoint::sim
