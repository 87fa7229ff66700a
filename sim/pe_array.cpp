#include "sim/pe_array.hpp"

#include <algorithm>

namespace counterpoint::sim {

PeArray::PeArray(const sc_core::sc_module_name& name, Run& run, Boundary& innermost,
                 const Program& program, const workloads::Layer& layer)
    : sc_module(name), alarm_("alarm"), memory("memory", layer.tensors.size(), alarm_), run_(run),
      innermost_(innermost), program_(program), output_(layer.output.value),
      accesses_(layer.tensors.size()), stalls_(innermost, run.observer) {
    SC_HAS_PROCESS(PeArray);
    SC_METHOD(proceed);
    sensitive << alarm_.event();
}

void PeArray::proceed() {
    run_.guard([this] {
        while (!over_) {
            const std::optional<std::int64_t> next = computing_ ? done_at_ : ready();
            if (!next) {
                alarm_.sleep();
                return;
            }
            if (*next > now()) {
                alarm_.set(*next);
                return;
            }
            if (computing_) {
                finish();
            } else {
                start();
            }
        }
    });
}

/// When the next phase can start; nothing while that is not known.
std::optional<std::int64_t> PeArray::ready() {
    if (innermost_.phases.empty() || innermost_.phases.oldest().fill.here < 0) {
        return std::nullopt;
    }
    const auto room = innermost_.arrivals.find(innermost_.room_drain());
    if (!room) {
        return std::nullopt;
    }
    room_ = *room;
    return std::max(innermost_.phases.oldest().fill.here, room->kept);
}

void PeArray::start() {
    innermost_.arrivals.room_needs(innermost_.room_drain());
    const Phase& phase = innermost_.phases.oldest().phase;
    stalls_.waited(done_at_, now(), room_);
    stalls_.computed(phase.work.cycles);
    for (hw::Access& access : accesses_) {
        access.reads = phase.work.macs;
    }
    accesses_[output_] = hw::Access{phase.work.output_reads, phase.work.macs};
    TileAccess access;
    access.elements = &accesses_;
    memory.begin(tlm::TLM_READ_COMMAND, access);
    done_at_ = after(phase.work.cycles);
    computing_ = true;
    if (run_.observer != nullptr) {
        run_.observer->started(Engine::compute, innermost_.memory, phase.number, now());
    }
}

void PeArray::finish() {
    const Phase& phase = innermost_.phases.oldest().phase;
    computing_ = false;
    ++phases_;
    macs_ = checked_sum(macs_, phase.work.macs);
    sum_ += phase.work.sum;
    if (run_.observer != nullptr) {
        run_.observer->computed(
            Activity{innermost_.memory, phase.number, done_at_ - phase.work.cycles, done_at_},
            phase.work.macs);
        run_.observer->freed(innermost_.memory, phase.number, now());
    }
    const std::int64_t moved_loop = phase.moved_loop;
    over_ = moved_loop < 0;
    for (Boundary* boundary = &innermost_; boundary != nullptr; boundary = boundary->outer) {
        if (moved_loop < static_cast<std::int64_t>(program_.loops_outside[boundary->memory])) {
            end_phase(*boundary);
        }
    }
    innermost_.give_credit();
}

/// Called from the innermost memory outwards, so that a drain knows those below it.
void PeArray::end_phase(Boundary& boundary) {
    const Phase& phase = boundary.phases.oldest().phase;
    if (phase.drains) {
        DrainJob job{phase.number, phase.stay, 0, 0, boundary.phases.oldest().drain_runs};
        if (boundary.inner != nullptr) {
            job.inner_drains = boundary.inner->drains_issued;
        }
        if (boundary.outer != nullptr) {
            job.outer_drains = boundary.outer->room_drain();
        }
        ++boundary.drains_issued;
        boundary.jobs.push_back(job);
        boundary.drain_alarm.wake();
    }
    boundary.phases.pop();
}

std::string PeArray::waits_for() const {
    if (over_) {
        return {};
    }
    const std::string which = std::string(name()) + " at phase " + std::to_string(phases_);
    if (computing_) {
        return which + " is still computing";
    }
    if (innermost_.phases.empty() || innermost_.phases.oldest().fill.here < 0) {
        return which + " waits for its tiles";
    }
    return which + " waits for drain " + std::to_string(innermost_.room_drain());
}

} // namespace counterpoint::sim
