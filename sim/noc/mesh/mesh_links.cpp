#include "sim/noc/mesh/mesh_links.hpp"

#include <algorithm>
#include <array>

#include "sim/noc/mesh/multicast_tree.hpp"
#include "sim/noc/transfer_cycles.hpp"
#include "vocabulary/checked.hpp"

namespace counterpoint::sim::noc::mesh {

namespace {

// Of the links to a unit or a port of the memory and from it, as outputs of the router.
constexpr std::size_t outwards = local;
constexpr std::size_t inwards = port_count;

} // namespace

MeshLinks::MeshLinks(const MeshSites& sites, Direction direction)
    : sites_(sites), direction_(direction),
      index_(static_cast<std::size_t>(sites.grid().nodes()) * (port_count + 1), 0) {
    for (Node node = 0; node < sites.grid().nodes(); ++node) {
        for (const Port port : {east, west, south, north}) {
            if (sites.grid().has(node, port)) {
                add(node, port);
            }
        }
    }
    const bool fill = direction == Direction::fill;
    for (std::size_t port = 0; port < sites.ports(); ++port) {
        add(sites.port_node(port), fill ? inwards : outwards);
    }
    for (std::size_t unit = 0; unit < sites.units(); ++unit) {
        add(sites.node_of(static_cast<Unit>(unit)), fill ? outwards : inwards);
    }
}

void MeshLinks::add(Node node, std::size_t output) {
    index_[static_cast<std::size_t>(node) * (port_count + 1) + output] = links_.size();
    links_.push_back({node, output});
}

std::string MeshLinks::name(std::size_t link) const {
    static const std::array<const char*, local> sides{"east", "west", "south", "north"};
    const auto& [node, output] = links_[link];
    const std::string router = "row " + std::to_string(sites_.grid().row(node)) + " column " +
                               std::to_string(sites_.grid().column(node));
    if (output < local) {
        return router + ' ' + sides[output];
    }
    const std::string end =
        (output == inwards) == (direction_ == Direction::fill) ? "memory" : "unit";
    return output == inwards ? end + " to " + router : router + " to " + end;
}

void MeshLinks::charge_link(Node node, std::size_t output, const Shipment& shipment,
                            std::int64_t flits, Passage& passage) const {
    std::int64_t& busy = passage.link_busy[index(node, output)];
    busy = checked_sum(busy, flits);
    passage.link_traversals = checked_sum(passage.link_traversals, shipment.bytes);
}

void MeshLinks::charge(const std::vector<Shipment>& shipments, std::int64_t flit_bytes,
                       Passage& passage) const {
    constexpr std::int64_t ends = 2; // the links into the first router and out of the last one
    for (const Shipment& shipment : shipments) {
        const std::int64_t flits = cycles_of(shipment.bytes, flit_bytes);
        charge_link(shipment.from, inwards, shipment, flits, passage);
        const MulticastTree tree(sites_.grid(), shipment.from, shipment.to);
        for (const auto& [node, outputs] : tree.branches()) {
            passage.switch_traversals = checked_sum(passage.switch_traversals, shipment.bytes);
            for (Ports left = outputs; left != 0; left &= left - 1) {
                charge_link(node, static_cast<std::size_t>(__builtin_ctz(left)), shipment, flits,
                            passage);
            }
        }
        for (const Node to : shipment.to) {
            passage.most_hops =
                std::max(passage.most_hops, sites_.grid().hops(shipment.from, to) + ends);
        }
    }
}

} // namespace counterpoint::sim::noc::mesh
