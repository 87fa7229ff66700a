#include "hw/mechanisms.hpp"

#include <algorithm>

namespace counterpoint::hw {

namespace {

bool has_networks(const Hardware& hardware) {
    return std::any_of(
        hardware.memories.begin(), hardware.memories.end(), [](const Memory& memory) {
            return memory.fill.network || memory.fill.forwarding || memory.drain.network;
        });
}

/// Whether partial sums are added on the way stays: it decides what can run at all.
void strip_networks(Hardware& hardware) {
    for (Memory& memory : hardware.memories) {
        memory.fill.network.reset();
        memory.fill.forwarding = false;
        memory.drain.network.reset();
    }
}

bool has_banks(const Hardware& hardware) {
    return std::any_of(hardware.memories.begin(), hardware.memories.end(),
                       [](const Memory& memory) { return memory.banks.has_value(); });
}

void strip_banks(Hardware& hardware) {
    for (Memory& memory : hardware.memories) {
        memory.banks.reset();
    }
}

bool has_dram(const Hardware& hardware) {
    return std::any_of(hardware.memories.begin(), hardware.memories.end(),
                       [](const Memory& memory) { return memory.dram.has_value(); });
}

void strip_dram(Hardware& hardware) { hardware.memories[MemoryIndex{0}].dram.reset(); }

} // namespace

const std::vector<Mechanism>& mechanisms() {
    static const std::vector<Mechanism> all{
        {"networks", has_networks, strip_networks},
        {"scratchpad banks", has_banks, strip_banks},
        {"DRAM", has_dram, strip_dram},
        {"PEs out of lockstep", [](const Hardware& hardware) { return hardware.pe.decoupled; },
         [](Hardware& hardware) { hardware.pe.decoupled = false; }}};
    return all;
}

void strip_all(Hardware& hardware) {
    for (const Mechanism& mechanism : mechanisms()) {
        mechanism.strip(hardware);
    }
}

} // namespace counterpoint::hw
