#pragma once

#include <cstdint>

namespace counterpoint::sim {

/// What was not executed because it would have repeated itself. It is part of all other numbers.
struct Skipped {
    bool enabled = false;    ///< false: it was to be executed in full, or had to be watched
    std::int64_t times = 0;  ///< that something was skipped
    std::int64_t phases = 0; ///< of the innermost memory
    std::int64_t cycles = 0;
};

} // namespace counterpoint::sim
