#pragma once

#include <cstdint>
#include <string>
#include <systemc>
#include <vector>

#include "sim/observation/file_in_making.hpp"
#include "sim/observation/trace_options.hpp"
#include "sim/observer.hpp"

namespace counterpoint::sim {

/// The main signals of the accelerator as a SystemC waveform (VCD): of every memory but the
/// outermost the phase and activity of its fill and drain networks and the slots occupied, and
/// phase and activity of the PEs. One unit of its time is one cycle.
class Waveform : public sc_core::sc_module, public Observer {
  public:
    /// To be made before the simulation starts. Throws InputError where the file cannot be written.
    Waveform(const sc_core::sc_module_name& name, const TraceOptions& options,
             const hw::Hardware& hardware);
    ~Waveform() override;
    Waveform(const Waveform&) = delete;
    Waveform& operator=(const Waveform&) = delete;
    Waveform(Waveform&&) = delete;
    Waveform& operator=(Waveform&&) = delete;

    /// Puts the file in its place. Returns what was left out of it, in words; usually nothing.
    std::vector<std::string> complete(std::int64_t cycles);

    void started(Engine engine, hw::MemoryIndex memory, std::int64_t phase,
                 std::int64_t at) override;
    void filled(const Activity& activity, std::int64_t here, std::int64_t bytes) override;
    void computed(const Activity& activity, std::int64_t macs) override;
    void drained(const Activity& activity, std::int64_t kept, std::int64_t bytes) override;
    void stalled(const Stall& /*stall*/) override {}
    void freed(hw::MemoryIndex memory, std::int64_t phase, std::int64_t at) override;

  private:
    struct EngineSignals {
        bool busy = false;
        sc_dt::int64 phase = 0;
    };
    struct MemorySignals {
        EngineSignals fill;
        EngineSignals drain;
        sc_dt::uint64 slots_occupied = 0;
    };
    struct Signals {
        Table<hw::MemoryIndex, MemorySignals> memories;
        EngineSignals pes;
    };

    void show_engine(const std::string& name, const EngineSignals& signals);
    void close();
    void open_window();
    void show(std::int64_t at);
    [[nodiscard]] EngineSignals& signals(Engine engine, hw::MemoryIndex memory);

    TraceOptions options_;
    FileInMaking unfinished_;
    sc_core::sc_trace_file* file_;
    Signals present_;
    Signals shown_; ///< what the kernel writes: stands still outside the cycles asked for
    std::int64_t changes_ = 0;
    std::int64_t cut_at_ = -1; ///< the first cycle whose changes are missing; −1: none
};

} // namespace counterpoint::sim
