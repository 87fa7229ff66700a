#include "sim/noc/mesh/mesh_fabric.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <numeric>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "hw/network.hpp"
#include "sim/noc/mesh/flit_runs.hpp"
#include "sim/noc/mesh/network.hpp"
#include "sim/noc/mesh/shipments.hpp"
#include "tests/sim/noc/transfers.hpp"

namespace counterpoint::sim::noc {
namespace {

using mesh::zero_load_latency;

std::int64_t divided_up(std::int64_t bytes, std::int64_t width) {
    return (bytes + width - 1) / width;
}

/// Random meshes and messages; the engine says which.
class RandomTransfer {
  public:
    explicit RandomTransfer(std::uint64_t seed) : engine_(seed) {
        mesh.rows = draw(1, 5);
        mesh.columns = draw(1, 5);
        mesh.flit_bytes = draw(1, 9);
        mesh.virtual_channels = draw(2, 4);
        mesh.buffer_flits = draw(8, 12);
        mesh.credit_delay = draw(0, 2);
        mesh.speculative = draw(0, 1) == 1;
        mesh.multicast = draw(0, 3) > 0;
        for (std::int64_t i = draw(1, 3); i > 0; --i) {
            mesh.attach.push_back({draw(0, mesh.rows - 1), draw(0, mesh.columns - 1)});
        }
        ends.bytes_per_cycle = draw(1, 12);
        ends.spatial_units = {draw(1, mesh.rows), draw(1, mesh.columns)};
    }

    std::int64_t draw(std::int64_t least, std::int64_t most) {
        return least +
               static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(most - least + 1));
    }

    /// With one unit each if they are drained.
    Messages messages(Direction direction) {
        Messages all;
        const std::int64_t most_bytes = draw(0, 1) == 0 ? 6 : 90;
        for (std::int64_t count = draw(1, 12); count > 0; --count) {
            std::set<std::int64_t> units;
            const std::int64_t size = direction == Direction::fill ? draw(1, ends.units()) : 1;
            for (std::int64_t i = 0; i < size; ++i) {
                units.insert(draw(0, ends.units() - 1));
            }
            all.begin(0, draw(1, most_bytes));
            for (const std::int64_t unit : units) {
                all.add(static_cast<Unit>(unit));
            }
        }
        return all;
    }

    hw::Mesh mesh;
    Ends ends;

