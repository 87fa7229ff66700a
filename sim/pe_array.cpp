#include "sim/pe_array.hpp"

#include <algorithm>
#include <utility>

#include "sim/fast_forward/fast_forward.hpp"
#include "vocabulary/checked.hpp"

namespace counterpoint::sim {

PeArray::PeArray(const sc_core::sc_module_name& name, Run& run, Boundary& innermost,
                 const Program& program, const workloads::Layer& layer,
                 const hw::Hardware& hardware)
    : sc_module(name), alarm_("alarm"), memory("memory", layer.tensors.size(), alarm_), run_(run),
      innermost_(innermost), program_(program), output_(layer.output.value),
      accesses_(layer.tensors.size()),
      banked_(hardware.memories[hardware.innermost()].banks.has_value()),
      output_bytes_(hardware.bytes_of(layer.tensors[layer.output].name)),
      stalls_(innermost, run.observer) {
    for (const workloads::Tensor& tensor : layer.tensors) {
        mac_bytes_ = checked_sum(mac_bytes_, hardware.bytes_of(tensor.name));
    }
    if (hardware.pe.decoupled) {
        pe_times_.emplace(static_cast<std::size_t>(program.units[program.innermost()]));
    }
    SC_HAS_PROCESS(PeArray);
    SC_METHOD(proceed);
    sensitive << alarm_.event();
}

void PeArray::proceed() {
    run_.guard([this] {
        while (!over_) {
            const std::optional<std::int64_t> next = computing_ ? end() : ready();
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
    const PhaseInFlight& in_flight = innermost_.phases.oldest();
    const Phase& phase = in_flight.phase;
    stalls_.waited(done_at_, now(), room_);
    compute_cycles_ = checked_sum(compute_cycles_, phase.work.cycles);
    take_operands(phase.work);
    done_at_ = pe_times_ ? done_with(in_flight) : after(phase.work.cycles);
    stalls_.computed(done_at_ - now());
    began_at_ = now();
    computing_ = true;
    if (run_.observer != nullptr) {
        run_.observer->started(Engine::compute, innermost_.memory, phase.number, now());
    }
}

/// When the last PE is done with a phase. Each went on with its own tiles, maybe long before now.
std::int64_t PeArray::done_with(const PhaseInFlight& phase) {
    const FillTimes& fill = phase.fill;
    TileArrivals tiles;
    tiles.last = fill.here;
    if (const noc::Pass* pass = phase.phase.fill_pass) {
        tiles.begin = fill.sent + fill.latency - pass->transfer_cycles - pass->latency_cycles;
        tiles.by_pe = &pass->arrivals;
    }
    return pe_times_->compute(tiles, room_.kept, *phase.phase.work.cycles_by_pe);
}

/// Has the memory count what the MACs of a phase read and write, and move it if it takes time.
void PeArray::take_operands(const Work& work) {
    for (hw::Access& access : accesses_) {
        access.reads = work.macs;
    }
    accesses_[output_] = hw::Access{work.output_reads, work.macs};
    TileAccess access;
    access.elements = &accesses_;
    if (banked_) {
        access.stream = Stream::operands;
        access.unit_bytes = checked_sum(checked_product(work.most_macs, mac_bytes_),
                                        checked_product(work.most_output_reads, output_bytes_));
        access.network_cycles = work.cycles;
    }
    operands_ = memory.begin(tlm::TLM_READ_COMMAND, access);
}

/// When the phase that is computed is over; nothing while the memory still moves its operands.
std::optional<std::int64_t> PeArray::end() const {
    if (operands_ == nullptr) {
        return done_at_;
    }
    const auto moved = operands_->over();
    return moved ? std::optional(std::max(done_at_, *moved)) : std::nullopt;
}

void PeArray::finish() {
    const Phase& phase = innermost_.phases.oldest().phase;
    computing_ = false;
    const std::int64_t computed_at = std::exchange(done_at_, now());
    if (operands_ != nullptr) {
        MemoryPort::give_back(std::exchange(operands_, nullptr));
        if (pe_times_) {
            pe_times_->wait_until(now());
        }
    }
    ++phases_;
    macs_ = checked_sum(macs_, phase.work.macs);
    sum_ += phase.work.sum;
    if (run_.observer != nullptr) {
        run_.observer->computed(Activity{innermost_.memory, phase.number, began_at_, computed_at},
                                phase.work.macs);
    }
    stalls_.waited_for_operands(computed_at, done_at_);
    if (run_.observer != nullptr) {
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
    if (run_.phases_done != nullptr) {
        run_.phases_done->store(phases_, std::memory_order_relaxed);
    }
    if (run_.fast_forward != nullptr && run_.fast_forward->wants_to_look_after(moved_loop)) {
        sc_core::sc_pause();
    }
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

void PeArray::record(MachineState& state) {
    state.flag(computing_);
    state.flag(over_);
    state.time(done_at_);
    // What they waited for is charged from there on.
    state.looks_back(std::max<std::int64_t>(now() - done_at_, 0));
    if (computing_) {
        state.time(began_at_);
    }
    MemoryPort::record(operands_, state);
    if (pe_times_) {
        pe_times_->record(state);
        state.looks_back(std::max<std::int64_t>(now() - pe_times_->first_done(), 0));
    }
    memory.record(state);
    stalls_.record(state);
    state.counter(phases_);
    state.counter(macs_);
    state.counter(compute_cycles_);
}

std::string PeArray::waits_for() const {
    if (over_) {
        return {};
    }
    const std::string which = std::string(name()) + " at phase " + std::to_string(phases_);
    if (computing_) {
        return which + (end() ? " is still computing" : " waits for operands");
    }
    if (innermost_.phases.empty() || innermost_.phases.oldest().fill.here < 0) {
        return which + " waits for its tiles";
    }
    return which + " waits for drain " + std::to_string(innermost_.room_drain());
}

} // namespace counterpoint::sim
