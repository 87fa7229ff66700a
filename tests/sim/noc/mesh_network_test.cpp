#include <cstdint>
#include <cstdlib>
#include <random>
#include <tuple>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "hw/network.hpp"
#include "sim/noc/mesh/network.hpp"

namespace counterpoint::sim::noc::mesh {
namespace {

hw::Mesh mesh_of(std::int64_t rows, std::int64_t columns, bool speculative) {
    hw::Mesh mesh;
    mesh.rows = rows;
    mesh.columns = columns;
    mesh.virtual_channels = speculative ? 4 : 8;
    mesh.buffer_flits = 8;
    mesh.speculative = speculative;
    return mesh;
}

Packet packet_of(std::int32_t flits, std::int64_t now = 0) {
    Packet packet;
    packet.flits = flits;
    packet.release = now;
    packet.label = now;
    return packet;
}

/// Cycles from now until everything has arrived.
std::int64_t run(Network& network) {
    const std::int64_t begin = network.now();
    while (network.outstanding() > 0) {
        network.step();
    }
    return network.now() - 1 - begin;
}

class AnyRouter : public testing::TestWithParam<bool> {};
INSTANTIATE_TEST_SUITE_P(SpeculativeOrNot, AnyRouter, testing::Bool());

TEST_P(AnyRouter, HasTheZeroLoadLatencyBetweenAllPairs) {
    const std::int64_t router = GetParam() ? 2 : 3;
    for (const auto& [rows, columns] :
         std::vector<std::pair<int, int>>{{8, 8}, {3, 5}, {5, 2}, {1, 7}, {6, 1}, {1, 1}}) {
        for (const std::int32_t flits : {1, 2, 5, 20}) {
            Network network(mesh_of(rows, columns, GetParam()));
            const Grid& grid = network.grid();
            for (Node from = 0; from < grid.nodes(); ++from) {
                for (Node to = 0; to < grid.nodes(); ++to) {
                    network.send(from, to, packet_of(flits, network.now()));
                    ASSERT_EQ(run(network),
                              (grid.hops(from, to) + 1) * (router + 1) + 2 + flits - 1)
                        << from << " to " << to << " on " << rows << " x " << columns;
                }
            }
        }
    }
}

TEST_P(AnyRouter, GoesAlongTheRowFirst) {
    Network network(mesh_of(4, 4, GetParam()));
    network.send(network.grid().node(3, 0), network.grid().node(1, 2), packet_of(1));
    run(network);
    const Grid& grid = network.grid();
    for (const auto& [row, column, port] : std::vector<std::tuple<int, int, Port>>{
             {3, 0, east}, {3, 1, east}, {3, 2, north}, {2, 2, north}, {1, 2, local}}) {
        EXPECT_EQ(network.carried(grid.node(row, column), port), 1) << row << ' ' << column;
    }
}

TEST_P(AnyRouter, PassesOneFlitACycleToOneNode) {
    // Every source is always full; from the first arrival on the sink has a flit in each cycle.
    Network network(mesh_of(8, 8, GetParam()));
    const std::int64_t flits = 40;
    for (Node from = 0; from < 64; ++from) {
        for (int i = 0; i < flits; ++i) {
            network.send(from, 27, packet_of(1));
        }
    }
    EXPECT_EQ(run(network), zero_load_latency(mesh_of(8, 8, GetParam()), 0) + 64 * flits - 1);
}

TEST_P(AnyRouter, LosesNothingBesideASaturatedNode) {
    Network network(mesh_of(1, 3, GetParam()));
    for (int i = 0; i < 100; ++i) {
        network.send(0, 2, packet_of(4));
        network.send(1, 2, packet_of(4));
        network.send(2, 0, packet_of(1));
    }
    run(network);
    EXPECT_EQ(network.carried(2, local), 800);
    EXPECT_EQ(network.carried(0, local), 100);
    EXPECT_EQ(network.injected(1), 400);
}

TEST_P(AnyRouter, SharesALinkFairly) {
    // A source at each end of the row wants the sink in the middle.
    Network network(mesh_of(1, 3, GetParam()));
    for (int i = 0; i < 1000; ++i) {
        for (const Node from : {0, 2}) {
            Packet packet = packet_of(1);
            packet.label = from;
            network.send(from, 1, packet);
        }
    }
    std::int64_t first = 0;
    for (int cycle = 0; cycle < 1000; ++cycle) {
        network.step();
        for (const Network::Arrival& arrival : network.arrivals()) {
            first += arrival.label == 0 ? 1 : -1;
        }
    }
    EXPECT_LE(std::abs(first), 2);
}

TEST_P(AnyRouter, CostsNothingWhereItIsIdle) {
    Network network(mesh_of(32, 32, GetParam()));
    network.send(0, 31, packet_of(1));
    run(network);
    EXPECT_EQ(network.router_cycles(), 32 * (GetParam() ? 1 : 2))
        << "while a flit is in its buffer";
    for (int cycle = 0; cycle < 1000; ++cycle) {
        network.step();
    }
    EXPECT_EQ(network.router_cycles(), 32 * (GetParam() ? 1 : 2));
}

/// Cycles that a long packet takes longer over one hop than with ample buffers.
std::int64_t delay(std::int64_t buffer_flits, std::int64_t credit_delay, bool speculative) {
    hw::Mesh mesh = mesh_of(1, 2, speculative);
    mesh.buffer_flits = buffer_flits;
    mesh.credit_delay = credit_delay;
    Network network(mesh);
    network.send(0, 1, packet_of(1000));
    return run(network) - zero_load_latency(mesh, 1) - 999;
}

TEST_P(AnyRouter, WaitsForCreditsWhereABufferIsShorterThanTheirWay) {
    for (const std::int64_t credit_delay : {0, 1, 5}) {
        hw::Mesh mesh = mesh_of(1, 2, GetParam());
        mesh.credit_delay = credit_delay;
        mesh.buffer_flits = 1;
        while (!carries_a_flit_each_cycle(mesh)) {
            ++mesh.buffer_flits;
        }
        EXPECT_EQ(delay(mesh.buffer_flits, credit_delay, GetParam()), 0);
        EXPECT_GT(delay(mesh.buffer_flits - 1, credit_delay, GetParam()), 50);
        EXPECT_GE(delay(1, credit_delay + 1, GetParam()), delay(1, credit_delay, GetParam()) + 999)
            << "a cycle more for each flit";
    }
}

TEST_P(AnyRouter, KeepsFlitsOfAPacketInOrderAndPacketsOnTheirOwnWay) {
    // A packet's tail is its last flit: every packet has as many flits before it as it should.
    Network network(mesh_of(4, 4, GetParam()));
    std::mt19937_64 engine(7);
    std::vector<std::int32_t> lengths;
    std::vector<Node> targets;
    for (int i = 0; i < 3000; ++i) {
        Packet packet = packet_of(static_cast<std::int32_t>(1 + engine() % 12));
        packet.label = i;
        lengths.push_back(packet.flits);
        targets.push_back(static_cast<Node>(engine() % 16));
        network.send(static_cast<Node>(engine() % 16), targets.back(), packet);
    }
    std::vector<std::int32_t> arrived(lengths.size(), 0);
    while (network.outstanding() > 0) {
        network.step();
        for (const Network::Arrival& arrival : network.arrivals()) {
            const auto packet = static_cast<std::size_t>(arrival.label);
            EXPECT_EQ(arrival.node, targets[packet]);
            EXPECT_EQ(++arrived[packet] == lengths[packet], arrival.tail);
        }
    }
}

} // namespace
} // namespace counterpoint::sim::noc::mesh
