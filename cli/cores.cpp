#include "cli/cores.hpp"

#include <algorithm>
#include <thread>

#include <sched.h>

namespace counterpoint::cli {

std::size_t cores_at_hand() {
    cpu_set_t cores; // NOLINT(cppcoreguidelines-pro-type-member-init): the call fills it
    if (::sched_getaffinity(0, sizeof cores, &cores) == 0) {
        return static_cast<std::size_t>(std::max(1, CPU_COUNT(&cores)));
    }
    // It fails on machines of more than 1024 processors.
    return std::max(1U, std::thread::hardware_concurrency());
}

} // namespace counterpoint::cli
