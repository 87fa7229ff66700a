#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "hw/network.hpp"
#include "sim/noc/ends.hpp"
#include "sim/noc/mesh/grid.hpp"
#include "sim/noc/mesh/packets.hpp"
#include "sim/noc/messages.hpp"

namespace counterpoint::sim::noc::mesh {

/// When a port may send what the memory is reading: its first flit not before `first`, its last one
/// not before `last`.
struct Release {
    std::int64_t first = 0;
    std::int64_t last = 0;

    /// When the first of `flits` without a gap between them may go.
    [[nodiscard]] std::int64_t of(std::int64_t flits) const {
        return std::max(first, last - flits + 1);
    }
};

/// Bytes that go from one node to others, all to the same router's port of the memory or from it.
struct Shipment {
    std::size_t port = 0; ///< which of hw::Mesh::attach
    Node from = 0;
    std::vector<Node> to; ///< several: a multicast
    std::int64_t bytes = 0;
    Release release; ///< drains: from the beginning on
};

/// Where units and the memory's ports are. A unit deals with the nearest port, of equally near ones
/// the first. So on the way between a unit and its port there are no routers but those that are
/// nearest to the same port: what goes over different ports never meets.
class MeshSites {
  public:
    MeshSites(const hw::Mesh& mesh, const Ends& ends);

    [[nodiscard]] const Grid& grid() const { return grid_; }
    [[nodiscard]] std::size_t units() const { return nodes_.size(); }
    [[nodiscard]] std::size_t ports() const { return ports_.size(); }
    [[nodiscard]] Node node_of(Unit unit) const { return nodes_[static_cast<std::size_t>(unit)]; }
    [[nodiscard]] std::size_t port_of(Unit unit) const {
        return port_of_[static_cast<std::size_t>(unit)];
    }
    [[nodiscard]] Node port_node(std::size_t port) const { return ports_[port]; }
    /// Between the unit that is nearest to its port, and that port.
    [[nodiscard]] std::int64_t least_hops() const { return least_hops_; }

  private:
    Grid grid_;
    std::vector<Node> nodes_;          ///< by unit
    std::vector<Node> ports_;          ///< by port
    std::vector<std::size_t> port_of_; ///< by unit
    std::int64_t least_hops_ = 0;
};

/// What the memory sends. It reads one message after the other with `bytes_per_cycle`; a multicast
/// is read once for all ports, or once for each unit where routers do not copy flits.
std::vector<Shipment> fill_shipments(const MeshSites& sites, const hw::Mesh& mesh,
                                     std::int64_t bytes_per_cycle, const Messages& messages);

/// What the units send, each in the order of the messages.
std::vector<Shipment> drain_shipments(const MeshSites& sites, const Messages& messages);

/// When the last flit of each shipment enters the network where a port sends without gaps, in the
/// order of the shipments: `max(free, release.of(flits)) + flits - 1`, with `free` the cycle after
/// the one before. Fewer flits are never later. Since a partly filled flit goes first, no byte
/// leaves before it has been read.
std::vector<std::int64_t> last_entries(const std::vector<Shipment>& shipments,
                                       std::int64_t flit_bytes, std::size_t ports);

/// As long as that takes with flits that are always full, in cycles.
std::int64_t full_flit_cycles(const std::vector<Shipment>& shipments, std::int64_t flit_bytes,
                              std::size_t ports);

} // namespace counterpoint::sim::noc::mesh
