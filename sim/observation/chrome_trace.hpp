#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "hw/hardware.hpp"
#include "sim/observation/observed.hpp"
#include "sim/observation/trace_file.hpp"
#include "sim/observation/trace_options.hpp"
#include "sim/observer.hpp"
#include "sim/simulation.hpp"

namespace counterpoint::sim {

/// Writes what happens as a Chrome/Perfetto trace, see docs/trace.md: one track for each fill
/// network, each drain network and the PEs; what is under way behind a network on tracks of its
/// own, as many as there are transfers under way at once; the room taken in each memory as
/// counters.
class ChromeTrace : public Observer {
  public:
    /// Throws InputError where the file cannot be written.
    ChromeTrace(const TraceOptions& options, const workloads::Layer& layer,
                const hw::Hardware& hardware);

    void filled(const Activity& activity, std::int64_t here, std::int64_t bytes) override;
    void computed(const Activity& activity, std::int64_t macs) override;
    void drained(const Activity& activity, std::int64_t kept, std::int64_t bytes) override;
    void stalled(const Stall& stall) override;
    /// From this cycle on another room is taken in a memory.
    void occupied(hw::MemoryIndex memory, std::int64_t at, const Room& room);

    /// Puts the file in its place. Returns what was left out of it, in words; usually nothing.
    std::vector<std::string> complete(const Simulation& simulation);

  private:
    /// Tracks of transfers under way: each is free again from a cycle on.
    struct UnderWay {
        std::string name;
        std::int64_t order = 0;
        struct Lane {
            TrackNumber track = 0;
            std::int64_t free_from = 0;
        };
        std::vector<Lane> lanes;
    };
    struct Direction {
        TrackNumber track = 0;
        UnderWay under_way;
    };
    struct MemoryTracks {
        Direction fill;
        Direction drain;
        Room room;
        std::int64_t room_since = 0;
    };

    void transferred(Direction& direction, const char* name, const Activity& activity,
                     std::int64_t arrived, std::int64_t bytes);
    TrackNumber lane_for(UnderWay& under_way, std::int64_t from, std::int64_t until);
    void write_room(hw::MemoryIndex memory, std::int64_t until);
    [[nodiscard]] std::string cause_of(const Stall& stall) const;

    const hw::Hardware& hardware_;
    std::string layer_;
    TraceFile file_;
    Table<hw::MemoryIndex, MemoryTracks> memories_;
    TrackNumber pes_ = 0;
};

} // namespace counterpoint::sim
