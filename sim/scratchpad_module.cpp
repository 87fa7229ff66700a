#include "sim/scratchpad_module.hpp"

namespace counterpoint::sim {

ScratchpadModule::ScratchpadModule(const sc_core::sc_module_name& name, std::size_t tensors,
                                   Run& run, const hw::Banks& banks)
    : MemoryModule(name, tensors), run_(run), unit_(banks), ahead_(banks) {
    SC_HAS_PROCESS(ScratchpadModule);
    SC_METHOD(proceed);
    sensitive << event_;
    dont_initialize();
}

bool ScratchpadModule::serve(int port, tlm::tlm_generic_payload& payload) {
    const TileAccess& access = payload.get_extension<TileExtension>()->access;
    if (access.unit_bytes == 0) {
        return true;
    }
    unit_.advance(now());
    const std::int64_t cycles = std::max<std::int64_t>(access.network_cycles, 1);
    unit_.start(access.stream,
                {access.unit_bytes, access.added_bytes, (access.unit_bytes + cycles - 1) / cycles});
    jobs_[static_cast<std::size_t>(access.stream)] = Job{port, &payload};
    look_ahead();
    return false;
}

void ScratchpadModule::proceed() {
    run_.guard([this] {
        if (ahead_.cycle() == now()) {
            std::swap(unit_, ahead_);
        } else {
            unit_.advance(now());
        }
        for (std::size_t stream = 0; stream < stream_count; ++stream) {
            Job& job = jobs_[stream];
            if (job.payload != nullptr && !unit_.under_way(static_cast<Stream>(stream))) {
                tlm::tlm_generic_payload& payload = *std::exchange(job.payload, nullptr);
                accepted(job.port, payload);
                over(job.port, payload);
            }
        }
        look_ahead();
    });
}

/// Wakes the module at the next end of a stream. A stream that starts before asks anew.
void ScratchpadModule::look_ahead() {
    ahead_ = unit_;
    if (const auto end = ahead_.advance_to_end()) {
        event_.cancel();
        event_.notify(sc_core::sc_time::from_value(static_cast<std::uint64_t>(*end - now())));
    }
}

void ScratchpadModule::record(MachineState& state) {
    MemoryModule::record(state);
    unit_.advance(now());
    unit_.record(state);
    for (const Job& job : jobs_) {
        state.flag(job.payload != nullptr);
    }
}

void ScratchpadModule::skipped() {
    unit_.forget_marks();
    look_ahead();
}

std::string ScratchpadModule::waits_for() const {
    std::string words;
    for (std::size_t stream = 0; stream < stream_count; ++stream) {
        if (jobs_[stream].payload != nullptr) {
            words = std::string(name()) + " has transactions that are not over";
        }
    }
    return words;
}

BankTraffic ScratchpadModule::traffic() const {
    return {unit_.lost(), unit_.accesses(), unit_.busy_cycles()};
}

} // namespace counterpoint::sim
