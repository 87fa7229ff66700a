#pragma once

#include <cstdint>
#include <vector>

#include "hw/network.hpp"
#include "sim/noc/mesh/shipments.hpp"

namespace counterpoint::sim::noc::mesh {

/// Shipments through the routers flit by flit, all in a network that was empty.
struct FlitRun {
    std::int64_t end = 0; ///< when the last byte is where it goes
    /// By node: when it has all it gets, 0 where it gets nothing. Drains: empty.
    std::vector<std::int64_t> arrivals;
};

/// From the memory's ports. A multicast is cut into packets that a buffer holds.
FlitRun run_fill(const hw::Mesh& mesh, const MeshSites& sites,
                 const std::vector<Shipment>& shipments);

/// To the memory's ports, which hand on `bytes_per_cycle` together. The flits of a packet are
/// equally full, up to a byte.
FlitRun run_drain(const hw::Mesh& mesh, std::int64_t bytes_per_cycle,
                  const std::vector<Shipment>& shipments);

} // namespace counterpoint::sim::noc::mesh
