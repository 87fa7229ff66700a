#include "sim/drain_engine.hpp"

#include <algorithm>

namespace counterpoint::sim {

DrainEngine::DrainEngine(const sc_core::sc_module_name& name, Run& run, Boundary& boundary,
                         const workloads::Layer& layer, std::int64_t element_bytes)
    : sc_module(name), parents("parents", layer.tensors.size(), boundary.drain_alarm),
      units("units", layer.tensors.size(), boundary.drain_alarm), network("network"), run_(run),
      boundary_(boundary), output_(layer.output.value), element_bytes_(element_bytes),
      parent_side_(layer.tensors.size()), unit_side_(layer.tensors.size()) {
    SC_HAS_PROCESS(DrainEngine);
    SC_METHOD(proceed);
    sensitive << boundary.drain_alarm.event();
}

void DrainEngine::proceed() {
    run_.guard([this] {
        std::optional<std::int64_t> next;
        while (step(next)) {
        }
        if (!next) {
            boundary_.drain_alarm.sleep();
        } else if (landing_.empty()) {
            boundary_.drain_alarm.set(*next);
        } else {
            boundary_.drain_alarm.doze(*next);
        }
    });
}

/// Does what can be done in this cycle; otherwise says at which one there will be something, if
/// that is known.
bool DrainEngine::step(std::optional<std::int64_t>& next) {
    if (!landing_.empty() && is_written(landing_.front())) {
        land();
        return true;
    }
    next = sending_ ? end_of_sending() : ready();
    if (!next || *next > now()) {
        return false;
    }
    if (sending_) {
        finish();
    } else {
        start();
    }
    return true;
}

/// When the next drain can start; nothing while that is not known.
std::optional<std::int64_t> DrainEngine::ready() {
    if (boundary_.jobs.empty() || !parents.free()) {
        return std::nullopt;
    }
    const DrainJob& job = boundary_.jobs.front();
    std::int64_t cycle = 0;
    if (boundary_.inner != nullptr) {
        const auto arrival = boundary_.inner->arrivals.find(job.inner_drains);
        if (!arrival) {
            return std::nullopt;
        }
        cycle = arrival->kept;
    }
    if (boundary_.outer != nullptr) {
        const auto arrival = boundary_.outer->arrivals.find(job.outer_drains);
        if (!arrival) {
            return std::nullopt;
        }
        outer_room_ = arrival->kept;
        cycle = std::max(cycle, outer_room_);
    }
    return cycle;
}

void DrainEngine::start() {
    const DrainJob& job = boundary_.jobs.front();
    if (boundary_.outer != nullptr) {
        boundary_.outer->arrivals.room_needs(job.outer_drains);
    }
    Drain drain;
    drain.phase = job.phase;
    drain.bytes = job.stay.arrived * element_bytes_;
    const Delivery delivery = network->carry(
        Transfer{job.stay.most_arrived * element_bytes_, drain.bytes, job.stay.drain_pass});
    drain.read = read(job.stay, delivery.transfer_cycles);
    drain.written = write(job, delivery.transfer_cycles);
    drain.start = now();
    drain.network_free_at = after(delivery.transfer_cycles);
    drain.latency = delivery.latency_cycles;
    drain.outer_room = outer_room_;
    if (run_.observer != nullptr) {
        run_.observer->started(Engine::drain, boundary_.memory, job.phase, now());
    }
    sending_ = drain;
}

MemoryPort::Pending* DrainEngine::read(const Stay& stay, std::int64_t cycles) {
    unit_side_[output_].reads = stay.drained;
    TileAccess access;
    access.elements = &unit_side_;
    access.stream = Stream::drain;
    access.unit_bytes = stay.most_drained * element_bytes_;
    access.network_cycles = cycles;
    return units.begin(tlm::TLM_READ_COMMAND, access);
}

MemoryPort::Pending* DrainEngine::write(const DrainJob& job, std::int64_t cycles) {
    const Stay& stay = job.stay;
    parent_side_[output_] = hw::Access{stay.added, stay.arrived};
    TileAccess access;
    access.elements = &parent_side_;
    access.runs = job.runs.get();
    access.stream = Stream::inner_drain;
    access.unit_bytes = stay.most_arrived * element_bytes_;
    // The busiest parent adds what it gets in the same proportion as all.
    access.added_bytes =
        stay.arrived == 0 ? 0 : checked_product(access.unit_bytes, stay.added) / stay.arrived;
    access.network_cycles = cycles;
    return parents.begin(tlm::TLM_WRITE_COMMAND, access);
}

/// When the last byte of the drain on the network has been sent; nothing while the units still
/// read.
std::optional<std::int64_t> DrainEngine::end_of_sending() const {
    if (sending_->read == nullptr) {
        return sending_->network_free_at;
    }
    const auto read = sending_->read->over();
    return read ? std::optional(std::max(sending_->network_free_at, *read)) : std::nullopt;
}

void DrainEngine::finish() {
    if (sending_->read != nullptr) {
        MemoryPort::give_back(sending_->read);
    }
    sending_->sent = now();
    landing_.push_back(*sending_);
    sending_.reset();
    boundary_.jobs.pop_front();
}

/// The parents have the oldest drain that was sent, or will have it after the network's latency.
void DrainEngine::land() {
    const Drain drain = landing_.front();
    landing_.pop_front();
    // A memory may write a later drain first; it counts as kept when those before it are.
    last_kept_ = std::max(last_kept_, checked_sum(drain.sent, drain.latency));
    if (drain.written != nullptr) {
        last_kept_ = std::max(last_kept_, *drain.written->over());
        MemoryPort::give_back(drain.written);
    }
    boundary_.arrivals.push(Arrivals::Arrival{last_kept_, drain.outer_room});
    if (run_.observer != nullptr) {
        run_.observer->drained(Activity{boundary_.memory, drain.phase, drain.start, drain.sent},
                               last_kept_, drain.bytes);
    }
    boundary_.room_alarm->wake();
    boundary_.fill_alarm.wake();
    if (boundary_.outer != nullptr) {
        boundary_.outer->drain_alarm.wake();
    }
}

void DrainEngine::Drain::record(MachineState& state) {
    state.figure({bytes, latency});
    for (std::int64_t* time : {&start, &network_free_at, &sent, &outer_room}) {
        state.time(*time);
    }
    for (MemoryPort::Pending* pending : {read, written}) {
        MemoryPort::record(pending, state);
    }
}

void DrainEngine::record(MachineState& state) {
    state.flag(sending_.has_value());
    if (sending_) {
        sending_->record(state);
    }
    state.figure(static_cast<std::int64_t>(landing_.size()));
    for (Drain& drain : landing_) {
        drain.record(state);
    }
    state.time(outer_room_);
    state.time(last_kept_);
    parents.record(state);
    units.record(state);
}

std::string DrainEngine::waits_for() const {
    const std::string who(name());
    if (sending_) {
        const std::string which = who + " at phase " + std::to_string(sending_->phase);
        return which + (end_of_sending() ? " is still sending" : " waits for a memory");
    }
    if (!landing_.empty()) {
        return who + " at phase " + std::to_string(landing_.front().phase) +
               " waits for a memory to write";
    }
    if (boundary_.jobs.empty()) {
        return {};
    }
    const DrainJob& job = boundary_.jobs.front();
    const std::string which = who + " at phase " + std::to_string(job.phase);
    if (boundary_.inner != nullptr && !boundary_.inner->arrivals.find(job.inner_drains)) {
        return which + " waits for drain " + std::to_string(job.inner_drains) + " from below";
    }
    if (!parents.free()) {
        return which + " waits for a memory to take it";
    }
    return which + " waits for room after drain " + std::to_string(job.outer_drains) + " above";
}

} // namespace counterpoint::sim
