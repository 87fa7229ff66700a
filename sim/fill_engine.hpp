#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <systemc>

#include "sim/boundary.hpp"
#include "sim/memory.hpp"
#include "sim/network.hpp"
#include "sim/phase_source.hpp"
#include "sim/run.hpp"

namespace counterpoint::sim {

/// Sends the tiles of a memory's phases into its units, in order, as soon as there is a slot, the
/// tile around is there, and partial sums that have to come back are back.
class FillEngine : public sc_core::sc_module {
  public:
    FillEngine(const sc_core::sc_module_name& name, Run& run, Boundary& boundary,
               PhaseSource& source);

    MemoryPort parents;
    MemoryPort units;
    sc_core::sc_port<Network> network;

    /// What it waits for, in words; empty when all phases have been sent.
    [[nodiscard]] std::string waits_for() const;
    [[nodiscard]] std::int64_t phases() const { return sent_phases_; }

  private:
    void proceed();
    [[nodiscard]] std::optional<std::int64_t> ready() const;
    void start();
    void finish();

    Run& run_;
    Boundary& boundary_;
    PhaseSource& source_;
    bool more_; ///< the source has a phase that has not been started or sent
    bool sending_ = false;
    std::int64_t sent_at_ = 0;
    std::int64_t here_ = 0; ///< of the phase before
    std::int64_t sent_phases_ = 0;
};

} // namespace counterpoint::sim
