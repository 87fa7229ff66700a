#include "sim/fill_engine.hpp"

#include <algorithm>

#include "vocabulary/checked.hpp"

namespace counterpoint::sim {

FillEngine::FillEngine(const sc_core::sc_module_name& name, Run& run, Boundary& boundary,
                       PhaseSource& source, bool reads_ahead)
    : sc_module(name), parents("parents", source.parent_side().size(), boundary.fill_alarm),
      units("units", source.unit_side().size(), boundary.fill_alarm), network("network"), run_(run),
      boundary_(boundary), source_(source), reads_ahead_(reads_ahead), more_(source.next()),
      forwarded_(source.parent_side().size(), 0), saved_reads_(source.parent_side().size(), 0) {
    SC_HAS_PROCESS(FillEngine);
    SC_METHOD(proceed);
    sensitive << boundary.fill_alarm.event();
}

void FillEngine::proceed() {
    run_.guard([this] {
        std::optional<std::int64_t> next;
        while (step(next)) {
        }
        if (!next) {
            boundary_.fill_alarm.sleep();
        } else if (reads_ahead_) {
            boundary_.fill_alarm.doze(*next);
        } else {
            boundary_.fill_alarm.set(*next);
        }
    });
}

/// Does what can be done in this cycle; otherwise says at which one there will be something, if
/// that is known.
bool FillEngine::step(std::optional<std::int64_t>& next) {
    next.reset();
    if (underway_ > 0) {
        if (!fills_.front().sending) {
            send(fills_.front());
            return true;
        }
        next = end_of(fills_.front());
        if (next && *next <= now()) {
            finish();
            return true;
        }
    }
    if (more_ && underway_ < (reads_ahead_ ? 2 : 1) && parents.free()) {
        const std::optional<std::int64_t> cycle = ready();
        if (cycle && *cycle <= now()) {
            begin();
            return true;
        }
        next = next && cycle ? std::min(*next, *cycle) : (next ? next : cycle);
    }
    return false;
}

/// When the next fill can begin; nothing while that is not known.
std::optional<std::int64_t> FillEngine::ready() const {
    if (boundary_.credits == 0) {
        return std::nullopt;
    }
    const Phase& phase = source_.phase();
    std::int64_t cycle = 0;
    if (boundary_.outer != nullptr) {
        const PhaseInFlight* around = boundary_.outer->phases.find(phase.outer);
        if (around == nullptr || around->fill.here < 0) {
            return std::nullopt;
        }
        cycle = around->fill.here;
    }
    if (phase.reloads) {
        const auto arrival = boundary_.arrivals.find(phase.drains_before);
        if (!arrival) {
            return std::nullopt;
        }
        cycle = std::max(cycle, arrival->kept);
    }
    return cycle;
}

/// Takes a slot and has the parents read.
void FillEngine::begin() {
    const Phase& phase = source_.phase();
    run_.limits->check(source_);
    --boundary_.credits;
    FillTimes times;
    times.sums_kept = phase.reloads ? boundary_.arrivals.find(phase.drains_before)->kept : 0;
    boundary_.arrivals.fill_needs(phase.drains_before);
    boundary_.phases.push(phase, times, drain_runs());
    Fill& fill = fills_[underway_++];
    fill.phase = phase.number;
    fill.outer = phase.outer;
    fill.last_in_outer = phase.last_in_outer;
    fill.transfer = Transfer{phase.down_bytes, phase.all_down_bytes, phase.fill_pass};
    fill.sending = false;
    fill.read = nullptr;
    fill.written = nullptr;
    fill.unit_bytes = phase.unit_bytes;
    fill.forwards = take_from_neighbours();
    if (phase.all_down_bytes > 0 || fill.forwards) {
        fill.parent_side = source_.parent_side();
        fill.unit_side = source_.unit_side();
        if (reads_ahead_ && phase.all_down_bytes > 0) {
            TileAccess access;
            access.elements = &fill.parent_side;
            access.runs = &source_.tile_runs()->fill_runs();
            fill.read = parents.begin(tlm::TLM_READ_COMMAND, access);
        }
    }
    more_ = source_.next();
}

/// Counts what units take from each other. Does any?
bool FillEngine::take_from_neighbours() {
    if (!source_.forwards()) {
        return false;
    }
    bool any = false;
    for (std::size_t tensor = 0; tensor < forwarded_.size(); ++tensor) {
        any = any || source_.forwarded()[tensor] > 0;
        forwarded_[tensor] = checked_sum(forwarded_[tensor], source_.forwarded()[tensor]);
        saved_reads_[tensor] = checked_sum(saved_reads_[tensor], source_.saved_reads()[tensor]);
    }
    return any;
}

/// Where the output's tiles of this phase go when they leave; null where nobody asks.
std::shared_ptr<const TensorRuns> FillEngine::drain_runs() const {
    if (source_.tile_runs() == nullptr || !source_.phase().drains) {
        return nullptr;
    }
    auto runs = std::make_shared<TensorRuns>(source_.parent_side().size());
    runs->at(source_.output().value) = source_.tile_runs()->drain_runs();
    return runs;
}

/// Puts a fill on the network, which passes on what the parents read.
void FillEngine::send(Fill& fill) {
    Delivery delivery = network->carry(fill.transfer);
    if (fill.forwards) { // over links as wide as it takes, in one cycle
        delivery.transfer_cycles = std::max<std::int64_t>(delivery.transfer_cycles, 1);
    }
    if (fill.transfer.all_bytes > 0 || fill.forwards) {
        TileAccess access;
        access.network_cycles = delivery.transfer_cycles;
        if (!reads_ahead_ && fill.transfer.all_bytes > 0) {
            access.elements = &fill.parent_side;
            access.stream = Stream::inner_fill;
            access.unit_bytes = fill.transfer.most_bytes;
            fill.read = parents.begin(tlm::TLM_READ_COMMAND, access);
        }
        access.elements = &fill.unit_side;
        access.stream = Stream::fill;
        access.unit_bytes = fill.unit_bytes;
        fill.written = units.begin(tlm::TLM_WRITE_COMMAND, access);
    }
    fill.sending = true;
    fill.network_free_at = after(delivery.transfer_cycles);
    longest_latency_ = std::max(longest_latency_, delivery.latency_cycles);
    FillTimes& times = boundary_.phases.fill(fill.phase);
    times.start = now();
    times.previous_sent = sent_at_;
    times.latency = delivery.latency_cycles;
    if (run_.observer != nullptr) {
        run_.observer->started(Engine::fill, boundary_.memory, fill.phase, now());
    }
}

/// When its last byte has been sent; nothing while a memory still works on it.
std::optional<std::int64_t> FillEngine::end_of(const Fill& fill) {
    std::int64_t end = fill.network_free_at;
    for (const MemoryPort::Pending* pending : {fill.read, fill.written}) {
        if (pending != nullptr) {
            if (!pending->over()) {
                return std::nullopt;
            }
            end = std::max(end, *pending->over());
        }
    }
    return end;
}

void FillEngine::finish() {
    const Fill fill = fills_.front();
    for (MemoryPort::Pending* pending : {fill.read, fill.written}) {
        if (pending != nullptr) {
            MemoryPort::give_back(pending);
        }
    }
    std::swap(fills_[0], fills_[1]);
    --underway_;
    ++sent_phases_;
    sent_at_ = now();
    FillTimes& times = boundary_.phases.fill(fill.phase);
    here_ = std::max(here_, after(times.latency));
    times.sent = now();
    times.here = here_;
    if (run_.observer != nullptr) {
        run_.observer->filled(Activity{boundary_.memory, fill.phase, times.start, times.sent},
                              times.here, fill.transfer.all_bytes);
    }
    boundary_.user_alarm->wake();
    if (fill.last_in_outer && boundary_.outer != nullptr) {
        boundary_.outer->give_credit();
        if (run_.observer != nullptr) {
            run_.observer->freed(boundary_.outer->memory, fill.outer, now());
        }
    }
}

void FillEngine::Fill::record(std::int64_t oldest_phase, MachineState& state) {
    state.figure({phase - oldest_phase, transfer.most_bytes, transfer.all_bytes, unit_bytes});
    for (const bool flag : {last_in_outer, forwards, sending}) {
        state.flag(flag);
    }
    if (sending) {
        state.time(network_free_at);
    }
    for (MemoryPort::Pending* pending : {read, written}) {
        MemoryPort::record(pending, state);
    }
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
    parents.record(state);
    units.record(state);
    state.counter(sent_phases_);
    state.counters(forwarded_);
    state.counters(saved_reads_);
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
    if (!parents.free()) {
        return which + " waits for a memory to take it";
    }
    if (!phase.reloads || boundary_.arrivals.find(phase.drains_before)) {
        return which + " waits for the tile around its own";
    }
    return which + " waits for partial sums of drain " + std::to_string(phase.drains_before);
}

} // namespace counterpoint::sim
