#include <algorithm>

#include "tests/walker/execution.hpp"

namespace counterpoint::walker {

using hw::MemoryIndex;
using workloads::TensorIndex;

Execution::Loads Execution::no_loads() const {
    Loads loads;
    for (MemoryIndex network{0}; network.value <= nest_.hardware().innermost().value;
         ++network.value) {
        loads.push_back(network.value == 0
                            ? std::vector<std::int64_t>()
                            : std::vector<std::int64_t>(nest_.units(outer(network)), 0));
    }
    return loads;
}

void Execution::fill(MemoryIndex memory, std::size_t phase) {
    Loads sent = no_loads();
    for (TensorIndex tensor{0}; nest_.layer().tensors.contains(tensor); ++tensor.value) {
        const auto from = nest_.outer_of(memory, tensor);
        if (!from) {
            continue;
        }
        const std::vector<Elements> arriving = new_elements(memory, phase, tensor);
        if (tensor != nest_.layer().output) {
            fill_input(memory, phase, tensor, arriving, sent);
        } else if (!adds(*from)) {
            reload_output(memory, phase, arriving, sent);
        }
    }
    for (MemoryIndex network{1}; network.value <= memory.value; ++network.value) {
        std::int64_t& most = transfers[memory][phase].down_bytes[network];
        for (const std::int64_t bytes : sent[network]) {
            most = std::max(most, bytes);
            fill_bytes[network] += bytes;
        }
    }
}

std::vector<Elements> Execution::new_elements(MemoryIndex memory, std::size_t phase,
                                              TensorIndex tensor) {
    std::vector<Elements> arriving;
    Room elsewhere; // what registers hold needs no room in the memory
    Room& need = nest_.stores(memory, tensor) ? room[memory][tensor.value] : elsewhere;
    for (std::size_t unit = 0; unit < nest_.units(memory); ++unit) {
        const Elements tile = nest_.tile(memory, phase, unit, tensor);
        need.tile = std::max(need.tile, count(tile));
        if (phase == 0) {
            arriving.push_back(tile);
        } else {
            arriving.push_back(minus(tile, nest_.tile(memory, phase - 1, unit, tensor)));
            need.new_part = std::max(need.new_part, count(arriving.back()));
        }
    }
    return arriving;
}

void Execution::fill_input(MemoryIndex memory, std::size_t phase, TensorIndex tensor,
                           const std::vector<Elements>& arriving, Loads& sent) {
    std::vector<Elements> wanted;
    for (std::size_t unit = 0; unit < arriving.size(); ++unit) {
        access(memory, tensor).writes += count(arriving[unit]);
        wanted.push_back(minus(arriving[unit], passed_on(memory, phase, tensor, unit)));
    }
    const MemoryIndex from = *nest_.outer_of(memory, tensor);
    for (MemoryIndex network{from.value + 1}; network.value <= memory.value; ++network.value) {
        for (std::size_t sender = 0; sender < sent[network].size(); ++sender) {
            const std::int64_t elements = load(network, sender, memory, wanted);
            sent[network][sender] += elements * bytes_of(tensor);
            if (outer(network) == from) {
                access(from, tensor).reads += elements;
            }
        }
    }
}

/// Elements that a unit outside of a network sends over it to units of `memory`.
std::int64_t Execution::load(MemoryIndex network, std::size_t sender, MemoryIndex memory,
                             const std::vector<Elements>& arriving) const {
    if (nest_.hardware().memories[network].fill.multicast) {
        return count(wanted_in(outer(network), sender, memory, arriving));
    }
    std::int64_t elements = 0;
    for (std::size_t unit = 0; unit < nest_.units(network); ++unit) {
        if (nest_.unit_around(outer(network), network, unit) == sender) {
            elements += count(wanted_in(network, unit, memory, arriving));
        }
    }
    return elements;
}

/// What any unit of `memory` inside of a unit of an outer memory takes.
Elements Execution::wanted_in(MemoryIndex outer, std::size_t around, MemoryIndex memory,
                              const std::vector<Elements>& arriving) const {
    std::vector<Elements> inside;
    for (std::size_t unit = 0; unit < arriving.size(); ++unit) {
        if (nest_.unit_around(outer, memory, unit) == around) {
            inside.push_back(arriving[unit]);
        }
    }
    return united(inside);
}

/// What the neighbours of a unit had in the phase before, where it can get it from them.
Elements Execution::passed_on(MemoryIndex memory, std::size_t phase, TensorIndex tensor,
                              std::size_t unit) const {
    std::vector<Elements> had;
    if (nest_.hardware().memories[memory].fill.forwarding && phase > 0) {
        for (const std::size_t neighbour : nest_.neighbours(memory, unit)) {
            had.push_back(nest_.tile(memory, phase - 1, neighbour, tensor));
        }
    }
    return united(had);
}

/// The partial sum moves: the parent holds it no longer, so the next unit finds nothing to take.
void Execution::reload_output(MemoryIndex memory, std::size_t phase,
                              const std::vector<Elements>& arriving, Loads& sent) {
    const TensorIndex output = nest_.layer().output;
    const MemoryIndex from = *nest_.outer_of(memory, output);
    for (std::size_t unit = 0; unit < arriving.size(); ++unit) {
        if (nest_.idles(memory, phase, unit)) {
            continue;
        }
        Sums& parent_sums = held_[from][nest_.unit_around(from, memory, unit)];
        for (const Element element : arriving[unit]) {
            const auto kept = parent_sums.find(element);
            if (kept == parent_sums.end()) {
                continue;
            }
            require(held_[memory][unit].insert(*kept).second, "a reload meets a partial sum");
            parent_sums.erase(kept);
            access(from, output).reads += 1;
            access(memory, output).writes += 1;
            for (MemoryIndex network{from.value + 1}; network.value <= memory.value;
                 ++network.value) {
                sent[network][nest_.unit_around(outer(network), memory, unit)] += bytes_of(output);
            }
            transfers[memory][phase].reload = true;
            handed_back[memory][phase].push_back({unit, element});
        }
    }
}

} // namespace counterpoint::walker
