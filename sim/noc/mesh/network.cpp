#include "sim/noc/mesh/network.hpp"

namespace counterpoint::sim::noc::mesh {

std::int64_t zero_load_latency(const hw::Mesh& mesh, std::int64_t hops) {
    const std::int64_t router = mesh.speculative ? 2 : 3;
    return (hops + 1) * (router + 1) + 2;
}

bool carries_a_flit_each_cycle(const hw::Mesh& mesh) {
    return mesh.buffer_flits >= Wires::to_sink + Wires::credit_wires + mesh.credit_delay &&
           (mesh.speculative || mesh.virtual_channels > 1);
}

Network::Network(const hw::Mesh& mesh)
    : grid_(mesh.rows, mesh.columns), channels_(static_cast<std::size_t>(mesh.virtual_channels)),
      wires_(grid_, mesh.credit_delay), routers_(mesh, grid_, packets_, wires_),
      sources_(static_cast<std::size_t>(grid_.nodes())) {
    for (Source& source : sources_) {
        source.credits.assign(channels_, static_cast<std::uint16_t>(mesh.buffer_flits));
    }
}

void Network::send(Node from, Node to, const Packet& packet) {
    Packet unicast = packet;
    unicast.to = to;
    enqueue(from, packets_.add(unicast));
}

void Network::multicast(Node from, const std::vector<Node>& to, const Packet& packet) {
    enqueue(from, packets_.add(packet, MulticastTree(grid_, from, to)));
}

void Network::enqueue(Node from, PacketId id) {
    Source& source = sources_[static_cast<std::size_t>(from)];
    source.queue.push_back(id);
    outstanding_ += packets_[id].deliveries;
    if (!source.waiting) {
        source.waiting = true;
        waiting_sources_.push_back(from);
    }
}

void Network::step() {
    wires_.set_now(now_);
    deliver();
    return_credits();
    inject();
    route();
    ++now_;
}

void Network::deliver() {
    for (const Wires::FlitEvent& event : wires_.flits()) {
        if (routers_.flits(event.node) == 0) {
            busy_.push_back(event.node);
        }
        routers_.accept(event.node, event.input, event.channel, event.flit);
    }
    wires_.flits().clear();
    arrivals_.clear();
    for (const Wires::FlitEvent& event : wires_.ejections()) {
        eject(event);
    }
    wires_.ejections().clear();
}

void Network::eject(const Wires::FlitEvent& event) {
    Packet& packet = packets_[event.flit.packet()];
    const bool tail = event.flit.tail();
    arrivals_.push_back({event.node, tail, packet.flits, packet.label});
    if (tail) {
        --outstanding_;
        if (--packet.deliveries == 0) {
            packets_.remove(event.flit.packet());
        }
    }
}

void Network::return_credits() {
    for (const Wires::CreditEvent& event : wires_.credits()) {
        if (event.output == Wires::local_source) {
            ++sources_[static_cast<std::size_t>(event.node)].credits[event.channel];
        } else {
            routers_.credit(event.node, event.output, event.channel);
        }
    }
    wires_.credits().clear();
}

void Network::inject() {
    for (std::size_t i = 0; i < waiting_sources_.size();) {
        const Node node = waiting_sources_[i];
        Source& source = sources_[static_cast<std::size_t>(node)];
        inject_from(node, source);
        if (source.queue.empty()) {
            source.waiting = false;
            waiting_sources_[i] = waiting_sources_.back();
            waiting_sources_.pop_back();
        } else {
            ++i;
        }
    }
}

/// The next channel, round robin, with a free place.
bool Network::choose_channel(Source& source) const {
    std::size_t channel = source.channel;
    for (std::size_t i = 0; i < channels_; ++i) {
        channel = channel + 1 == channels_ ? 0 : channel + 1; // a division takes longer
        if (source.credits[channel] > 0) {
            source.channel = static_cast<std::uint16_t>(channel);
            return true;
        }
    }
    return false;
}

void Network::inject_from(Node node, Source& source) {
    const PacketId id = source.queue.front();
    const Packet& packet = packets_[id];
    if (source.sent == 0 && now_ < packet.release) {
        return;
    }
    const bool place =
        source.sent > 0 ? source.credits[source.channel] > 0 : choose_channel(source);
    if (!place) {
        return;
    }
    const bool tail = ++source.sent == packet.flits;
    --source.credits[source.channel];
    ++source.injected;
    wires_.inject(node, Flit{id << 1U | (tail ? 1U : 0U), packets_.route(id)}, source.channel);
    if (tail) {
        source.queue.pop_front();
        source.sent = 0;
    }
}

void Network::route() {
    router_cycles_ += static_cast<std::int64_t>(busy_.size());
    for (std::size_t i = 0; i < busy_.size();) {
        const Node node = busy_[i];
        routers_.work(node);
        if (routers_.flits(node) == 0) {
            busy_[i] = busy_.back();
            busy_.pop_back();
        } else {
            ++i;
        }
    }
}

} // namespace counterpoint::sim::noc::mesh
