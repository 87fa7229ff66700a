#include "sim/noc/tree.hpp"

#include <algorithm>
#include <utility>

#include "sim/noc/branch_loads.hpp"
#include "sim/noc/transfer_cycles.hpp"
#include "vocabulary/checked.hpp"

namespace counterpoint::sim::noc {

TreeFabric::TreeFabric(const hw::Tree& tree, const Ends& ends)
    : branches_(ends.units(), tree.roots, tree.arity, tree.link_bytes),
      bytes_per_cycle_(ends.bytes_per_cycle),
      latency_cycles_(checked_product(branches_.levels(), tree.hop_cycles)),
      units_(static_cast<std::size_t>(ends.units())) {}

Passage TreeFabric::carry(const Messages& messages) const {
    BranchLoads loads(branches_);
    std::vector<std::int64_t> arrivals(units_, 0);
    std::int64_t sent = 0;
    for (std::size_t message = 0; message < messages.size(); ++message) {
        loads.add(messages.units(message), messages.bytes(message));
        sent = checked_sum(sent, messages.bytes(message));
        const std::int64_t out = cycles_of(sent, bytes_per_cycle_);
        for (const Unit unit : messages.units(message)) {
            arrivals[static_cast<std::size_t>(unit)] =
                std::max(out, loads.through(unit)) + latency_cycles_;
        }
    }
    Passage passage = loads.passage(cycles_of(sent, bytes_per_cycle_));
    passage.latency_cycles = messages.empty() ? 0 : latency_cycles_;
    passage.arrivals = std::move(arrivals);
    return passage;
}

} // namespace counterpoint::sim::noc
