#include <algorithm>

#include "tests/walker/execution.hpp"

namespace counterpoint::walker {

using hw::MemoryIndex;
using workloads::TensorIndex;

void Execution::fill(MemoryIndex memory, std::size_t phase) {
    std::vector<std::int64_t> sent(nest_.units(outer(memory)), 0);
    for (TensorIndex tensor{0}; nest_.layer().tensors.contains(tensor); ++tensor.value) {
        const std::vector<Elements> arriving = new_elements(memory, phase, tensor);
        if (tensor != nest_.layer().output) {
            fill_input(memory, phase, tensor, arriving, sent);
        } else if (!adds(outer(memory))) {
            reload_output(memory, phase, arriving, sent);
        }
    }
    for (const std::int64_t bytes : sent) {
        std::int64_t& most = transfers[memory][phase].down_bytes;
        most = std::max(most, bytes);
        fill_bytes[memory] += bytes;
    }
}

std::vector<Elements> Execution::new_elements(MemoryIndex memory, std::size_t phase,
                                              TensorIndex tensor) {
    std::vector<Elements> arriving;
    Room& need = room[memory][tensor.value];
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
                           const std::vector<Elements>& arriving, std::vector<std::int64_t>& sent) {
    std::vector<std::vector<Elements>> below(sent.size());
    for (std::size_t unit = 0; unit < arriving.size(); ++unit) {
        access(memory, tensor).writes += count(arriving[unit]);
        below[nest_.parent(memory, unit)].push_back(
            minus(arriving[unit], passed_on(memory, phase, tensor, unit)));
    }
    for (std::size_t parent = 0; parent < sent.size(); ++parent) {
        std::int64_t wanted = 0;
        for (const Elements& elements : below[parent]) {
            wanted += count(elements);
        }
        const bool multicast = nest_.hardware().memories[memory].fill.multicast;
        const std::int64_t read = multicast ? count(united(below[parent])) : wanted;
        access(outer(memory), tensor).reads += read;
        sent[parent] += read * bytes_of(tensor);
    }
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
                              const std::vector<Elements>& arriving,
                              std::vector<std::int64_t>& sent) {
    const TensorIndex output = nest_.layer().output;
    for (std::size_t unit = 0; unit < arriving.size(); ++unit) {
        if (nest_.idles(memory, phase, unit)) {
            continue;
        }
        const std::size_t parent = nest_.parent(memory, unit);
        Sums& parent_sums = held_[outer(memory)][parent];
        for (const Element element : arriving[unit]) {
            const auto kept = parent_sums.find(element);
            if (kept == parent_sums.end()) {
                continue;
            }
            require(held_[memory][unit].insert(*kept).second, "a reload meets a partial sum");
            parent_sums.erase(kept);
            access(outer(memory), output).reads += 1;
            access(memory, output).writes += 1;
            sent[parent] += bytes_of(output);
            transfers[memory][phase].reload = true;
            handed_back[memory][phase].push_back({unit, element});
        }
    }
}

} // namespace counterpoint::walker
