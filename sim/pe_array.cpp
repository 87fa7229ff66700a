#include "sim/pe_array.hpp"

#include <algorithm>
#include <utility>

#include "sim/fast_forward/fast_forward.hpp"
#include "vocabulary/checked.hpp"

namespace counterpoint::sim {

PeArray::PeArray(const sc_core::sc_module_name& name, Run& run, Boundary& innermost,
                 Boundary& results, const Program& program, const workloads::Layer& layer,
                 const hw::Hardware& hardware)
    : sc_module(name), alarm_("alarm"), run_(run), innermost_(innermost), results_(results),
      output_(layer.output.value), stalls_(innermost, results, run.observer) {
    find_operands(program, layer, hardware);
    if (hardware.pe.decoupled) {
        pe_times_.emplace(static_cast<std::size_t>(program.units[program.innermost()]));
    }
    SC_HAS_PROCESS(PeArray);
    SC_METHOD(proceed);
    sensitive << alarm_.event();
}

void PeArray::find_operands(const Program& program, const workloads::Layer& layer,
                            const hw::Hardware& hardware) {
    for (MemoryIndex b = program.innermost(); b.value > 0; --b.value) {
        std::vector<bool> used;
        for (TensorIndex tensor{0}; layer.tensors.contains(tensor); ++tensor.value) {
            used.push_back(program.chains.home(tensor) == b && program.chains.stores(b, tensor));
        }
        if (std::find(used.begin(), used.end(), true) == used.end()) {
            continue;
        }
        const std::string name = "memory_" + std::to_string(b.value);
        Operands& operands = *operands_.emplace_back(
            std::make_unique<Operands>(b, name.c_str(), layer.tensors.size(), alarm_));
        operands.banked = hardware.memories[b].banks.has_value();
        for (TensorIndex tensor{0}; layer.tensors.contains(tensor); ++tensor.value) {
            const std::int64_t bytes =
                used[tensor.value] ? hardware.bytes_of(layer.tensors[tensor].name) : 0;
            operands.mac_bytes = checked_sum(operands.mac_bytes, bytes);
            operands.output_bytes = tensor == layer.output ? bytes : operands.output_bytes;
        }
        operands.used = std::move(used);
    }
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
    const auto room = results_.arrivals.find(results_.room_drain());
    if (!room) {
        return std::nullopt;
    }
    room_ = *room;
    return std::max(innermost_.phases.oldest().fill.here, room->kept);
}

void PeArray::start() {
    results_.arrivals.room_needs(results_.room_drain());
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

/// Has the memories count what the MACs of a phase read and write, and move it if they take time.
void PeArray::take_operands(const Work& work) {
    sums_begun_ = checked_sum(sums_begun_, work.macs - work.output_reads);
    for (const auto& operands : operands_) {
        take_operands(work, *operands);
    }
}

void PeArray::take_operands(const Work& work, Operands& operands) const {
    for (std::size_t tensor = 0; tensor < operands.accesses.size(); ++tensor) {
        operands.accesses[tensor].reads = operands.used[tensor] ? work.macs : 0;
    }
    if (operands.used[output_]) {
        operands.accesses[output_] = hw::Access{work.output_reads, work.macs};
    }
    TileAccess access;
    access.elements = &operands.accesses;
    if (operands.banked) {
        access.stream = Stream::operands;
        access.unit_bytes =
            checked_sum(checked_product(work.most_macs, operands.mac_bytes),
                        checked_product(work.most_output_reads, operands.output_bytes));
        access.network_cycles = work.cycles;
    }
    operands.pending = operands.port.begin(tlm::TLM_READ_COMMAND, access);
}

/// When the phase that is computed is over; nothing while a memory still moves its operands.
std::optional<std::int64_t> PeArray::end() const {
    std::int64_t end = done_at_;
    for (const auto& operands : operands_) {
        if (operands->pending != nullptr) {
            if (!operands->pending->over()) {
                return std::nullopt;
            }
            end = std::max(end, *operands->pending->over());
        }
    }
    return end;
}

/// Did anybody wait for them?
bool PeArray::give_operands_back() {
    bool any = false;
    for (const auto& operands : operands_) {
        any = any || operands->pending != nullptr;
        MemoryPort::give_back(std::exchange(operands->pending, nullptr));
    }
    return any;
}

void PeArray::finish() {
    const Phase& phase = innermost_.phases.oldest().phase;
    computing_ = false;
    const std::int64_t computed_at = std::exchange(done_at_, now());
    if (give_operands_back() && pe_times_) {
        pe_times_->wait_until(now());
    }
    ++phases_;
    macs_ = checked_sum(macs_, phase.work.macs);
    sum_ += phase.work.sum;
    if (run_.observer != nullptr) {
        run_.observer->computed(Activity{innermost_.memory, phase.number, began_at_, computed_at},
                                phase.work.macs);
    }
    stalls_.waited_for_operands(computed_at, done_at_);
    const std::int64_t moved_loop = phase.moved_loop;
    over_ = moved_loop < 0;
    for (Boundary* boundary = &innermost_; boundary != nullptr; boundary = boundary->outer) {
        if (moved_loop < static_cast<std::int64_t>(boundary->loops)) {
            end_phase(*boundary);
        }
    }
    give_credits(frees_, moved_loop, run_.observer, now());
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
        if (boundary.drained_from != nullptr) {
            job.inner_drains = boundary.drained_from->drains_issued;
        }
        if (boundary.drains_to != nullptr) {
            job.outer_drains = boundary.drains_to->room_drain();
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
    for (const auto& operands : operands_) {
        MemoryPort::record(operands->pending, state);
        operands->port.record(state);
    }
    state.counter(sums_begun_);
    if (pe_times_) {
        pe_times_->record(state);
        state.looks_back(std::max<std::int64_t>(now() - pe_times_->first_done(), 0));
    }
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
    return which + " waits for drain " + std::to_string(results_.room_drain());
}

} // namespace counterpoint::sim
