#include "sim/fast_forward/snapshot.hpp"

#include <algorithm>

namespace counterpoint::sim {

void Snapshot::take(const MachineState& state, std::int64_t now, std::int64_t skipped) {
    cycle = now + skipped;
    figures = state.figures();
    times.clear();
    for (const std::int64_t* time : state.times()) {
        times.push_back(*time + skipped);
    }
    counters.clear();
    for (const std::int64_t* counter : state.counters()) {
        counters.push_back(*counter);
    }
    reach_back = state.reach_back();
}

Recurrence recurrence(const Snapshot& then, const Snapshot& now) {
    Recurrence result;
    if (then.figures != now.figures || then.times.size() != now.times.size() ||
        then.counters.size() != now.counters.size() || then.cycle == now.cycle) {
        return result;
    }
    result.found = true;
    result.cycles = now.cycle - then.cycle;
    for (std::size_t i = 0; i < now.times.size(); ++i) {
        const std::int64_t time = now.times[i];
        const std::int64_t ahead_then = then.times[i] - then.cycle;
        const std::int64_t ahead_now = time - now.cycle;
        if (ahead_then == ahead_now) {
            result.reach_ahead = std::max(result.reach_ahead, ahead_now);
        } else if (then.times[i] == time && ahead_now > 0) {
            result.first_standing =
                result.standing.empty() ? time : std::min(result.first_standing, time);
            result.standing.push_back(i);
        } else if (ahead_then > -then.reach_back || ahead_now > -now.reach_back) {
            result.found = false;
            result.vain_before =
                std::max(result.vain_before, then.times[i] == time ? time + now.reach_back : 0);
        }
    }
    return result;
}

} // namespace counterpoint::sim
