#include "sim/observation/waveform.hpp"

#include <algorithm>
#include <cctype>
#include <set>

#include <fmt/format.h>

#include "sim/boundary.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::sim {

namespace {

std::string without_ending(const std::string& name) {
    return name.substr(0, name.size() - waveform_ending.size());
}

const std::string scope_of_pes = "PEs";

/// VCD names end at the first blank, and a dot opens a scope.
std::string plain_name(const std::string& name) {
    std::string plain;
    for (const char letter : name) {
        plain += std::isalnum(static_cast<unsigned char>(letter)) != 0 ? letter : '_';
    }
    return plain;
}

/// One scope for each memory; those of one plain name are numbered from the second on.
Table<hw::MemoryIndex, std::string> scopes_of(const hw::Hardware& hardware) {
    std::set<std::string> taken{scope_of_pes};
    Table<hw::MemoryIndex, std::string> scopes;
    for (const hw::Memory& memory : hardware.memories) {
        const std::string plain = plain_name(memory.name);
        std::string scope = plain;
        for (int number = 2; !taken.insert(scope).second; ++number) {
            scope = plain + "_" + std::to_string(number);
        }
        scopes.push_back(scope);
    }
    return scopes;
}

} // namespace

Waveform::Waveform(const sc_core::sc_module_name& name, const TraceOptions& options,
                   const hw::Hardware& hardware)
    : sc_module(name), options_(options), unfinished_(options.waveform_file, waveform_ending),
      file_(sc_core::sc_create_vcd_trace_file(without_ending(unfinished_.name()).c_str())) {
    present_.memories = Table<hw::MemoryIndex, MemorySignals>(hardware.memories.size());
    shown_ = present_;
    sc_core::sc_write_comment(file_, "One picosecond stands for one cycle.");
    const Table<hw::MemoryIndex, std::string> scopes = scopes_of(hardware);
    for (hw::MemoryIndex b{1}; hardware.memories.contains(b); ++b.value) {
        const std::string& scope = scopes[b];
        const MemorySignals& signals = shown_.memories[b];
        show_engine(scope + ".fill", signals.fill);
        show_engine(scope + ".drain", signals.drain);
        sc_core::sc_trace(file_, signals.slots_occupied, scope + ".slots_occupied", 32);
    }
    show_engine(scope_of_pes + ".compute", shown_.pes);
    SC_HAS_PROCESS(Waveform);
    SC_METHOD(open_window);
}

Waveform::~Waveform() { close(); }

void Waveform::show_engine(const std::string& name, const EngineSignals& signals) {
    sc_core::sc_trace(file_, signals.busy, name + "_busy");
    sc_core::sc_trace(file_, signals.phase, name + "_phase", 64);
}

void Waveform::close() {
    if (file_ != nullptr) {
        sc_core::sc_close_vcd_trace_file(file_);
        file_ = nullptr;
    }
}

std::vector<std::string> Waveform::complete(std::int64_t cycles) {
    // The kernel writes what changed in a cycle when it leaves it.
    sc_core::sc_start(sc_core::sc_time::from_value(1), sc_core::SC_RUN_TO_TIME);
    close();
    unfinished_.complete();
    std::vector<std::string> notes;
    if (options_.from > 0 || options_.to < cycles) {
        notes.push_back(fmt::format("{} shows cycles {} to {} of {}", options_.waveform_file,
                                    std::min(options_.from, cycles), std::min(options_.to, cycles),
                                    cycles));
    }
    if (cut_at_ >= 0) {
        notes.push_back(fmt::format("{} ends at cycle {}, after {} changes of signals",
                                    options_.waveform_file, cut_at_, options_.most_events));
    }
    return notes;
}

/// Runs once at the start and once in the first cycle asked for.
void Waveform::open_window() {
    if (now() < options_.from) {
        next_trigger(sc_core::sc_time::from_value(
            static_cast<sc_core::sc_time::value_type>(options_.from - now())));
    } else if (options_.from < options_.to) {
        shown_ = present_;
    }
}

void Waveform::show(std::int64_t at) {
    if (at < options_.from || at >= options_.to || cut_at_ >= 0) {
        return;
    }
    if (changes_ == options_.most_events) {
        cut_at_ = at;
        return;
    }
    ++changes_;
    shown_ = present_;
}

Waveform::EngineSignals& Waveform::signals(Engine engine, hw::MemoryIndex memory) {
    switch (engine) {
    case Engine::fill:
        return present_.memories[memory].fill;
    case Engine::drain:
        return present_.memories[memory].drain;
    case Engine::compute:
        break;
    }
    return present_.pes;
}

void Waveform::started(Engine engine, hw::MemoryIndex memory, std::int64_t phase, std::int64_t at) {
    signals(engine, memory) = EngineSignals{true, phase};
    present_.memories[memory].slots_occupied += engine == Engine::fill ? 1 : 0;
    show(at);
}

void Waveform::filled(const Activity& activity, std::int64_t /*here*/, std::int64_t /*bytes*/) {
    signals(Engine::fill, activity.memory).busy = false;
    show(activity.until);
}

void Waveform::computed(const Activity& activity, std::int64_t /*macs*/) {
    signals(Engine::compute, activity.memory).busy = false;
    show(now());
}

void Waveform::drained(const Activity& activity, std::int64_t /*kept*/, std::int64_t /*bytes*/) {
    signals(Engine::drain, activity.memory).busy = false;
    show(activity.until);
}

void Waveform::freed(hw::MemoryIndex memory, std::int64_t /*phase*/, std::int64_t at) {
    --present_.memories[memory].slots_occupied;
    show(at);
}

} // namespace counterpoint::sim
