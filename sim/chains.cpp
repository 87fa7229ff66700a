#include "sim/chains.hpp"

#include <algorithm>

namespace counterpoint::sim {

Chains::Chains(const Table<MemoryIndex, std::vector<Stop>>& stops)
    : homes_(stops.back().size(), MemoryIndex{0}), registers_(stops.back().size(), false) {
    const MemoryIndex innermost{stops.size() - 1};
    parents_ = Table<MemoryIndex, std::vector<std::optional<MemoryIndex>>>(
        stops.size(), std::vector<std::optional<MemoryIndex>>(homes_.size(), std::nullopt));
    for (std::size_t tensor = 0; tensor < homes_.size(); ++tensor) {
        MemoryIndex& home = homes_[tensor];
        for (MemoryIndex b{1}; stops.contains(b); ++b.value) {
            const Stop& stop = stops[b][tensor];
            complete_ = complete_ && stop.stored;
            registers_[tensor] = b == innermost && !stop.stored && !stop.in_place;
            if (stop.stored || registers_[tensor]) {
                parents_[b][tensor] = home;
                home = b;
            }
        }
    }
}

std::optional<MemoryIndex> Chains::next(MemoryIndex memory, TensorIndex tensor) const {
    for (MemoryIndex b{memory.value + 1}; parents_.contains(b); ++b.value) {
        if (parents_[b][tensor.value]) {
            return b;
        }
    }
    return std::nullopt;
}

std::optional<MemoryIndex> Chains::last_user(MemoryIndex memory) const {
    if (memory.value + 1 == parents_.size()) {
        return std::nullopt;
    }
    MemoryIndex last{memory.value + 1};
    for (TensorIndex tensor{0}; tensor.value < homes_.size(); ++tensor.value) {
        if (takes(memory, tensor)) {
            const std::optional<MemoryIndex> user = next(memory, tensor);
            if (!user) {
                return std::nullopt;
            }
            last = std::max(last, *user);
        }
    }
    return last;
}

std::vector<MemoryIndex> Chains::sources(MemoryIndex memory) const {
    std::vector<MemoryIndex> sources;
    for (const std::optional<MemoryIndex>& parent : parents_[memory]) {
        if (parent && std::find(sources.begin(), sources.end(), *parent) == sources.end()) {
            sources.push_back(*parent);
        }
    }
    std::sort(sources.begin(), sources.end(), [](MemoryIndex a, MemoryIndex b) { return b < a; });
    return sources;
}

bool Chains::takes_from_outermost(MemoryIndex memory) const {
    const std::vector<MemoryIndex> from = sources(memory);
    return !from.empty() && from.back().value == 0;
}

std::size_t Chains::passed_networks(MemoryIndex memory) const {
    const std::vector<MemoryIndex> from = sources(memory);
    return from.empty() ? 0 : memory.value - 1 - from.back().value;
}

} // namespace counterpoint::sim
