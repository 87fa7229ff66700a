#include "sim/effort.hpp"

#include <algorithm>

#include "sim/program.hpp"

namespace counterpoint::sim {

namespace {

// From GEMMs on 2 to 4,096 PEs and layers of ResNet-50 on one core of a shared virtual machine
// (Intel Xeon, November 2026): 0.2 to 1.5 µs a phase, depending on how many tiles move at once.
constexpr double seconds_of_start = 5e-3;
constexpr double seconds_of_phase = 1e-6;
constexpr double seconds_of_unit = 1e-10; ///< for each unit in each phase
// Values: a PE's box in a phase, and the MACs in it together with those of the plain loop nest.
constexpr double seconds_of_box = 2.5e-8;
constexpr double seconds_of_mac = 4e-9;
// A trace or waveform: what every phase costs, and what an event that is written costs.
constexpr double seconds_of_watching = 2e-7;
constexpr double seconds_of_event = 5e-7;
constexpr double events_of_phase = 4;
// Memories that take time, from ResNet-50 and MobileNetV2 on edge_256: a phase that uses banks
// costs 3 to 9 µs besides, a phase of memory 1 whose tiles come from a DRAM 0.5 to 0.9 ms.
constexpr double seconds_of_banked_phase = 5e-6;
constexpr double seconds_of_dram_phase = 7e-4;

double macs_of(const workloads::Layer& layer) {
    double macs = 1;
    for (const workloads::Dimension& dimension : layer.dimensions) {
        macs *= static_cast<double>(dimension.size);
    }
    return macs;
}

double seconds_of_observation(const TraceOptions& options, double phases) {
    if (!options.asks_for_anything()) {
        return 0;
    }
    const double cycles = static_cast<double>(options.to) - static_cast<double>(options.from);
    const double shown = std::clamp(cycles, 0.0, phases); // no phase is shorter than a cycle
    const double events =
        std::min(events_of_phase * shown, static_cast<double>(options.most_events));
    const int files =
        (options.trace_file.empty() ? 0 : 1) + (options.waveform_file.empty() ? 0 : 1);
    return phases * seconds_of_watching + files * events * seconds_of_event;
}

double trips_of(const Program& program, MemoryIndex memory) {
    double trips = 1;
    for (std::size_t loop = 0; loop < program.loops_outside[memory]; ++loop) {
        trips *= static_cast<double>(program.loops[loop].most_trips);
    }
    return trips;
}

double seconds_of_memories(const Program& program, const hw::Hardware& hardware) {
    double seconds = 0;
    for (MemoryIndex b{1}; hardware.memories.contains(b); ++b.value) {
        const MemoryIndex inner{std::min(b.value + 1, program.innermost().value)};
        seconds +=
            hardware.memories[b].banks ? trips_of(program, inner) * seconds_of_banked_phase : 0;
        const bool from_dram =
            hardware.memories[MemoryIndex{0}].dram && program.chains.takes_from_outermost(b);
        seconds += from_dram ? trips_of(program, b) * seconds_of_dram_phase : 0;
    }
    return seconds;
}

} // namespace

Effort effort_of(const workloads::Layer& layer, const hw::Hardware& hardware,
                 const mapping::Mapping& mapping, const Options& options) {
    const Program program = build_program(layer, hardware, mapping);
    const MemoryIndex innermost = program.innermost();
    Effort effort;
    effort.phases = trips_of(program, innermost);
    const auto units = static_cast<double>(program.units[innermost]);
    effort.seconds = seconds_of_start +
                     effort.phases * (seconds_of_phase + units * seconds_of_unit) +
                     seconds_of_memories(program, hardware) +
                     seconds_of_observation(options.trace, effort.phases);
    if (options.functional) {
        effort.seconds_of_values =
            effort.phases * units * seconds_of_box + macs_of(layer) * seconds_of_mac;
        effort.seconds += effort.seconds_of_values;
    }
    return effort;
}

} // namespace counterpoint::sim
