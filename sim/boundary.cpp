#include "sim/boundary.hpp"

namespace counterpoint::sim {

void FillTimes::record(MachineState& state) {
    state.figure(latency);
    for (std::int64_t* time : {&start, &sent, &here, &previous_sent, &sums_kept}) {
        state.time(*time);
    }
}

void PhasesInFlight::record(MachineState& state) {
    state.figure(static_cast<std::int64_t>(phases_.size()));
    for (PhaseInFlight& in_flight : phases_) {
        in_flight.phase.record(state);
        in_flight.fill.record(state);
    }
}

void Boundary::record(MachineState& state) {
    state.figure(credits);
    phases.record(state);
    arrivals.record(state);
    arrivals.record(drains_issued, state);
    state.figure(static_cast<std::int64_t>(jobs.size()));
    for (const DrainJob& job : jobs) {
        job.stay.record(state);
        if (drained_from != nullptr) {
            drained_from->arrivals.record(job.inner_drains, state);
        }
        if (drains_to != nullptr) {
            drains_to->arrivals.record(job.outer_drains, state);
        }
    }
}

} // namespace counterpoint::sim
