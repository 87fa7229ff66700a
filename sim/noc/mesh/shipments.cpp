#include "sim/noc/mesh/shipments.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "sim/noc/placement.hpp"
#include "sim/noc/transfer_cycles.hpp"
#include "vocabulary/checked.hpp"

namespace counterpoint::sim::noc::mesh {

namespace {

std::size_t nearest(const Grid& grid, const std::vector<Node>& ports, Node node) {
    return static_cast<std::size_t>(
        std::min_element(ports.begin(), ports.end(),
                         [&](Node a, Node b) { return grid.hops(a, node) < grid.hops(b, node); }) -
        ports.begin());
}

/// How far the memory has read.
class Reading {
  public:
    explicit Reading(std::int64_t bytes_per_cycle) : bytes_per_cycle_(bytes_per_cycle) {}

    /// When the next message may go: its first flit once a cycle's worth of it has been read, its
    /// last one once all has.
    Release next(std::int64_t bytes) {
        const std::int64_t begin = checked_sum(read_, std::min(bytes, bytes_per_cycle_));
        read_ = checked_sum(read_, bytes);
        return {cycles_of(begin, bytes_per_cycle_) - 1, cycles_of(read_, bytes_per_cycle_) - 1};
    }

  private:
    std::int64_t bytes_per_cycle_;
    std::int64_t read_ = 0;
};

/// A message to some of its units, over one port.
std::vector<Shipment> by_port(const MeshSites& sites, Messages::Units units) {
    std::vector<Shipment> parts(sites.ports());
    for (const Unit unit : units) {
        const std::size_t port = sites.port_of(unit);
        parts[port].port = port;
        parts[port].from = sites.port_node(port);
        parts[port].to.push_back(sites.node_of(unit));
    }
    parts.erase(std::remove_if(parts.begin(), parts.end(),
                               [](const Shipment& part) { return part.to.empty(); }),
                parts.end());
    return parts;
}

} // namespace

MeshSites::MeshSites(const hw::Mesh& mesh, const Ends& ends)
    : grid_(mesh.rows, mesh.columns), least_hops_(std::numeric_limits<std::int64_t>::max()) {
    for (const hw::GridNode& port : mesh.attach) {
        ports_.push_back(grid_.node(port.row, port.column));
    }
    const Placement placement(ends.spatial_units, mesh.rows, mesh.columns);
    const std::int64_t units = ends.units();
    for (std::int64_t unit = 0; unit < units; ++unit) {
        const hw::GridNode at = placement.node(static_cast<Unit>(unit));
        const Node node = grid_.node(at.row, at.column);
        nodes_.push_back(node);
        port_of_.push_back(nearest(grid_, ports_, node));
        least_hops_ = std::min(least_hops_, grid_.hops(ports_[port_of_.back()], node));
    }
}

std::vector<Shipment> fill_shipments(const MeshSites& sites, const hw::Mesh& mesh,
                                     std::int64_t bytes_per_cycle, const Messages& messages) {
    std::vector<Shipment> shipments;
    Reading reading(bytes_per_cycle);
    const auto add = [&](Messages::Units units, std::int64_t bytes) {
        const Release release = reading.next(bytes);
        for (Shipment& part : by_port(sites, units)) {
            part.bytes = bytes;
            part.release = release;
            shipments.push_back(std::move(part));
        }
    };
    for (std::size_t message = 0; message < messages.size(); ++message) {
        const Messages::Units units = messages.units(message);
        if (mesh.multicast) {
            add(units, messages.bytes(message));
            continue;
        }
        for (const Unit* unit = units.begin(); unit != units.end(); ++unit) {
            add({unit, unit + 1}, messages.bytes(message));
        }
    }
    return shipments;
}

std::vector<Shipment> drain_shipments(const MeshSites& sites, const Messages& messages) {
    std::vector<Shipment> shipments;
    for (std::size_t message = 0; message < messages.size(); ++message) {
        for (const Unit unit : messages.units(message)) {
            const std::size_t port = sites.port_of(unit);
            shipments.push_back(
                {port, sites.node_of(unit), {sites.port_node(port)}, messages.bytes(message), {}});
        }
    }
    return shipments;
}

std::vector<std::int64_t> last_entries(const std::vector<Shipment>& shipments,
                                       std::int64_t flit_bytes, std::size_t ports) {
    std::vector<std::int64_t> free(ports, 0);
    std::vector<std::int64_t> entries;
    entries.reserve(shipments.size());
    for (const Shipment& shipment : shipments) {
        std::int64_t& port = free[shipment.port];
        const std::int64_t flits = cycles_of(shipment.bytes, flit_bytes);
        entries.push_back(std::max(port, shipment.release.of(flits)) + flits - 1);
        port = entries.back() + 1;
    }
    return entries;
}

std::int64_t full_flit_cycles(const std::vector<Shipment>& shipments, std::int64_t flit_bytes,
                              std::size_t ports) {
    std::vector<std::int64_t> free(ports, 0); // in cycles times flit_bytes
    std::int64_t last = 0;
    for (const Shipment& shipment : shipments) {
        std::int64_t& port = free[shipment.port];
        const std::int64_t first = checked_product(shipment.release.first, flit_bytes);
        const std::int64_t before_last = checked_product(shipment.release.last, flit_bytes);
        port = std::max(checked_sum(std::max(port, first), shipment.bytes),
                        checked_sum(before_last, std::min(shipment.bytes, flit_bytes)));
        last = std::max(last, port);
    }
    return cycles_of(last, flit_bytes);
}

} // namespace counterpoint::sim::noc::mesh
