#include "sim/fill_engine.hpp"

#include <algorithm>

namespace counterpoint::sim {

FillEngine::FillEngine(const sc_core::sc_module_name& name, Run& run, Boundary& boundary,
                       PhaseSource& source)
    : sc_module(name), parents("parents", source.parent_side().size()),
      units("units", source.unit_side().size()), network("network"), run_(run), boundary_(boundary),
      source_(source), more_(source.next()) {
    SC_HAS_PROCESS(FillEngine);
    SC_METHOD(proceed);
    sensitive << boundary.fill_alarm.event();
}

void FillEngine::proceed() {
    run_.guard([this] {
        while (more_) {
            const std::optional<std::int64_t> next = sending_ ? sent_at_ : ready();
            if (!next) {
                boundary_.fill_alarm.sleep();
                return;
            }
            if (*next > now()) {
                boundary_.fill_alarm.set(*next);
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

/// When the next fill can start; nothing while that is not known.
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

void FillEngine::start() {
    const Phase& phase = source_.phase();
    run_.limits->check(source_);
    --boundary_.credits;
    FillTimes times;
    times.start = now();
    times.previous_sent = sent_at_;
    times.sums_kept = phase.reloads ? boundary_.arrivals.find(phase.drains_before)->kept : 0;
    boundary_.arrivals.fill_needs(phase.drains_before);
    const Delivery delivery = network->carry(Transfer{phase.down_bytes, phase.all_down_bytes});
    if (phase.all_down_bytes > 0) {
        parents.access(source_.parent_side());
        units.access(source_.unit_side());
    }
    sent_at_ = now() + delivery.transfer_cycles;
    times.latency = delivery.latency_cycles;
    boundary_.phases.push(phase, times);
    if (run_.observer != nullptr) {
        run_.observer->started(Engine::fill, boundary_.memory, phase.number, now());
    }
    sending_ = true;
}

void FillEngine::finish() {
    const Phase& phase = source_.phase();
    sending_ = false;
    ++sent_phases_;
    FillTimes& times = boundary_.phases.newest().fill;
    here_ = std::max(here_, now() + times.latency);
    times.sent = now();
    times.here = here_;
    if (run_.observer != nullptr) {
        run_.observer->filled(Activity{boundary_.memory, phase.number, times.start, times.sent},
                              times.here, phase.all_down_bytes);
    }
    boundary_.user_alarm->wake();
    if (phase.last_in_outer && boundary_.outer != nullptr) {
        boundary_.outer->give_credit();
        if (run_.observer != nullptr) {
            run_.observer->freed(boundary_.outer->memory, phase.outer, now());
        }
    }
    more_ = source_.next();
}

std::string FillEngine::waits_for() const {
    if (!more_) {
        return {};
    }
    const Phase& phase = source_.phase();
    const std::string which = std::string(name()) + " at phase " + std::to_string(phase.number);
    if (sending_) {
        return which + " is still sending";
    }
    if (boundary_.credits == 0) {
        return which + " waits for a slot";
    }
    if (!phase.reloads || boundary_.arrivals.find(phase.drains_before)) {
        return which + " waits for the tile around its own";
    }
    return which + " waits for partial sums of drain " + std::to_string(phase.drains_before);
}

} // namespace counterpoint::sim
