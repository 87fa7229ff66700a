#include <cmath>
#include <cstdint>
#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "hw/network.hpp"
#include "sim/noc/mesh/load_study.hpp"
#include "sim/noc/mesh/traffic_pattern.hpp"

namespace counterpoint::sim::noc::mesh {
namespace {

Traffic traffic_of(Pattern pattern, double rate = 0.1) {
    Traffic traffic;
    traffic.pattern = pattern;
    traffic.rate = rate;
    return traffic;
}

Traffic all_to_one(Node node, double rate) {
    Traffic traffic = traffic_of(Pattern::hotspot, rate);
    traffic.hotspots = {node};
    return traffic;
}

hw::Mesh mesh_8x8(bool speculative) {
    hw::Mesh mesh;
    mesh.rows = 8;
    mesh.columns = 8;
    mesh.virtual_channels = speculative ? 4 : 8;
    mesh.buffer_flits = 8;
    mesh.speculative = speculative;
    return mesh;
}

TEST(MeshTraffic, GoesWhereItsPatternSays) {
    const Grid grid(8, 8);
    EXPECT_EQ(target_of(grid, Pattern::transpose, grid.node(2, 5)), grid.node(5, 2));
    EXPECT_EQ(target_of(grid, Pattern::bit_complement, 5), 58);
    EXPECT_EQ(target_of(grid, Pattern::tornado, grid.node(0, 6)), grid.node(3, 1));
    EXPECT_EQ(target_of(grid, Pattern::neighbour, grid.node(7, 0)), grid.node(0, 1));
    const Grid odd(3, 5);
    EXPECT_EQ(target_of(odd, Pattern::tornado, 0), odd.node(1, 2));
}

TEST(MeshTraffic, KnowsTheGridsThatItDoesNotFit) {
    EXPECT_TRUE(misfit(Grid(4, 8), Pattern::transpose));
    EXPECT_FALSE(misfit(Grid(5, 5), Pattern::transpose));
    EXPECT_TRUE(misfit(Grid(3, 4), Pattern::bit_complement));
    EXPECT_FALSE(misfit(Grid(4, 8), Pattern::bit_complement));
    EXPECT_TRUE(misfit(Grid(2, 2), Pattern::tornado));
    EXPECT_FALSE(misfit(Grid(1, 3), Pattern::tornado));
    EXPECT_FALSE(misfit(Grid(1, 1), Pattern::uniform));
}

TEST(MeshTraffic, IsBoundByItsMostLoadedLink) {
    const Grid grid(8, 8);
    EXPECT_DOUBLE_EQ(*channel_bound(grid, traffic_of(Pattern::uniform)), 0.5);
    EXPECT_DOUBLE_EQ(*channel_bound(grid, traffic_of(Pattern::bit_complement)), 0.25);
    EXPECT_DOUBLE_EQ(*channel_bound(grid, traffic_of(Pattern::tornado)), 1.0 / 3);
    EXPECT_DOUBLE_EQ(*channel_bound(grid, traffic_of(Pattern::transpose)), 1.0 / 7);
    EXPECT_DOUBLE_EQ(*channel_bound(grid, all_to_one(20, 0.1)), 1.0 / 64);
    EXPECT_DOUBLE_EQ(*channel_bound(Grid(1, 1), traffic_of(Pattern::uniform)), 1);
    EXPECT_DOUBLE_EQ(*channel_bound(Grid(5, 2), traffic_of(Pattern::uniform)), 5.0 / 6);
    EXPECT_FALSE(channel_bound(grid, traffic_of(Pattern::multicast)));
}

TEST(MeshTraffic, DrawsMulticastsWithoutATargetTwice) {
    const Grid grid(4, 4);
    Traffic traffic = traffic_of(Pattern::multicast);
    traffic.fanout = 7;
    PacketDraw draw(grid, traffic);
    std::vector<int> drawn(16, 0);
    for (int i = 0; i < 1600; ++i) {
        const std::vector<Node> targets = draw.targets();
        EXPECT_EQ(std::set<Node>(targets.begin(), targets.end()).size(), 7U);
        for (const Node target : targets) {
            ++drawn[static_cast<std::size_t>(target)];
        }
    }
    for (const int count : drawn) {
        EXPECT_NEAR(count, 700, 90);
    }
}

TEST(MeshStudy, OffersTheRateItIsAskedFor) {
    for (const std::int32_t flits : {1, 5}) {
        Traffic traffic = traffic_of(Pattern::uniform, 0.2);
        traffic.packet_flits = flits;
        const LoadPoint point = study(mesh_8x8(false), traffic, {});
        EXPECT_NEAR(point.offered, 0.2, 0.004);
        EXPECT_NEAR(point.accepted, 0.2, 0.004);
        EXPECT_TRUE(point.stable);
        EXPECT_NEAR(point.hops, 2.0 * 63 / 24, 0.05) << "2 (k^2 - 1) / (3 k)";
        EXPECT_GT(point.latency.mean(), point.zero_load);
        EXPECT_EQ(point.latency.least, 6 + flits - 1) << "to itself";
    }
}

TEST(MeshStudy, TakesAsLongAsWithoutTrafficWhereHardlyAnythingIsSent) {
    for (const bool speculative : {false, true}) {
        StudyCycles cycles;
        cycles.measurement = 20'000;
        const LoadPoint point =
            study(mesh_8x8(speculative), traffic_of(Pattern::uniform, 0.001), cycles);
        EXPECT_NEAR(point.latency.mean() / point.zero_load, 1, 0.002);
    }
    const LoadPoint nothing = study(mesh_8x8(false), traffic_of(Pattern::uniform, 0), {});
    EXPECT_EQ(nothing.latency.count, 0);
    EXPECT_TRUE(nothing.stable);
    EXPECT_EQ(nothing.router_cycles, 0);
}

TEST(MeshStudy, AcceptsExactlyAFlitACycleAtOneNode) {
    for (const bool speculative : {false, true}) {
        for (const Node node : {0, 27}) {
            const LoadPoint point = study(mesh_8x8(speculative), all_to_one(node, 0.5), {});
            EXPECT_DOUBLE_EQ(point.accepted, 1.0 / 64);
            EXPECT_DOUBLE_EQ(point.busiest, 1);
            EXPECT_FALSE(point.stable);
        }
    }
}

TEST(MeshStudy, IsTheSameForTheSameSeedOnly) {
    Traffic traffic = traffic_of(Pattern::uniform, 0.3);
    StudyCycles cycles;
    cycles.measurement = 1000;
    const LoadPoint first = study(mesh_8x8(true), traffic, cycles);
    EXPECT_EQ(study(mesh_8x8(true), traffic, cycles).latency.sum, first.latency.sum);
    traffic.seed = 2;
    EXPECT_NE(study(mesh_8x8(true), traffic, cycles).latency.sum, first.latency.sum);
}

TEST(MeshStudy, LoadsLinksLessWithMulticastsThanWithUnicasts) {
    Traffic traffic = traffic_of(Pattern::multicast, 0.01);
    traffic.fanout = 16;
    hw::Mesh mesh = mesh_8x8(false);
    const LoadPoint copied = study(mesh, traffic, {});
    mesh.multicast = false;
    const LoadPoint single = study(mesh, traffic, {});
    EXPECT_DOUBLE_EQ(copied.offered, single.offered);
    EXPECT_NEAR(copied.accepted, 16 * 0.01, 0.02);
    EXPECT_NEAR(single.accepted, 16 * 0.01, 0.02);
    EXPECT_LT(copied.busiest, 0.8 * single.busiest);
    EXPECT_LT(copied.latency.mean(), single.latency.mean());
}

} // namespace
} // namespace counterpoint::sim::noc::mesh
