#include "sim/drain_engine.hpp"

#include <algorithm>

namespace counterpoint::sim {

DrainEngine::DrainEngine(const sc_core::sc_module_name& name, Run& run, Boundary& boundary,
                         const workloads::Layer& layer, const hw::Hardware& hardware,
                         bool from_registers)
    : sc_module(name), parents("parents", layer.tensors.size(), boundary.drain_alarm),
      units("units", layer.tensors.size(), boundary.drain_alarm), networks("networks"), run_(run),
      boundary_(boundary), output_(layer.output.value),
      element_bytes_(hardware.bytes_of(layer.tensors[layer.output].name)),
      from_registers_(from_registers),
      read_latency_(from_registers || !hardware.memories[boundary.memory].banks
                        ? 0
                        : hardware.memories[boundary.memory].banks->latency_cycles),
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
    if (boundary_.drained_from != nullptr) {
        const auto arrival = boundary_.drained_from->arrivals.find(job.inner_drains);
        if (!arrival) {
            return std::nullopt;
        }
        cycle = arrival->kept;
    }
    if (boundary_.drains_to != nullptr) {
        const auto arrival = boundary_.drains_to->arrivals.find(job.outer_drains);
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
    if (boundary_.drains_to != nullptr) {
        boundary_.drains_to->arrivals.room_needs(job.outer_drains);
    }
    Drain drain;
    drain.phase = job.phase;
    drain.bytes = job.stay.reached().all * element_bytes_;
    const Delivery delivery = carry(job.stay);
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

/// All networks from one common start on: the slowest says how long it takes, and every one adds
/// its latency.
Delivery DrainEngine::carry(const Stay& stay) {
    arrived_.resize(1 + stay.passed.size(), 0);
    arrived_[0] = checked_sum(arrived_[0], stay.arrived);
    additions_ = checked_sum(additions_, stay.drained - stay.reached().all + stay.added);
    Delivery whole = networks[0]->carry(Transfer{stay.most_arrived * element_bytes_,
                                                 stay.arrived * element_bytes_, stay.drain_pass});
    for (std::size_t i = 0; i < stay.passed.size(); ++i) {
        const auto& [all, most] = stay.passed[i];
        arrived_[i + 1] = checked_sum(arrived_[i + 1], all);
        const Delivery passed = networks[static_cast<int>(i) + 1]->carry(
            Transfer{most * element_bytes_, all * element_bytes_, nullptr});
        whole.transfer_cycles = std::max(whole.transfer_cycles, passed.transfer_cycles);
        whole.latency_cycles = checked_sum(whole.latency_cycles, passed.latency_cycles);
    }
    if (whole.transfer_cycles > 0) {
        whole.latency_cycles = checked_sum(whole.latency_cycles, read_latency_);
    }
    return whole;
}

MemoryPort::Pending* DrainEngine::read(const Stay& stay, std::int64_t cycles) {
    if (from_registers_) {
        left_registers_ = checked_sum(left_registers_, stay.drained);
        return nullptr;
    }
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
    const auto [arrived, most_arrived] = stay.reached();
    parent_side_[output_] = hw::Access{stay.added, arrived};
    TileAccess access;
    access.elements = &parent_side_;
    access.runs = job.runs.get();
    access.stream = Stream::inner_drain;
    access.unit_bytes = most_arrived * element_bytes_;
    // The busiest parent adds what it gets in the same proportion as all.
    access.added_bytes =
        arrived == 0 ? 0 : checked_product(access.unit_bytes, stay.added) / arrived;
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
    if (boundary_.drains_to != nullptr) {
        boundary_.drains_to->drain_alarm.wake();
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
    state.counter(left_registers_);
    state.counter(additions_);
    state.counters(arrived_);
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
    if (boundary_.drained_from != nullptr &&
        !boundary_.drained_from->arrivals.find(job.inner_drains)) {
        return which + " waits for drain " + std::to_string(job.inner_drains) + " from below";
    }
    if (!parents.free()) {
        return which + " waits for a memory to take it";
    }
    return which + " waits for room after drain " + std::to_string(job.outer_drains) + " above";
}

} // namespace counterpoint::sim
