#include "sim/effort.hpp"

#include "sim/program.hpp"

namespace counterpoint::sim {

namespace {

// From GEMMs on 2 to 4,096 PEs on one core of a shared virtual machine (Intel Xeon, November 2026):
// 0.2 to 1.5 µs a phase, depending on how many tiles move at once.
constexpr double seconds_of_start = 5e-3;
constexpr double seconds_of_phase = 1e-6;
constexpr double seconds_of_unit = 1e-10; ///< for each unit in each phase

} // namespace

Effort effort_of(const workloads::Layer& layer, const hw::Hardware& hardware,
                 const mapping::Mapping& mapping) {
    const Program program = build_program(layer, hardware, mapping);
    const MemoryIndex innermost = program.innermost();
    Effort effort;
    effort.phases = 1;
    for (std::size_t loop = 0; loop < program.loops_outside[innermost]; ++loop) {
        effort.phases *= static_cast<double>(program.loops[loop].most_trips);
    }
    const auto units = static_cast<double>(program.units[innermost]);
    effort.seconds =
        seconds_of_start + effort.phases * (seconds_of_phase + units * seconds_of_unit);
    return effort;
}

} // namespace counterpoint::sim
