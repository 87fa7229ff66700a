#include "sim/noc/mesh/flit_runs.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>

#include "sim/noc/mesh/network.hpp"
#include "sim/noc/transfer_cycles.hpp"
#include "vocabulary/checked.hpp"

namespace counterpoint::sim::noc::mesh {

namespace {

/// Throws Overflow for more flits than could ever be simulated.
Packet packet_of(std::int64_t flits, std::int64_t release) {
    if (flits > std::numeric_limits<std::int32_t>::max()) {
        throw Overflow();
    }
    Packet packet;
    packet.flits = static_cast<std::int32_t>(flits);
    packet.release = release;
    return packet;
}

void send_from_memory(Network& network, const hw::Mesh& mesh, const Shipment& shipment) {
    const std::int64_t flits = cycles_of(shipment.bytes, mesh.flit_bytes);
    const std::int64_t release = shipment.release.of(flits);
    if (shipment.to.size() == 1) {
        network.send(shipment.from, shipment.to.front(), packet_of(flits, release));
        return;
    }
    for (std::int64_t sent = 0; sent < flits; sent += mesh.buffer_flits) {
        const std::int64_t part = std::min(mesh.buffer_flits, flits - sent);
        network.multicast(shipment.from, shipment.to, packet_of(part, release + sent));
    }
}

/// What the memory has taken of what arrived, all ports together.
class Writing {
  public:
    explicit Writing(std::int64_t bytes_per_cycle) : bytes_per_cycle_(bytes_per_cycle) {}

    void take(std::int64_t cycle, std::int64_t bytes) {
        const std::int64_t begin = checked_product(cycle - 1, bytes_per_cycle_);
        busy_ = checked_sum(std::max(busy_, begin), bytes);
    }
    [[nodiscard]] std::int64_t end() const { return cycles_of(busy_, bytes_per_cycle_); }

  private:
    std::int64_t bytes_per_cycle_;
    std::int64_t busy_ = 0; ///< until then, in cycles times bytes_per_cycle
};

} // namespace

FlitRun run_fill(const hw::Mesh& mesh, const MeshSites& sites,
                 const std::vector<Shipment>& shipments) {
    Network network(mesh);
    for (const Shipment& shipment : shipments) {
        send_from_memory(network, mesh, shipment);
    }
    FlitRun run;
    run.arrivals.assign(static_cast<std::size_t>(sites.grid().nodes()), 0);
    while (network.outstanding() > 0) {
        network.step();
        for (const Network::Arrival& arrival : network.arrivals()) {
            run.end = network.now() - 1;
            run.arrivals[static_cast<std::size_t>(arrival.node)] = run.end;
        }
    }
    return run;
}

FlitRun run_drain(const hw::Mesh& mesh, std::int64_t bytes_per_cycle,
                  const std::vector<Shipment>& shipments) {
    Network network(mesh);
    for (std::size_t i = 0; i < shipments.size(); ++i) {
        Packet packet = packet_of(cycles_of(shipments[i].bytes, mesh.flit_bytes), 0);
        packet.label = static_cast<std::int64_t>(i);
        network.send(shipments[i].from, shipments[i].to.front(), packet);
    }
    Writing writing(bytes_per_cycle);
    std::vector<std::int64_t> flits(shipments.size(), 0);
    std::vector<std::int64_t> bytes(shipments.size(), 0);
    while (network.outstanding() > 0) {
        network.step();
        for (const Network::Arrival& arrival : network.arrivals()) {
            const auto i = static_cast<std::size_t>(arrival.label);
            const std::int64_t before = std::exchange(
                bytes[i], checked_product(shipments[i].bytes, ++flits[i]) / arrival.packet_flits);
            writing.take(network.now() - 1, bytes[i] - before);
        }
    }
    return {writing.end(), {}};
}

} // namespace counterpoint::sim::noc::mesh
