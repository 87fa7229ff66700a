#pragma once

#include <algorithm>
#include <cstdint>

#include "sim/noc/fabric.hpp"
#include "vocabulary/checked.hpp"

namespace counterpoint::sim::noc {

/// Cycles of a link that carries `load` bytes, `width` in each: ceil(load / width).
inline std::int64_t cycles_of(std::int64_t load, std::int64_t width) {
    return load / width + (load % width != 0 ? 1 : 0);
}

/// What a transfer takes at least, each bound for a cause of its own. The transfer takes the
/// largest one; a cause is charged with what it adds to the bounds above it.
struct TransferBounds {
    std::int64_t ideal = 0;          ///< ceil(bytes / bytes_per_cycle) of the memory's port
    std::int64_t links = 0;          ///< the bytes of the most loaded link: narrow_links
    std::int64_t beats = 0;          ///< its beats, full or not: fragmentation
    std::int64_t with_conflicts = 0; ///< with messages waiting for each other: contention
};

inline void set_transfer_cycles(Passage& passage, const TransferBounds& bounds) {
    const std::int64_t links = std::max(bounds.ideal, bounds.links);
    const std::int64_t beats = std::max(links, bounds.beats);
    passage.transfer_cycles = std::max(beats, bounds.with_conflicts);
    passage.extra.narrow_links = links - bounds.ideal;
    passage.extra.fragmentation = beats - links;
    passage.extra.contention = passage.transfer_cycles - beats;
}

/// `bytes` pass so many links and switches. Throws Overflow.
inline void add_traversals(Passage& passage, std::int64_t bytes, std::int64_t links,
                           std::int64_t switches) {
    passage.link_traversals = checked_sum(passage.link_traversals, checked_product(bytes, links));
    passage.switch_traversals =
        checked_sum(passage.switch_traversals, checked_product(bytes, switches));
}

} // namespace counterpoint::sim::noc
