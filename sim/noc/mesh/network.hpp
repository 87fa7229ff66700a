#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

#include "hw/network.hpp"
#include "sim/noc/mesh/grid.hpp"
#include "sim/noc/mesh/packets.hpp"
#include "sim/noc/mesh/routers.hpp"
#include "sim/noc/mesh/wires.hpp"

namespace counterpoint::sim::noc::mesh {

/// Cycles of a one-flit packet from its source to its target over `hops` links between routers,
/// where it meets nothing: 3 cycles in each router, or 2 if it speculates, 1 on each link, 1 each
/// for injection and ejection. Every further flit takes a cycle more.
std::int64_t zero_load_latency(const hw::Mesh& mesh, std::int64_t hops);

/// Whether a stream of packets that meets no other passes a flit in every cycle: a buffer covers
/// the way of a credit, and the next packet need not wait for the virtual channel of the one
/// before.
bool carries_a_flit_each_cycle(const hw::Mesh& mesh);

/// A mesh flit by flit: routers, links, credits, and at each router a source, whose queue has no
/// end, and a sink, which takes a flit every cycle. Wormhole; a multicast is no longer than a
/// buffer, so that a branch which has to wait does not hold up the others for good: then a packet
/// waits only for links further along its way, and since all go along the row first no wait is for
/// itself.
///
/// Routers without flits cost nothing.
class Network {
  public:
    /// Rows, columns, virtual channels, buffers, speculation and credit delay of `mesh` count. It
    /// has at most 2^20 routers; see Routers for the other bounds.
    explicit Network(const hw::Mesh& mesh);
    Network(const Network&) = delete; ///< its routers refer to its packets
    Network(Network&&) = delete;
    Network& operator=(const Network&) = delete;
    Network& operator=(Network&&) = delete;
    ~Network() = default;

    /// Appends a packet to the queue of a source. Its flits are positive.
    void send(Node from, Node to, const Packet& packet);
    /// A multicast of at most `buffer_flits` flits to nodes that are all different.
    void multicast(Node from, const std::vector<Node>& to, const Packet& packet);

    /// One cycle of everything.
    void step();
    /// The cycle that the next step is; the first one is 0.
    [[nodiscard]] std::int64_t now() const { return now_; }

    struct Arrival {
        Node node;
        bool tail;
        std::int32_t packet_flits;
        std::int64_t label; ///< of the packet
    };
    /// What came out of the network in the last step.
    [[nodiscard]] const std::vector<Arrival>& arrivals() const { return arrivals_; }
    /// Packets that have not got everywhere yet, each as often as it has targets.
    [[nodiscard]] std::int64_t outstanding() const { return outstanding_; }

    /// Packets in the queue of a source, with the one that it is sending.
    [[nodiscard]] std::size_t queued(Node node) const {
        return sources_[static_cast<std::size_t>(node)].queue.size();
    }

    [[nodiscard]] const Grid& grid() const { return grid_; }
    /// Flits that left a router so far.
    [[nodiscard]] std::int64_t carried(Node node, Port output) const {
        return wires_.carried(node, output);
    }
    /// Flits that entered the network at a router so far.
    [[nodiscard]] std::int64_t injected(Node node) const {
        return sources_[static_cast<std::size_t>(node)].injected;
    }
    /// Cycles of single routers that had flits, so far: what a simulation costs.
    [[nodiscard]] std::int64_t router_cycles() const { return router_cycles_; }

  private:
    struct Source {
        std::deque<PacketId> queue;
        std::vector<std::uint16_t> credits; ///< by virtual channel of the router's local input
        std::int32_t sent = 0;              ///< flits of the first packet
        std::uint16_t channel = 0;          ///< that it took, or the last one did
        bool waiting = false;               ///< stands in waiting_sources_
        std::int64_t injected = 0;
    };
    void enqueue(Node from, PacketId id);
    void deliver();
    void eject(const Wires::FlitEvent& event);
    void return_credits();
    void inject();
    void inject_from(Node node, Source& source);
    [[nodiscard]] bool choose_channel(Source& source) const;
    void route();

    Grid grid_;
    std::size_t channels_; ///< of each input
    Packets packets_;
    Wires wires_;
    Routers routers_;
    std::vector<Source> sources_;
    std::vector<Node> waiting_sources_; ///< with packets in their queues
    std::vector<Node> busy_;            ///< routers with flits
    std::vector<Arrival> arrivals_;
    std::int64_t now_ = 0;
    std::int64_t outstanding_ = 0;
    std::int64_t router_cycles_ = 0;
};

} // namespace counterpoint::sim::noc::mesh
