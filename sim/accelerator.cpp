#include "sim/accelerator.hpp"

#include <variant>

namespace counterpoint::sim {

namespace {

std::string name_of(const char* what, MemoryIndex b) {
    return std::string(what) + "_" + std::to_string(b.value);
}

/// Where results are shifted out through the registers that hold them, one tile has to be gone
/// before the next can be worked on, however many slots there are for what comes in.
std::int64_t slots_for_results(const hw::Memory& memory) {
    const auto* systolic =
        memory.drain.network ? std::get_if<hw::SystolicDrain>(&*memory.drain.network) : nullptr;
    return systolic != nullptr && !systolic->shadow_registers ? 1 : memory.slots;
}

} // namespace

Accelerator::Accelerator(const sc_core::sc_module_name& name, Run& run, const Program& program,
                         const workloads::Layer& layer, const hw::Hardware& hardware)
    : sc_module(name) {
    for (MemoryIndex b{0}; hardware.memories.contains(b); ++b.value) {
        memories_.push_back(make_memory(b, run, layer, hardware));
        links_.push_back(Link{});
        if (b.value > 0) {
            make_link(b, run, program, layer, hardware);
            connect(b);
        }
    }
    Boundary& innermost = *links_.back().boundary;
    pes_ = std::make_unique<PeArray>("pes", run, innermost, program, layer, hardware);
    pes_->memory.socket.bind(memories_.back()->socket);
    introduce_neighbours();
}

std::unique_ptr<MemoryModule> Accelerator::make_memory(MemoryIndex b, Run& run,
                                                       const workloads::Layer& layer,
                                                       const hw::Hardware& hardware) {
    const hw::Memory& memory = hardware.memories[b];
    const std::string name = name_of("memory", b);
    if (memory.dram) {
        auto dram = std::make_unique<DramModule>(name.c_str(), run, layer, hardware);
        dram_ = dram.get();
        banks_.push_back(nullptr);
        return dram;
    }
    if (memory.banks) {
        auto scratchpad = std::make_unique<ScratchpadModule>(name.c_str(), layer.tensors.size(),
                                                             run, *memory.banks);
        banks_.push_back(scratchpad.get());
        return scratchpad;
    }
    banks_.push_back(nullptr);
    return std::make_unique<MemoryModule>(name.c_str(), layer.tensors.size());
}

void Accelerator::make_link(MemoryIndex b, Run& run, const Program& program,
                            const workloads::Layer& layer, const hw::Hardware& hardware) {
    const hw::Memory& memory = hardware.memories[b];
    Link& link = links_[b];
    link.networks = make_networks(b, program, layer, hardware);
    link.source = std::make_unique<PhaseSource>(
        program, layer, hardware, b, link.networks.fill_passages(), link.networks.drain_passages());
    link.boundary = std::make_unique<Boundary>(b, memory.slots, slots_for_results(memory));
    const hw::Memory& outer = hardware.memories[{b.value - 1}];
    const bool reads_ahead = outer.dram.has_value();
    link.fill = std::make_unique<FillEngine>(name_of("fill", b).c_str(), run, *link.boundary,
                                             *link.source, reads_ahead);
    link.drain =
        std::make_unique<DrainEngine>(name_of("drain", b).c_str(), run, *link.boundary, layer,
                                      hardware.bytes_of(layer.tensors[layer.output].name));
}

void Accelerator::connect(MemoryIndex b) {
    Link& link = links_[b];
    MemoryModule& outer = *memories_[{b.value - 1}];
    link.fill->network.bind(*link.networks.fill);
    link.fill->parents.socket.bind(outer.socket);
    link.fill->units.socket.bind(memories_[b]->socket);
    link.drain->network.bind(*link.networks.drain);
    link.drain->parents.socket.bind(outer.socket);
    link.drain->units.socket.bind(memories_[b]->socket);
}

void Accelerator::introduce_neighbours() {
    for (MemoryIndex b{1}; links_.contains(b); ++b.value) {
        Boundary& boundary = *links_[b].boundary;
        const MemoryIndex inner{b.value + 1};
        if (links_.contains(inner)) {
            boundary.inner = links_[inner].boundary.get();
            boundary.inner->outer = &boundary;
            boundary.user_alarm = &boundary.inner->fill_alarm;
            boundary.room_alarm = &boundary.inner->drain_alarm;
        } else {
            boundary.user_alarm = &pes_->alarm();
            boundary.room_alarm = &pes_->alarm();
        }
    }
}

void Accelerator::record(MachineState& state) {
    for (const auto& memory : memories_) {
        memory->record(state);
    }
    for (MemoryIndex b{1}; links_.contains(b); ++b.value) {
        Link& link = links_[b];
        link.networks.fill->record(state);
        link.networks.drain->record(state);
        link.source->record(state);
        link.boundary->record(state);
        link.fill->record(state);
        link.drain->record(state);
    }
    pes_->record(state);
}

void Accelerator::go_on() {
    for (const auto& memory : memories_) {
        memory->skipped();
    }
    for (MemoryIndex b{1}; links_.contains(b); ++b.value) {
        links_[b].boundary->fill_alarm.rouse();
        links_[b].boundary->drain_alarm.rouse();
    }
    pes_->alarm().rouse();
}

std::string Accelerator::waits_for() const {
    std::string words;
    const auto add = [&words](const std::string& which) {
        words += (words.empty() || which.empty() ? "" : "; ") + which;
    };
    for (MemoryIndex b{1}; links_.contains(b); ++b.value) {
        add(links_[b].fill->waits_for());
        add(links_[b].drain->waits_for());
    }
    add(pes_->waits_for());
    for (const auto& memory : memories_) {
        add(memory->waits_for());
    }
    return words;
}

} // namespace counterpoint::sim
