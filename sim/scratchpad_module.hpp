#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <systemc>
#include <utility>

#include "hw/banks.hpp"
#include "sim/memory.hpp"
#include "sim/run.hpp"
#include "sim/scratchpad/bank_traffic.hpp"
#include "sim/scratchpad/banked_unit.hpp"

namespace counterpoint::sim {

/// A memory whose units are made of banks. All units do the same; the busiest one counts.
class ScratchpadModule : public MemoryModule {
  public:
    ScratchpadModule(const sc_core::sc_module_name& name, std::size_t tensors, Run& run,
                     const hw::Banks& banks);

    [[nodiscard]] std::string waits_for() const override;
    [[nodiscard]] BankTraffic traffic() const;
    void record(MachineState& state) override;
    void skipped() override;

  protected:
    bool serve(int port, tlm::tlm_generic_payload& payload) override;

  private:
    struct Job {
        int port = 0;
        tlm::tlm_generic_payload* payload = nullptr; ///< null: none
    };

    void proceed();
    void look_ahead();

    Run& run_;
    BankedUnit unit_;  ///< as far as time has come
    BankedUnit ahead_; ///< at the next end of a stream, if none starts before
    std::array<Job, stream_count> jobs_;
    sc_core::sc_event event_;
};

} // namespace counterpoint::sim
