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

/// The memories that the fills of a memory read.
std::vector<FillSource> sources_of(MemoryIndex b, const Program& program,
                                   const hw::Hardware& hardware) {
    std::vector<FillSource> sources;
    for (const MemoryIndex source : program.chains.sources(b)) {
        const hw::Memory& memory = hardware.memories[source];
        sources.push_back(FillSource{source, memory.banks ? memory.banks->latency_cycles : 0,
                                     memory.dram.has_value()});
    }
    return sources;
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
            connect(b, program.chains, layer.output);
        }
    }
    Boundary& innermost = *links_.back().boundary;
    Boundary& results = *links_[program.chains.home(layer.output)].boundary;
    pes_ = std::make_unique<PeArray>("pes", run, innermost, results, program, layer, hardware);
    for (const auto& operands : pes_->operands()) {
        operands->port.socket.bind(memories_[operands->memory]->socket);
    }
    introduce_neighbours(program.chains, layer.output);
    share_channels(program, layer);
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
    link.boundary = std::make_unique<Boundary>(b, program.loops_outside[b], memory.slots,
                                               slots_for_results(memory));
    link.fill = std::make_unique<FillEngine>(name_of("fill", b).c_str(), run, *link.boundary,
                                             *link.source, sources_of(b, program, hardware));
    link.drain =
        std::make_unique<DrainEngine>(name_of("drain", b).c_str(), run, *link.boundary, layer,
                                      hardware, program.chains.in_registers(b, layer.output));
}

void Accelerator::connect(MemoryIndex b, const Chains& chains, TensorIndex output) {
    Link& link = links_[b];
    link.fill->networks.bind(*link.networks.fill);
    link.fill->units.socket.bind(memories_[b]->socket);
    for (const auto& source : link.fill->sources()) {
        source->port.socket.bind(memories_[source->memory]->socket);
    }
    for (std::size_t passed = 1; passed <= chains.passed_networks(b); ++passed) {
        link.fill->networks.bind(*links_[{b.value - passed}].networks.fill);
    }
    const MemoryIndex taker =
        chains.takes(b, output) ? chains.parent(b, output) : MemoryIndex{b.value - 1};
    link.drain->parents.socket.bind(memories_[taker]->socket);
    link.drain->units.socket.bind(memories_[b]->socket);
    for (MemoryIndex x = b; taker < x; --x.value) {
        link.drain->networks.bind(*links_[x].networks.drain);
    }
}

void Accelerator::introduce_neighbours(const Chains& chains, TensorIndex output) {
    for (MemoryIndex b{1}; links_.contains(b); ++b.value) {
        Boundary& boundary = *links_[b].boundary;
        const MemoryIndex inner{b.value + 1};
        boundary.user_alarm = &pes_->alarm();
        boundary.room_alarm = &pes_->alarm();
        if (links_.contains(inner)) {
            links_[inner].boundary->outer = &boundary;
            boundary.user_alarm = &links_[inner].boundary->fill_alarm;
        }
        if (const auto user = chains.last_user(b)) {
            links_[*user].boundary->frees.push_back(&boundary);
        } else {
            pes_->frees(boundary);
        }
        if (const auto below = chains.next(b, output); below && chains.takes(b, output)) {
            boundary.drained_from = links_[*below].boundary.get();
            boundary.drained_from->drains_to = &boundary;
            boundary.room_alarm = &boundary.drained_from->drain_alarm;
        }
    }
}

/// Where others pass a network on the way to their memory, they share its channel.
void Accelerator::share_channels(const Program& program, const workloads::Layer& layer) {
    for (MemoryIndex b{1}; links_.contains(b); ++b.value) {
        Link& link = links_[b];
        for (std::size_t passed = 1; passed <= program.chains.passed_networks(b); ++passed) {
            const MemoryIndex x{b.value - passed};
            Link& shared = links_[x];
            if (!shared.channel) {
                shared.channel = std::make_unique<FillChannel>();
                shared.channel->add_owner(shared.boundary->fill_alarm);
                shared.fill->route.share_own(*shared.channel);
            }
            link.fill->route.pass(
                *shared.channel, shared.channel->add_passer(b, link.boundary->fill_alarm),
                PassPlan(program, layer, b, x,
                         link.source->may_reload() && program.chains.parent(b, layer.output) < x));
        }
        link.fill->route.announce(true);
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
        if (link.channel) {
            link.channel->record(state);
        }
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
        links_[b].fill->skipped();
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
