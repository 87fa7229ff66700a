#include "sim/drain_engine.hpp"

#include <algorithm>

namespace counterpoint::sim {

DrainEngine::DrainEngine(const sc_core::sc_module_name& name, Run& run, Boundary& boundary,
                         const workloads::Layer& layer, std::int64_t element_bytes)
    : sc_module(name), parents("parents", layer.tensors.size()),
      units("units", layer.tensors.size()), network("network"), run_(run), boundary_(boundary),
      output_(layer.output.value), element_bytes_(element_bytes),
      parent_side_(layer.tensors.size()), unit_side_(layer.tensors.size()) {
    SC_HAS_PROCESS(DrainEngine);
    SC_METHOD(proceed);
    sensitive << boundary.drain_alarm.event();
}

void DrainEngine::proceed() {
    run_.guard([this] {
        while (true) {
            const std::optional<std::int64_t> next = sending_ ? over_at_ : ready();
            if (!next) {
                boundary_.drain_alarm.sleep();
                return;
            }
            if (*next > now()) {
                boundary_.drain_alarm.set(*next);
                return;
            }
            if (sending_) {
                finish();
            } else {
                start();
            }
        }
    });
}

/// When the next drain can start; nothing while that is not known.
std::optional<std::int64_t> DrainEngine::ready() {
    if (boundary_.jobs.empty()) {
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
    const Delivery delivery = network->carry(
        Transfer{job.stay.most_arrived * element_bytes_, job.stay.arrived * element_bytes_});
    unit_side_[output_].reads = job.stay.drained;
    units.access(unit_side_);
    parent_side_[output_] = hw::Access{job.stay.added, job.stay.arrived};
    parents.access(parent_side_);
    started_at_ = now();
    if (run_.observer != nullptr) {
        run_.observer->started(Engine::drain, boundary_.memory, job.phase, now());
    }
    over_at_ = now() + delivery.transfer_cycles;
    latency_ = delivery.latency_cycles;
    sending_ = true;
}

void DrainEngine::finish() {
    const DrainJob& job = boundary_.jobs.front();
    sending_ = false;
    last_kept_ = now() + latency_;
    boundary_.arrivals.push(Arrivals::Arrival{last_kept_, outer_room_});
    if (run_.observer != nullptr) {
        run_.observer->drained(Activity{boundary_.memory, job.phase, started_at_, now()},
                               last_kept_, job.stay.arrived * element_bytes_);
    }
    boundary_.jobs.pop_front();
    boundary_.room_alarm->wake();
    boundary_.fill_alarm.wake();
    if (boundary_.outer != nullptr) {
        boundary_.outer->drain_alarm.wake();
    }
}

std::string DrainEngine::waits_for() const {
    if (boundary_.jobs.empty()) {
        return {};
    }
    const DrainJob& job = boundary_.jobs.front();
    const std::string which = std::string(name()) + " at phase " + std::to_string(job.phase);
    if (sending_) {
        return which + " is still sending";
    }
    if (boundary_.inner != nullptr && !boundary_.inner->arrivals.find(job.inner_drains)) {
        return which + " waits for drain " + std::to_string(job.inner_drains) + " from below";
    }
    return which + " waits for room after drain " + std::to_string(job.outer_drains) + " above";
}

} // namespace counterpoint::sim