  private:
    std::mt19937_64 engine_;
};

Messages one(std::int64_t bytes, const std::vector<Unit>& units) {
    Messages messages;
    messages.begin(0, bytes);
    for (const Unit unit : units) {
        messages.add(unit);
    }
    return messages;
}

hw::Mesh corner_mesh(std::int64_t rows, std::int64_t columns, std::int64_t flit_bytes) {
    hw::Mesh mesh;
    mesh.rows = rows;
    mesh.columns = columns;
    mesh.flit_bytes = flit_bytes;
    mesh.virtual_channels = 2;
    mesh.attach = {{0, 0}};
    return mesh;
}

TEST(MeshFabric, TakesNothingForNothing) {
    for (const Direction direction : {Direction::fill, Direction::drain}) {
        const auto fabric = make_mesh_fabric(corner_mesh(2, 2, 4), ends_of({2, 2}, 8), direction);
        const Passage passage = fabric->carry({});
        EXPECT_EQ(passage.transfer_cycles, 0);
        EXPECT_EQ(passage.latency_cycles, 0);
        EXPECT_EQ(passage.link_busy.size(), fabric->links());
        EXPECT_EQ(passage.extra.all(), 0);
    }
}

TEST(MeshFabric, SendsAMessageToTheFarCorner) {
    const hw::Mesh mesh = corner_mesh(3, 4, 4);
    const auto fabric = make_mesh_fabric(mesh, ends_of({3, 4}, 4), Direction::fill);
    const Passage passage = fabric->carry(one(18, {11}));
    EXPECT_EQ(passage.transfer_cycles, 5);
    EXPECT_EQ(passage.extra.all(), 0);
    EXPECT_EQ(passage.transfer_cycles + passage.latency_cycles, zero_load_latency(mesh, 5) + 4);
    EXPECT_EQ(passage.arrivals[11], zero_load_latency(mesh, 5) + 4);
    EXPECT_EQ(passage.arrivals[10], 0);
    EXPECT_EQ(passage.most_hops, 5 + 2);
    EXPECT_EQ(passage.link_traversals, 18 * 7);
    EXPECT_EQ(passage.switch_traversals, 18 * 6);
    EXPECT_EQ(std::accumulate(passage.link_busy.begin(), passage.link_busy.end(), 0), 5 * 7);
}

TEST(MeshFabric, NamesTheCauseOfEveryExtraCycle) {
    const Ends ends = ends_of({4}, 8);
    const auto narrow = make_mesh_fabric(corner_mesh(2, 2, 2), ends, Direction::fill);
    EXPECT_EQ(narrow->carry(one(32, {3})).extra.narrow_links, 16 - 4);
    const auto wide = make_mesh_fabric(corner_mesh(2, 2, 8), ends, Direction::fill);
    Messages small;
    for (const Unit unit : {0, 1, 2, 3}) {
        small.begin(0, 2);
        small.add(unit);
    }
    EXPECT_EQ(wide->carry(small).extra.fragmentation, 4 - 1) << "four flits of two bytes each";
    EXPECT_EQ(wide->carry(small).transfer_cycles, 4);
    hw::Mesh copying = corner_mesh(2, 2, 8);
    copying.multicast = false;
    const Passage unicasts =
        make_mesh_fabric(copying, ends, Direction::fill)->carry(one(8, {0, 1, 2, 3}));
    EXPECT_EQ(unicasts.transfer_cycles, 4);
    EXPECT_EQ(unicasts.extra.narrow_links, 3);
    EXPECT_EQ(wide->carry(one(8, {0, 1, 2, 3})).transfer_cycles, 1);
}

TEST(MeshFabric, ServesUnitsFromTheNearestPort) {
    hw::Mesh mesh = corner_mesh(1, 8, 4);
    mesh.attach = {{0, 0}, {0, 7}};
    const auto fabric = make_mesh_fabric(mesh, ends_of({8}, 8), Direction::fill);
    const Passage all = fabric->carry(one(40, {0, 1, 2, 3, 4, 5, 6, 7}));
    EXPECT_EQ(all.transfer_cycles, 10) << "of 4 bytes, at both ports at once";
    EXPECT_EQ(all.most_hops, 3 + 2);
    Messages halves = one(40, {0});
    halves.begin(0, 40);
    halves.add(7);
    EXPECT_EQ(fabric->carry(halves).transfer_cycles, 5 + 10)
        << "the second is read after the first";
    for (std::size_t link = 0; link < fabric->links(); ++link) {
        if (fabric->link_name(link) == "row 0 column 3 east") {
            EXPECT_EQ(all.link_busy[link], 0);
        }
        if (fabric->link_name(link) == "memory to row 0 column 7") {
            EXPECT_EQ(all.link_busy[link], 10);
        }
    }
}

TEST(MeshFabric, NamesItsLinks) {
    const auto name_all = [](Direction direction) {
        const auto fabric = make_mesh_fabric(corner_mesh(2, 2, 1), ends_of({1, 2}, 1), direction);
        std::vector<std::string> names;
        for (std::size_t link = 0; link < fabric->links(); ++link) {
            names.push_back(fabric->link_name(link));
        }
        return names;
    };
    EXPECT_EQ(name_all(Direction::fill),
              (std::vector<std::string>{
                  "row 0 column 0 east", "row 0 column 0 south", "row 0 column 1 west",
                  "row 0 column 1 south", "row 1 column 0 east", "row 1 column 0 north",
                  "row 1 column 1 west", "row 1 column 1 north", "memory to row 0 column 0",
                  "row 0 column 0 to unit", "row 0 column 1 to unit"}));
    EXPECT_EQ(name_all(Direction::drain)[8], "row 0 column 0 to memory");
    EXPECT_EQ(name_all(Direction::drain)[10], "unit to row 0 column 1");
}

TEST(MeshFabric, ComputesForFillsWhatTheRoutersDoFlitByFlit) {
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        RandomTransfer random(seed);
        random.mesh.buffer_flits = std::max<std::int64_t>(random.mesh.buffer_flits, 8);
        ASSERT_TRUE(mesh::carries_a_flit_each_cycle(random.mesh));
        const Messages messages = random.messages(Direction::fill);
        const auto fabric = make_mesh_fabric(random.mesh, random.ends, Direction::fill);
        const Passage computed = fabric->carry(messages);
        const mesh::MeshSites sites(random.mesh, random.ends);
        const mesh::FlitRun run = mesh::run_fill(
            random.mesh, sites,
            mesh::fill_shipments(sites, random.mesh, random.ends.bytes_per_cycle, messages));
        EXPECT_EQ(computed.transfer_cycles + computed.latency_cycles, run.end) << "seed " << seed;
        for (std::size_t unit = 0; unit < computed.arrivals.size(); ++unit) {
            const mesh::Node node = sites.node_of(static_cast<Unit>(unit));
            EXPECT_EQ(computed.arrivals[unit], run.arrivals[static_cast<std::size_t>(node)])
                << "seed " << seed << ", unit " << unit;
        }
    }
}

