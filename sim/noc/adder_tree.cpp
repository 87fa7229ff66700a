#include "sim/noc/adder_tree.hpp"

#include "sim/noc/branch_loads.hpp"
#include "sim/noc/transfer_cycles.hpp"
#include "vocabulary/checked.hpp"

namespace counterpoint::sim::noc {

AdderTreeFabric::AdderTreeFabric(const hw::AdderTree& tree, const Ends& ends)
    : branches_(ends.units(), 1, tree.arity, tree.link_bytes),
      bytes_per_cycle_(ends.bytes_per_cycle),
      latency_cycles_(checked_product(branches_.levels(), tree.hop_cycles)) {}

Passage AdderTreeFabric::carry(const Messages& messages) const {
    BranchLoads loads(branches_);
    for (std::size_t message = 0; message < messages.size(); ++message) {
        loads.add(messages.units(message), messages.bytes(message));
    }
    Passage passage = loads.passage(cycles_of(messages.all_bytes(), bytes_per_cycle_));
    passage.latency_cycles = messages.empty() ? 0 : latency_cycles_;
    return passage;
}

} // namespace counterpoint::sim::noc
