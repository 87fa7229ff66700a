#include <string>

#include "sim/fill_engine.hpp"
#include "vocabulary/checked.hpp"

namespace counterpoint::sim {

std::int64_t FillEngine::reads_of(TensorIndex tensor) const {
    std::int64_t reads = 0;
    for (const auto& source : sources_) {
        reads = checked_sum(reads, source->port.total()[tensor.value].reads);
    }
    return reads;
}

void FillEngine::Fill::record(std::int64_t oldest_phase, MachineState& state) {
    state.figure(
        {phase - oldest_phase, moved_loop, transfer.most_bytes, transfer.all_bytes, unit_bytes});
    for (const bool flag : {takes, forwards, sending}) {
        state.flag(flag);
    }
    if (sending) {
        state.time(network_free_at);
    } else {
        state.time(networks_free);
    }
    for (std::size_t i = 0; takes && i < reads.size(); ++i) {
        MemoryPort::record(reads[i].pending, state);
    }
    MemoryPort::record(written, state);
}

void FillEngine::record(MachineState& state) {
    state.flag(more_);
    state.figure(static_cast<std::int64_t>(underway_));
    for (std::size_t i = 0; i < underway_; ++i) {
        fills_[i].record(boundary_.phases.first(), state);
    }
    boundary_.arrivals.record(source_.phase().drains_before, state);
    if (boundary_.outer != nullptr) {
        state.figure(source_.phase().outer - boundary_.outer->phases.first());
    }
    state.time(sent_at_);
    state.time(here_);
    state.looks_back(longest_latency_);
    for (const auto& source : sources_) {
        source->port.record(state);
    }
    units.record(state);
    route.record(state);
    state.counter(sent_phases_);
    for (auto* sums : {&carried_, &into_registers_, &forwarded_, &saved_reads_}) {
        state.counters(*sums);
    }
}

std::string FillEngine::waits_for() const {
    const std::string who(name());
    if (underway_ > 0) {
        const std::string which = who + " at phase " + std::to_string(fills_.front().phase);
        return which + (end_of(fills_.front()) ? " is still sending" : " waits for a memory");
    }
    if (!more_) {
        return {};
    }
    const Phase& phase = source_.phase();
    const std::string which = who + " at phase " + std::to_string(phase.number);
    if (boundary_.credits == 0) {
        return which + " waits for a slot";
    }
    if (!sources_free()) {
        return which + " waits for a memory to take it";
    }
    if (route.shares() && !route.free_at()) {
        return which + " waits for fills of other memories to pass";
    }
    if (!phase.reloads || boundary_.arrivals.find(phase.drains_before)) {
        return which + " waits for the tile around its own";
    }
    return which + " waits for partial sums of drain " + std::to_string(phase.drains_before);
}

} // namespace counterpoint::sim
