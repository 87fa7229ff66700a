#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/noc/mesh/multicast_tree.hpp"
#include "sim/noc/mesh/router.hpp"

namespace counterpoint::sim::noc::mesh {

struct Packet {
    Node to = 0; ///< of a unicast
    std::int32_t flits = 1;
    std::int32_t tree = -1;      ///< of a multicast: its number
    std::int32_t deliveries = 1; ///< still to come
    std::int64_t release = 0;    ///< the cycle before which it does not enter the network
    std::int64_t label = 0;      ///< whatever its sender wants to know at the other end
};

/// The packets on their way.
class Packets {
  public:
    PacketId add(const Packet& packet);
    /// The packet gets a tree of its own.
    PacketId add(Packet packet, MulticastTree tree);
    /// It has arrived everywhere; its number is free.
    void remove(PacketId id);

    [[nodiscard]] Packet& operator[](PacketId id) { return packets_[id]; }
    [[nodiscard]] const Packet& operator[](PacketId id) const { return packets_[id]; }

    /// What its flits carry.
    [[nodiscard]] std::int32_t route(PacketId id) const {
        return packets_[id].tree < 0 ? packets_[id].to : ~packets_[id].tree;
    }
    /// Where a flit with that route goes from a router.
    [[nodiscard]] Ports outputs(const Grid& grid, std::int32_t route, Node node) const {
        if (route >= 0) {
            return only(grid.next(node, route));
        }
        const std::int32_t tree = ~route;
        return trees_[static_cast<std::size_t>(tree)].outputs(node);
    }

  private:
    std::vector<Packet> packets_;
    std::vector<PacketId> vacant_;
    std::vector<MulticastTree> trees_;
    std::vector<std::int32_t> vacant_trees_;
};

} // namespace counterpoint::sim::noc::mesh
