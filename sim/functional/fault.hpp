#pragma once

#include <cstdint>

#include "hw/hardware.hpp"

namespace counterpoint::sim {

/// One thing that the machine does wrong, so that tests see whether the values show it.
struct Fault {
    enum class Kind { none, lose_fill, lose_kept, lose_drain, repeat_drain, lose_reload };

    Kind kind = Kind::none;
    hw::MemoryIndex memory;
    std::int64_t countdown = 1; ///< which of the units' transfers of this kind, from 1
    bool happened = false;

    /// Is this transfer the one to go wrong?
    bool strikes(Kind transfer, hw::MemoryIndex where) {
        if (transfer != kind || where != memory || happened) {
            return false;
        }
        happened = --countdown == 0;
        return happened;
    }
};

} // namespace counterpoint::sim
