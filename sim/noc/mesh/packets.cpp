#include "sim/noc/mesh/packets.hpp"

#include <utility>

namespace counterpoint::sim::noc::mesh {

PacketId Packets::add(const Packet& packet) {
    if (vacant_.empty()) {
        packets_.push_back(packet);
        return static_cast<PacketId>(packets_.size() - 1);
    }
    const PacketId id = vacant_.back();
    vacant_.pop_back();
    packets_[id] = packet;
    return id;
}

PacketId Packets::add(Packet packet, MulticastTree tree) {
    packet.deliveries = tree.targets();
    if (vacant_trees_.empty()) {
        packet.tree = static_cast<std::int32_t>(trees_.size());
        trees_.push_back(std::move(tree));
    } else {
        packet.tree = vacant_trees_.back();
        vacant_trees_.pop_back();
        trees_[static_cast<std::size_t>(packet.tree)] = std::move(tree);
    }
    return add(packet);
}

void Packets::remove(PacketId id) {
    if (packets_[id].tree >= 0) {
        vacant_trees_.push_back(packets_[id].tree);
    }
    vacant_.push_back(id);
}

} // namespace counterpoint::sim::noc::mesh
