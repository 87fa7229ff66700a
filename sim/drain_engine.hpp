#pragma once

#include <cstdint>
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

/// Sends output tiles from the units of a memory to their parents, in order, as soon as what is
/// below has arrived and the parents have room.
class DrainEngine : public sc_core::sc_module {
  public:
    DrainEngine(const sc_core::sc_module_name& name, Run& run, Boundary& boundary,
                const workloads::Layer& layer, std::int64_t element_bytes);

    MemoryPort parents;
    MemoryPort units;
    sc_core::sc_port<Network> network;

    /// What it waits for, in words; empty when it has nothing to do.
    [[nodiscard]] std::string waits_for() const;
    /// When the last drain so far arrives.
    [[nodiscard]] std::int64_t last_kept() const { return last_kept_; }

  private:
    void proceed();
    [[nodiscard]] std::optional<std::int64_t> ready();
    void start();
    void finish();

    Run& run_;
    Boundary& boundary_;
    std::size_t output_;
    std::int64_t element_bytes_;
    std::vector<hw::Access> parent_side_;
    std::vector<hw::Access> unit_side_;
    bool sending_ = false;
    std::int64_t started_at_ = 0;
    std::int64_t over_at_ = 0;
    std::int64_t latency_ = 0;
    std::int64_t outer_room_ = 0; ///< when the parents had room for the present drain
    std::int64_t last_kept_ = 0;
};

} // namespace counterpoint::sim
