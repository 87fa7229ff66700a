#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hw/hardware.hpp"

namespace counterpoint::results {

struct BusyLink {
    std::string name;
    std::int64_t busy_cycles = 0; ///< all parent units together
};

/// Elements of the tensors of one name that units took from their neighbours.
struct Forwarded {
    std::string tensor;
    std::int64_t elements = 0;
    std::int64_t saved_reads = 0; ///< of the next outer memory, which it has not done for that
};

/// What the network of a memory did in one direction.
struct NetworkNumbers {
    std::string topology;
    std::int64_t transfers = 0;     ///< of all parent units together
    std::int64_t bytes = 0;         ///< through the ports of all parent units
    std::int64_t cycles = 0;        ///< with a transfer under way: of the slowest parent unit each
    std::int64_t fragmentation = 0; ///< of these beyond the ideal channel's, as the next two
    std::int64_t narrow_links = 0;
    std::int64_t contention = 0;
    std::int64_t link_traversals = 0;   ///< bytes times links
    std::int64_t switch_traversals = 0; ///< bytes times switches, routers or adders
    std::int64_t most_hops = 0;
    std::int64_t link_busy_cycles = 0; ///< sum over all links
    double link_cycles = 0;            ///< that these could have been: links times `cycles`
    std::vector<Forwarded> forwarded;  ///< by tensor; empty without forwarding

    std::int64_t parents = 0;      ///< units with such a network; of a sum 0, as the next two
    std::int64_t links = 0;        ///< of one of them
    std::vector<BusyLink> busiest; ///< the busiest first
};

/// The networks of a memory that are more than the ideal channel.
struct MemoryNetworks {
    std::optional<NetworkNumbers> fill;
    std::optional<NetworkNumbers> drain;
};

/// Adds what it did in another layer. Throws InputError where a sum does not fit 64 bits.
void add(NetworkNumbers& sum, const NetworkNumbers& layer);

/// What follows from the numbers by division; a ratio of nothing to nothing is absent.
struct NetworkFigures {
    std::optional<double> links_per_byte;        ///< that a byte from the port passes
    std::optional<double> mean_link_utilization; ///< share of `cycles` in which a link is busy
    std::vector<double> busiest_utilization;     ///< the same of each of the busiest
};

NetworkFigures figures_of(const NetworkNumbers& network);

} // namespace counterpoint::results