TEST(MeshFabric, LetsTheNextFillFollowAtOnce) {
    // Both transfers in one network, the second released when the first lets go: it is not later
    // than alone.
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        RandomTransfer random(seed);
        const Messages first = random.messages(Direction::fill);
        const Messages second = random.messages(Direction::fill);
        const auto fabric = make_mesh_fabric(random.mesh, random.ends, Direction::fill);
        const std::int64_t held = fabric->carry(first).transfer_cycles;
        const mesh::MeshSites sites(random.mesh, random.ends);
        auto shipments =
            mesh::fill_shipments(sites, random.mesh, random.ends.bytes_per_cycle, first);
        for (mesh::Shipment& shipment :
             mesh::fill_shipments(sites, random.mesh, random.ends.bytes_per_cycle, second)) {
            shipment.release.first += held;
            shipment.release.last += held;
            shipments.push_back(shipment);
        }
        const Passage after = fabric->carry(second);
        const mesh::FlitRun both = mesh::run_fill(random.mesh, sites, shipments);
        for (std::size_t unit = 0; unit < after.arrivals.size(); ++unit) {
            if (after.arrivals[unit] > 0) {
                const mesh::Node node = sites.node_of(static_cast<Unit>(unit));
                EXPECT_EQ(both.arrivals[static_cast<std::size_t>(node)],
                          held + after.arrivals[unit])
                    << "seed " << seed;
            }
        }
    }
}

TEST(MeshFabric, NeverBeatsTheIdealChannelAndAccountsForEveryCycle) {
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        RandomTransfer random(seed);
        if (seed % 3 == 0) {
            random.mesh.virtual_channels = 1;
            random.mesh.buffer_flits = random.draw(1, 4);
        }
        for (const Direction direction : {Direction::fill, Direction::drain}) {
            const Messages messages = random.messages(direction);
            const Passage passage =
                make_mesh_fabric(random.mesh, random.ends, direction)->carry(messages);
            const std::int64_t ideal =
                divided_up(messages.all_bytes(), random.ends.bytes_per_cycle);
            EXPECT_EQ(passage.transfer_cycles, ideal + passage.extra.all()) << "seed " << seed;
            EXPECT_GE(passage.extra.fragmentation, 0);
            EXPECT_GE(passage.extra.narrow_links, 0);
            EXPECT_GE(passage.extra.contention, 0);
            EXPECT_GE(passage.latency_cycles, zero_load_latency(random.mesh, 0) - 1);
            for (const std::int64_t busy : passage.link_busy) {
                EXPECT_LE(busy, passage.transfer_cycles) << "seed " << seed;
            }
        }
    }
}

