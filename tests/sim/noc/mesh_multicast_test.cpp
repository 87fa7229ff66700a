#include <algorithm>
#include <cstdint>
#include <numeric>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "hw/network.hpp"
#include "sim/noc/mesh/multicast_tree.hpp"
#include "sim/noc/mesh/network.hpp"

namespace counterpoint::sim::noc::mesh {
namespace {

std::vector<Node> random_nodes(std::mt19937_64& engine, Node nodes, std::size_t count) {
    std::vector<Node> all(static_cast<std::size_t>(nodes));
    std::iota(all.begin(), all.end(), 0);
    std::shuffle(all.begin(), all.end(), engine);
    all.resize(count);
    return all;
}

TEST(MulticastTree, IsTheUnionOfTheWays) {
    const Grid grid(4, 4);
    const MulticastTree tree(grid, grid.node(1, 1),
                             {grid.node(1, 1), grid.node(3, 1), grid.node(0, 3), grid.node(2, 3)});
    EXPECT_EQ(tree.targets(), 4);
    EXPECT_EQ(tree.outputs(grid.node(1, 1)), only(local) | only(south) | only(east));
    EXPECT_EQ(tree.outputs(grid.node(1, 2)), only(east));
    EXPECT_EQ(tree.outputs(grid.node(1, 3)), only(north) | only(south));
    EXPECT_EQ(tree.outputs(grid.node(0, 3)), only(local));
    EXPECT_EQ(tree.branches().size(), 7U);
}

TEST(MulticastTree, EntersEveryRouterOnce) {
    std::mt19937_64 engine(11);
    const Grid grid(5, 7);
    for (int round = 0; round < 100; ++round) {
        const Node from = static_cast<Node>(engine() % 35);
        const std::vector<Node> to = random_nodes(engine, 35, 1 + engine() % 35);
        const MulticastTree tree(grid, from, to);
        std::vector<int> entered(35, 0);
        entered[static_cast<std::size_t>(from)] = 1;
        for (const auto& [node, outputs] : tree.branches()) {
            for (const Port port : {east, west, south, north}) {
                if ((outputs & only(port)) != 0) {
                    ++entered[static_cast<std::size_t>(grid.neighbour(node, port))];
                }
            }
        }
        EXPECT_LE(*std::max_element(entered.begin(), entered.end()), 1);
        for (const Node node : to) {
            EXPECT_NE(tree.outputs(node) & only(local), 0U);
        }
    }
}

TEST(MeshMulticast, TakesNoLongerToAnyTargetThanAPacketOfItsOwn) {
    std::mt19937_64 engine(12);
    for (const bool speculative : {false, true}) {
        hw::Mesh mesh;
        mesh.rows = 6;
        mesh.columns = 5;
        mesh.speculative = speculative;
        Network network(mesh);
        for (int round = 0; round < 50; ++round) {
            Packet packet;
            packet.flits = static_cast<std::int32_t>(1 + engine() % 8);
            packet.release = network.now();
            const Node from = static_cast<Node>(engine() % 30);
            const std::vector<Node> to = random_nodes(engine, 30, 1 + engine() % 30);
            network.multicast(from, to, packet);
            std::vector<std::int64_t> latency(30, -1);
            while (network.outstanding() > 0) {
                network.step();
                for (const Network::Arrival& arrival : network.arrivals()) {
                    latency[static_cast<std::size_t>(arrival.node)] =
                        network.now() - 1 - packet.release;
                }
            }
            for (Node node = 0; node < 30; ++node) {
                const bool target = std::count(to.begin(), to.end(), node) > 0;
                const std::int64_t hops = network.grid().hops(from, node);
                EXPECT_EQ(latency[static_cast<std::size_t>(node)],
                          target ? zero_load_latency(mesh, hops) + packet.flits - 1 : -1);
            }
        }
    }
}

TEST(MeshMulticast, LoadsEveryLinkOfItsTreeOnce) {
    hw::Mesh mesh;
    mesh.rows = 4;
    mesh.columns = 4;
    Network network(mesh);
    std::vector<Node> all(16);
    std::iota(all.begin(), all.end(), 0);
    Packet packet;
    packet.flits = 3;
    network.multicast(5, all, packet);
    while (network.outstanding() > 0) {
        network.step();
    }
    std::int64_t links = 0;
    for (Node node = 0; node < 16; ++node) {
        for (const Port port : all_ports) {
            const std::int64_t carried = network.carried(node, port);
            EXPECT_TRUE(carried == 0 || carried == 3);
            links += carried / 3;
        }
    }
    EXPECT_EQ(links, 15 + 16) << "15 to get to all routers, 16 to the units";
    EXPECT_EQ(network.injected(5), 3);
}

} // namespace
} // namespace counterpoint::sim::noc::mesh
