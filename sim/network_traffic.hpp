#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/noc/fabric.hpp"

namespace counterpoint::sim {

/// A link of one parent unit's network, with what it did under all parent units.
struct LinkTraffic {
    std::string name; ///< noc::Fabric::link_name
    std::int64_t busy_cycles = 0;
};

inline constexpr std::size_t most_busiest_links = 8;

/// What the network of a memory did in one direction of a layer. Kept where it is more than the
/// ideal channel, or forwards.
struct NetworkTraffic {
    std::string topology;       ///< hw::name_of: `row_column_bus`; `ideal` where it only forwards
    std::int64_t parents = 0;   ///< units that have such a network each
    std::int64_t links = 0;     ///< of one of them
    std::int64_t transfers = 0; ///< of all parents together, as noc::Pass
    std::int64_t bytes = 0;     ///< through the ports of all parents
    std::int64_t cycles = 0;    ///< sum of Pass::transfer_cycles
    noc::ExtraCycles extra;     ///< of these
    std::int64_t link_traversals = 0;   ///< bytes times links, all parents
    std::int64_t switch_traversals = 0; ///< bytes times switches, routers or adders, all parents
    std::int64_t most_hops = 0;
    std::int64_t link_busy_cycles = 0; ///< sum over all links and parents
    std::vector<LinkTraffic> busiest;  ///< at most most_busiest_links, the busiest first
    /// By tensor: elements that units took from neighbours, and reads of the parents (element by
    /// element, as in Simulation::counts) that this made needless. Empty without forwarding.
    std::vector<std::int64_t> forwarded;
    std::vector<std::int64_t> saved_reads;
};

} // namespace counterpoint::sim