TEST(MeshFabric, IsNeverSlowerWithWiderFlits) {
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
        RandomTransfer random(seed);
        if (seed % 3 == 0) {
            random.mesh.virtual_channels = 1;
            random.mesh.buffer_flits = random.draw(1, 4);
        }
        for (const Direction direction : {Direction::fill, Direction::drain}) {
            const Messages messages = random.messages(direction);
            Passage narrower;
            for (random.mesh.flit_bytes = 1; random.mesh.flit_bytes <= 12;
                 ++random.mesh.flit_bytes) {
                const Passage passage =
                    make_mesh_fabric(random.mesh, random.ends, direction)->carry(messages);
                if (random.mesh.flit_bytes > 1) {
                    EXPECT_LE(passage.transfer_cycles, narrower.transfer_cycles)
                        << "seed " << seed << ", " << random.mesh.flit_bytes << " bytes";
                    EXPECT_LE(passage.transfer_cycles + passage.latency_cycles,
                              narrower.transfer_cycles + narrower.latency_cycles)
                        << "seed " << seed << ", " << random.mesh.flit_bytes << " bytes";
                }
                narrower = passage;
            }
        }
    }
}

TEST(MeshFabric, DrainsOneFlitACycleThroughAPort) {
    // Every unit has the same; the port is busy from the first flit on.
    const hw::Mesh mesh = corner_mesh(4, 4, 2);
    const auto fabric = make_mesh_fabric(mesh, ends_of({4, 4}, 2), Direction::drain);
    Messages messages;
    for (Unit unit = 0; unit < 16; ++unit) {
        messages.begin(0, 20);
        messages.add(unit);
    }
    const Passage passage = fabric->carry(messages);
    EXPECT_EQ(passage.transfer_cycles, 160);
    EXPECT_EQ(passage.extra.all(), 0);
    EXPECT_EQ(passage.latency_cycles, zero_load_latency(mesh, 0) - 1);
    EXPECT_TRUE(passage.arrivals.empty());
    EXPECT_EQ(passage.most_hops, 6 + 2);
}

TEST(MeshFabric, WaitsForAMemoryThatTakesLessThanItsPortsBring) {
    hw::Mesh mesh = corner_mesh(1, 2, 8);
    mesh.attach = {{0, 0}, {0, 1}};
    const auto fabric = make_mesh_fabric(mesh, ends_of({2}, 4), Direction::drain);
    Messages messages = one(64, {0});
    messages.begin(0, 64);
    messages.add(1);
    const Passage passage = fabric->carry(messages);
    EXPECT_EQ(passage.transfer_cycles, 32);
    EXPECT_EQ(passage.latency_cycles, zero_load_latency(mesh, 0) - 1);
}

TEST(MeshFabric, ChargesContentionToDrainsThatMeet) {
    // Two units at the same distance on both sides: their flits want the port in the same cycles.
    hw::Mesh mesh = corner_mesh(1, 3, 4);
    mesh.attach = {{0, 1}};
    const auto fabric = make_mesh_fabric(mesh, ends_of({3}, 8), Direction::drain);
    Messages messages = one(4, {0});
    messages.begin(0, 4);
    messages.add(2);
    const Passage passage = fabric->carry(messages);
    EXPECT_EQ(passage.transfer_cycles + passage.latency_cycles, zero_load_latency(mesh, 1) + 1);
    EXPECT_EQ(passage.extra.narrow_links, 1) << "two flits at one port";
    EXPECT_EQ(passage.transfer_cycles, 2 + passage.extra.contention);
}

} // namespace
} // namespace counterpoint::sim::noc
