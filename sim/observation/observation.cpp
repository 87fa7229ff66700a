#include "sim/observation/observation.hpp"

#include "sim/observation/waveform.hpp"

namespace counterpoint::sim {

Observation::Observation(const TraceOptions& options, const workloads::Layer& layer,
                         const hw::Hardware& hardware, const mapping::Mapping& mapping,
                         Observer* also)
    : program_(build_program(layer, hardware, mapping)) {
    if (!options.trace_file.empty()) {
        trace_ = std::make_unique<ChromeTrace>(options, layer, hardware);
        observers_.push_back(trace_.get());
    }
    if (!options.waveform_file.empty()) {
        waveform_ = std::make_unique<Waveform>("waveform", options, hardware);
        observers_.push_back(waveform_.get());
    }
    if (also != nullptr) {
        observers_.push_back(also);
    }
    if (options.occupancy_points > 0) {
        recorders_ = Table<hw::MemoryIndex, OccupancyRecorder>(
            hardware.memories.size(), OccupancyRecorder(options.occupancy_points));
    }
    const bool wanted = trace_ != nullptr || !recorders_.empty();
    for (hw::MemoryIndex b{0}; hardware.memories.contains(b); ++b.value) {
        residents_.push_back(wanted && b.value > 0
                                 ? std::make_unique<Residents>(program_, layer, hardware, b)
                                 : nullptr);
    }
}

Observation::~Observation() = default;

Observed Observation::complete(const Simulation& simulation) {
    Observed observed;
    const auto add = [&observed](const std::vector<std::string>& notes) {
        observed.notes.insert(observed.notes.end(), notes.begin(), notes.end());
    };
    for (hw::MemoryIndex b{0}; recorders_.contains(b); ++b.value) {
        observed.occupancy.push_back(b.value == 0 ? Occupancy{}
                                                  : recorders_[b].finish(simulation.cycles));
    }
    if (trace_ != nullptr) {
        add(trace_->complete(simulation));
    }
    if (waveform_ != nullptr) {
        add(waveform_->complete(simulation.cycles));
    }
    return observed;
}

void Observation::tell_room(hw::MemoryIndex memory, std::int64_t at) {
    const Room& room = residents_[memory]->room();
    if (trace_ != nullptr) {
        trace_->occupied(memory, at, room);
    }
    if (recorders_.contains(memory)) {
        recorders_[memory].change(at, room);
    }
}

void Observation::started(Engine engine, hw::MemoryIndex memory, std::int64_t phase,
                          std::int64_t at) {
    if (engine == Engine::fill && residents_[memory] != nullptr) {
        residents_[memory]->take();
        tell_room(memory, at);
    }
    for (Observer* observer : observers_) {
        observer->started(engine, memory, phase, at);
    }
}

void Observation::freed(hw::MemoryIndex memory, std::int64_t phase, std::int64_t at) {
    if (residents_[memory] != nullptr) {
        residents_[memory]->give_back();
        tell_room(memory, at);
    }
    for (Observer* observer : observers_) {
        observer->freed(memory, phase, at);
    }
}

void Observation::filled(const Activity& activity, std::int64_t here, std::int64_t bytes) {
    for (Observer* observer : observers_) {
        observer->filled(activity, here, bytes);
    }
}

void Observation::computed(const Activity& activity, std::int64_t macs) {
    for (Observer* observer : observers_) {
        observer->computed(activity, macs);
    }
}

void Observation::drained(const Activity& activity, std::int64_t kept, std::int64_t bytes) {
    for (Observer* observer : observers_) {
        observer->drained(activity, kept, bytes);
    }
}

void Observation::stalled(const Stall& stall) {
    for (Observer* observer : observers_) {
        observer->stalled(stall);
    }
}

} // namespace counterpoint::sim
