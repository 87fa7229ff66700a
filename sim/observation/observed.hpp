#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "hw/hardware.hpp"

namespace counterpoint::sim {

/// Room that is taken at one time.
struct Room {
    std::int64_t slots = 0; ///< phases in flight
    std::int64_t bytes = 0; ///< set aside in the first unit, whose tiles are the largest

    friend bool operator==(const Room& a, const Room& b) {
        return a.slots == b.slots && a.bytes == b.bytes;
    }
};

/// The room taken in one memory over time, in a bounded number of points.
struct Occupancy {
    std::int64_t cycles_per_point = 1;
    std::vector<Room> points; ///< the most in the cycles [i, i + 1) * cycles_per_point
    Room most;                ///< of all points
};

/// What remains of looking at a simulation besides the files.
struct Observed {
    std::vector<std::string> notes;              ///< what was left out of the files
    Table<hw::MemoryIndex, Occupancy> occupancy; ///< memory 0: no points; empty if not asked for
};

} // namespace counterpoint::sim
