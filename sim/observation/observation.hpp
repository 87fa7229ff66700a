#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sim/observation/chrome_trace.hpp"
#include "sim/observation/observed.hpp"
#include "sim/observation/occupancy.hpp"
#include "sim/observation/residents.hpp"
#include "sim/observation/trace_options.hpp"
#include "sim/observer.hpp"
#include "sim/program.hpp"
#include "sim/simulation.hpp"

namespace counterpoint::sim {

class Waveform;

/// Watches one simulation: writes the trace and the waveform, records the occupancy. Its files
/// stand complete in their places after complete(), and not at all otherwise.
class Observation : public Observer {
  public:
    /// All but the options outlive it. Whatever it is told it also tells `also`, if that is not
    /// null. Throws InputError where a file cannot be written.
    Observation(const TraceOptions& options, const workloads::Layer& layer,
                const hw::Hardware& hardware, const mapping::Mapping& mapping, Observer* also);
    ~Observation() override;
    Observation(const Observation&) = delete;
    Observation& operator=(const Observation&) = delete;
    Observation(Observation&&) = delete;
    Observation& operator=(Observation&&) = delete;

    /// `simulation` is what run() returned to whom it gave this observer.
    Observed complete(const Simulation& simulation);

    void started(Engine engine, hw::MemoryIndex memory, std::int64_t phase,
                 std::int64_t at) override;
    void filled(const Activity& activity, std::int64_t here, std::int64_t bytes) override;
    void computed(const Activity& activity, std::int64_t macs) override;
    void drained(const Activity& activity, std::int64_t kept, std::int64_t bytes) override;
    void stalled(const Stall& stall) override;
    void freed(hw::MemoryIndex memory, std::int64_t phase, std::int64_t at) override;

  private:
    void tell_room(hw::MemoryIndex memory, std::int64_t at);

    const Program program_;
    std::unique_ptr<ChromeTrace> trace_;
    std::unique_ptr<Waveform> waveform_;
    std::vector<Observer*> observers_; ///< whom it tells
    Table<hw::MemoryIndex, std::unique_ptr<Residents>>
        residents_;                                       ///< memory 0: null; all if not needed
    Table<hw::MemoryIndex, OccupancyRecorder> recorders_; ///< memory 0: idle
};

} // namespace counterpoint::sim
