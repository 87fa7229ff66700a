#pragma once

#include <memory>
#include <string>
#include <systemc>

#include "sim/boundary.hpp"
#include "sim/drain_engine.hpp"
#include "sim/dram_module.hpp"
#include "sim/fill_channel.hpp"
#include "sim/fill_engine.hpp"
#include "sim/link_networks.hpp"
#include "sim/memory.hpp"
#include "sim/pe_array.hpp"
#include "sim/phase_source.hpp"
#include "sim/run.hpp"
#include "sim/scratchpad_module.hpp"

namespace counterpoint::sim {

/// Everything between two memories: networks and engines.
struct Link {
    LinkNetworks networks;
    std::unique_ptr<PhaseSource> source;
    std::unique_ptr<Boundary> boundary;
    std::unique_ptr<FillEngine> fill;
    std::unique_ptr<DrainEngine> drain;
    std::unique_ptr<FillChannel> channel; ///< of the fill network, if other memories' fills pass it
};

/// The whole hardware, put together to run one layer by one mapping.
class Accelerator : public sc_core::sc_module {
  public:
    /// All of them outlive it.
    Accelerator(const sc_core::sc_module_name& name, Run& run, const Program& program,
                const workloads::Layer& layer, const hw::Hardware& hardware);

    [[nodiscard]] const MemoryModule& memory(MemoryIndex b) const { return *memories_[b]; }
    /// Between a memory and the next outer one; not of memory 0.
    [[nodiscard]] const Link& link(MemoryIndex b) const { return links_[b]; }
    [[nodiscard]] const PeArray& pes() const { return *pes_; }
    /// Null where the hardware does not describe that.
    [[nodiscard]] const DramModule* dram() const { return dram_; }
    [[nodiscard]] const ScratchpadModule* banks(MemoryIndex b) const { return banks_[b]; }

    [[nodiscard]] Link& link(MemoryIndex b) { return links_[b]; }
    [[nodiscard]] PeArray& pes() { return *pes_; }

    /// Puts down the state of everything but where the phases' walks stand.
    void record(MachineState& state);
    /// Has everything look after its affairs in this cycle, after some were skipped.
    void go_on();

    /// Which engines wait for what, in words; empty when all are done.
    [[nodiscard]] std::string waits_for() const;

  private:
    std::unique_ptr<MemoryModule> make_memory(MemoryIndex b, Run& run,
                                              const workloads::Layer& layer,
                                              const hw::Hardware& hardware);
    void make_link(MemoryIndex b, Run& run, const Program& program, const workloads::Layer& layer,
                   const hw::Hardware& hardware);
    void connect(MemoryIndex b, const Chains& chains, TensorIndex output);
    void introduce_neighbours(const Chains& chains, TensorIndex output);
    void share_channels(const Program& program, const workloads::Layer& layer);

    Table<MemoryIndex, std::unique_ptr<MemoryModule>> memories_;
    const DramModule* dram_ = nullptr;
    Table<MemoryIndex, const ScratchpadModule*> banks_;
    Table<MemoryIndex, Link> links_; ///< memory 0: empty
    std::unique_ptr<PeArray> pes_;
};

} // namespace counterpoint::sim
