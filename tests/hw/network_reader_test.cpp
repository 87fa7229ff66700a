#include "hw/network_reader.hpp"

#include <string>
#include <variant>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/input/reading.hpp"

namespace counterpoint::hw {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

/// A fill of 12 bytes a cycle, or a drain of 6, with this network.
input::Reading<FillNetwork> fill(const std::string& network) {
    return input::reading_of("{bytes_per_cycle: 12, network: " + network + "}", read_fill);
}
input::Reading<DrainNetwork> drain(const std::string& network, const std::string& more = "") {
    return input::reading_of("{bytes_per_cycle: 6, network: " + network + more + "}", read_drain);
}

/// The topology, which was read without a problem.
template <class Topology>
Topology fill_of(const std::string& network) {
    const auto reading = fill(network);
    EXPECT_EQ(reading.told(), "") << network;
    return std::get<Topology>(reading.value.network.value());
}
template <class Topology>
Topology drain_of(const std::string& network) {
    const auto reading = drain(network);
    EXPECT_EQ(reading.told(), "") << network;
    return std::get<Topology>(reading.value.network.value());
}

std::vector<std::pair<std::int64_t, std::int64_t>> ports_of(const Mesh& mesh) {
    std::vector<std::pair<std::int64_t, std::int64_t>> ports;
    for (const GridNode& node : mesh.attach) {
        ports.emplace_back(node.row, node.column);
    }
    return ports;
}

TEST(Networks, WithoutOneTheChannelIsIdeal) {
    const auto fill = input::reading_of("{bytes_per_cycle: 12}", read_fill);
    EXPECT_EQ(fill.told(), "");
    EXPECT_FALSE(fill.value.network);
    EXPECT_FALSE(fill.value.forwarding);
    const auto drain = input::reading_of("{bytes_per_cycle: 12}", read_drain);
    EXPECT_FALSE(drain.value.network);
    EXPECT_TRUE(drain.value.reduction);
}

TEST(Networks, WidthsThatAreLeftOutAreThoseOfTheMemorysPort) {
    EXPECT_EQ(fill_of<Bus>("{topology: bus}").width_bytes, 12);
    EXPECT_EQ(fill_of<Crossbar>("{topology: crossbar}").link_bytes, 12);
    EXPECT_THAT(fill_of<Tree>("{topology: tree}").link_bytes, ElementsAre(12));
    EXPECT_EQ(fill_of<Mesh>("{topology: mesh, size: 2x3}").flit_bytes, 12);
    EXPECT_TRUE(fill_of<RowColumnBus>("{topology: row_column_bus, size: 2x3}").width_bytes.empty());
    EXPECT_EQ(fill_of<SystolicFill>("{topology: systolic, size: 2x3}").link_bytes, 12);
    EXPECT_THAT(drain_of<AdderTree>("{topology: tree}").link_bytes, ElementsAre(6));
    EXPECT_EQ(drain_of<AugmentedTree>("{topology: augmented_tree}").link_bytes, 6);
    EXPECT_EQ(drain_of<Chain>("{topology: chain}").link_bytes, 6);
    EXPECT_EQ(drain_of<SystolicDrain>("{topology: systolic, size: 2x3}").link_bytes, 6);
    EXPECT_EQ(drain_of<NoReduction>("{topology: none}").width_bytes, 6);
    EXPECT_EQ(drain_of<Mesh>("{topology: mesh, size: 2x3}").flit_bytes, 6);
}

TEST(Networks, EverythingThatCanBeSaidOfAFillIsRead) {
    const auto bus = fill_of<Bus>("{topology: bus, width_bytes: 8, tags: 3, source: made up}");
    EXPECT_EQ(bus.width_bytes, 8);
    EXPECT_EQ(bus.tags, 3);
    const auto crossbar = fill_of<Crossbar>(
        "{topology: crossbar, ports: 4, link_bytes: 2, arbitration: oldest_first}");
    EXPECT_EQ(crossbar.ports, 4);
    EXPECT_EQ(crossbar.link_bytes, 2);
    EXPECT_EQ(crossbar.arbitration, LinkArbitration::oldest_first);
    const auto tree = fill_of<Tree>(
        "{topology: tree, arity: 4, roots: 2, link_bytes: [6, 3, 1], hop_latency: 0}");
    EXPECT_EQ(tree.arity, 4);
    EXPECT_EQ(tree.roots, 2);
    EXPECT_THAT(tree.link_bytes, ElementsAre(6, 3, 1));
    EXPECT_EQ(tree.hop_cycles, 0);
    EXPECT_THAT(fill_of<Tree>("{topology: tree, link_bytes: 5}").link_bytes, ElementsAre(5));
    const auto buses = fill_of<RowColumnBus>(
        "{topology: row_column_bus, size: 12x14, width_bytes: {Weight: 8, Input: 2}}");
    EXPECT_EQ(buses.rows, 12);
    EXPECT_EQ(buses.columns, 14);
    EXPECT_THAT(buses.width_bytes, ElementsAre(Pair("Input", 2), Pair("Weight", 8)));
    const auto array = fill_of<SystolicFill>(
        "{topology: systolic, size: 128x64, link_bytes: 2, pipeline_registers: 3}");
    EXPECT_EQ(array.rows, 128);
    EXPECT_EQ(array.columns, 64);
    EXPECT_EQ(array.link_bytes, 2);
    EXPECT_EQ(array.pipeline_registers, 3);
}

TEST(Networks, EverythingThatCanBeSaidOfAMeshIsRead) {
    const auto mesh = fill_of<Mesh>(
        "{topology: mesh, size: 4x8, flit_bytes: 16, virtual_channels: 2, buffer_flits: 4, "
        "speculative: true, credit_delay: 2, attach: [[0, 0], [3, 7]], multicast: unicast}");
    EXPECT_EQ(mesh.rows, 4);
    EXPECT_EQ(mesh.columns, 8);
    EXPECT_EQ(mesh.flit_bytes, 16);
    EXPECT_EQ(mesh.virtual_channels, 2);
    EXPECT_EQ(mesh.buffer_flits, 4);
    EXPECT_TRUE(mesh.speculative);
    EXPECT_EQ(mesh.credit_delay, 2);
    EXPECT_THAT(ports_of(mesh), ElementsAre(Pair(0, 0), Pair(3, 7)));
    EXPECT_FALSE(mesh.multicast);
    EXPECT_TRUE(fill_of<Mesh>("{topology: mesh, size: 1x1, multicast: routers}").multicast);
}

TEST(Networks, AMemoryIsAttachedToACornerAnEdgeOrSomeRouters) {
    const auto ports = [](const std::string& attach) {
        return ports_of(fill_of<Mesh>("{topology: mesh, size: 2x3" + attach + "}"));
    };
    EXPECT_THAT(ports(""), ElementsAre(Pair(0, 0)));
    EXPECT_THAT(ports(", attach: corner"), ElementsAre(Pair(0, 0)));
    EXPECT_THAT(ports(", attach: left_edge"), ElementsAre(Pair(0, 0), Pair(1, 0)));
    EXPECT_THAT(ports(", attach: right_edge"), ElementsAre(Pair(0, 2), Pair(1, 2)));
    EXPECT_THAT(ports(", attach: upper_edge"), ElementsAre(Pair(0, 0), Pair(0, 1), Pair(0, 2)));
    EXPECT_THAT(ports(", attach: lower_edge"), ElementsAre(Pair(1, 0), Pair(1, 1), Pair(1, 2)));
    EXPECT_THAT(ports(", attach: [[1, 2]]"), ElementsAre(Pair(1, 2)));
}

TEST(Networks, EverythingThatCanBeSaidOfADrainIsRead) {
    const auto tree =
        drain_of<AdderTree>("{topology: tree, arity: 3, link_bytes: [4, 2], hop_latency: 2}");
    EXPECT_EQ(tree.arity, 3);
    EXPECT_THAT(tree.link_bytes, ElementsAre(4, 2));
    EXPECT_EQ(tree.hop_cycles, 2);
    const auto augmented =
        drain_of<AugmentedTree>("{topology: augmented_tree, link_bytes: 4, hop_latency: 2}");
    EXPECT_EQ(augmented.link_bytes, 4);
    EXPECT_EQ(augmented.hop_cycles, 2);
    const auto chain = drain_of<Chain>("{topology: chain, link_bytes: 4, hop_latency: 3}");
    EXPECT_EQ(chain.link_bytes, 4);
    EXPECT_EQ(chain.hop_cycles, 3);
    const auto array = drain_of<SystolicDrain>(
        "{topology: systolic, size: 8x4, link_bytes: 2, shadow_registers: false}");
    EXPECT_EQ(array.rows, 8);
    EXPECT_EQ(array.columns, 4);
    EXPECT_EQ(array.link_bytes, 2);
    EXPECT_FALSE(array.shadow_registers);
    EXPECT_TRUE(drain_of<SystolicDrain>("{topology: systolic, size: 1x1}").shadow_registers);
    EXPECT_EQ(drain_of<NoReduction>("{topology: none, width_bytes: 3}").width_bytes, 3);
    EXPECT_EQ(drain_of<Mesh>("{topology: mesh, size: 8x4, virtual_channels: 3}").virtual_channels,
              3);
}

TEST(Networks, ADrainThatCannotAddHasNoReduction) {
    for (const char* network : {"{topology: none}", "{topology: mesh, size: 2x2}"}) {
        EXPECT_FALSE(drain(network).value.reduction) << network;
        EXPECT_EQ(drain(network, ", reduction: false").told(), "") << network;
        EXPECT_THAT(drain(network, ", reduction: true").told(),
                    AllOf(HasSubstr(": reduction: "), HasSubstr("nothing is added on the way"),
                          HasSubstr("tree, augmented_tree, chain or systolic")))
            << network;
    }
    EXPECT_TRUE(drain("{topology: chain}").value.reduction);
    EXPECT_FALSE(drain("{topology: chain}", ", reduction: false").value.reduction);
    EXPECT_EQ(drain("{topology: chain}", ", reduction: true").told(), "");
}

TEST(Networks, UnitsForwardWhereTheFillSaysSo) {
    const auto reading = input::reading_of("{bytes_per_cycle: 1, forwarding: true}", read_fill);
    EXPECT_EQ(reading.told(), "");
    EXPECT_TRUE(reading.value.forwarding);
    EXPECT_THAT(input::reading_of("{bytes_per_cycle: 1, forwarding: true}", read_drain).told(),
                HasSubstr("'forwarding' has no meaning here"));
}

TEST(Networks, AnUnknownTopologyIsToldWithWhatThereIs) {
    EXPECT_THAT(fill("{topology: bush}").told(),
                AllOf(HasSubstr("network.topology: there is no such topology here"),
                      HasSubstr("bus, crossbar, mesh, row_column_bus, systolic and tree"),
                      HasSubstr("did you mean 'bus'?")));
    EXPECT_THAT(drain("{topology: bus}").told(),
                HasSubstr("augmented_tree, chain, mesh, none, systolic and tree"));
    EXPECT_THAT(fill("{arity: 2}").told(), HasSubstr("'topology' is missing"));
    EXPECT_THAT(fill("tree").told(), HasSubstr("this is not a map"));
    EXPECT_THAT(fill("{topology: [tree]}").told(), HasSubstr("network.topology: "));
}

TEST(Networks, KeysOfOtherTopologiesAreRefusedWithTheNearest) {
    EXPECT_THAT(fill("{topology: tree, width_bytes: 4}").told(),
                HasSubstr("'width_bytes' is not a key that belongs here"));
    EXPECT_THAT(fill("{topology: tree, link_byte: 4}").told(),
                HasSubstr("did you mean 'link_bytes'?"));
    EXPECT_THAT(drain("{topology: mesh, size: 2x2, multicast: unicast}").told(),
                HasSubstr("multicast belongs to the fill network"));
}

TEST(Networks, RangesReachToTheirEndsAndNoFurther) {
    for (const char* right :
         {"{topology: tree, arity: 2}", "{topology: tree, hop_latency: 0}",
          "{topology: bus, tags: 1}", "{topology: mesh, size: 1x1, virtual_channels: 64}",
          "{topology: mesh, size: 1024x1024, buffer_flits: 1, credit_delay: 0}",
          "{topology: mesh, size: 1 x 1048576}"}) {
        EXPECT_EQ(fill(right).told(), "") << right;
    }
    const std::vector<std::pair<const char*, const char*>> wrong{
        {"{topology: tree, arity: 1}", "network.arity: "},
        {"{topology: tree, roots: 0}", "network.roots: "},
        {"{topology: tree, hop_latency: -1}", "network.hop_latency: "},
        {"{topology: tree, link_bytes: 0}", "network.link_bytes: "},
        {"{topology: tree, link_bytes: [4, 0]}", "network.link_bytes[1]: "},
        {"{topology: tree, link_bytes: []}", "network.link_bytes: "},
        {"{topology: bus, width_bytes: 0}", "network.width_bytes: "},
        {"{topology: bus, tags: 0}", "network.tags: "},
        {"{topology: crossbar, ports: 0}", "network.ports: "},
        {"{topology: crossbar, arbitration: fair}", "network.arbitration: "},
        {"{topology: row_column_bus, size: 2x2, width_bytes: 8}", "network.width_bytes: "},
        {"{topology: row_column_bus, size: 2x2, width_bytes: {Input: 0}}",
         "network.width_bytes.Input: "},
        {"{topology: systolic, size: 2x2, pipeline_registers: -1}", "network.pipeline_registers: "},
        {"{topology: mesh, size: 2x2, virtual_channels: 0}", "network.virtual_channels: "},
        {"{topology: mesh, size: 2x2, virtual_channels: 65}", "network.virtual_channels: "},
        {"{topology: mesh, size: 2x2, buffer_flits: -1}", "network.buffer_flits: "},
        {"{topology: mesh, size: 2x2, buffer_flits: 4097}", "network.buffer_flits: "},
        {"{topology: mesh, size: 2x2, credit_delay: -1}", "network.credit_delay: "},
        {"{topology: mesh, size: 2x2, speculative: 2}", "network.speculative: "},
        {"{topology: mesh, size: 2x2, multicast: true}", "network.multicast: "}};
    for (const auto& [network, path] : wrong) {
        EXPECT_THAT(fill(network).told(), HasSubstr(path)) << network;
    }
}

TEST(Networks, ASizeIsRowsByColumns) {
    for (const char* size :
         {"16", "16x", "x16", "16x16x16", "16*16", "a x b", "[16, 16]", "1.5x2"}) {
        EXPECT_THAT(fill("{topology: mesh, size: " + std::string(size) + "}").told(),
                    AllOf(HasSubstr("network.size: this is no size"), HasSubstr("12x14")))
            << size;
    }
    for (const char* size : {"0x4", "4x0", "-4x-4", "1048577x1", "1025x1024",
                             "9223372036854775807x9223372036854775807"}) {
        EXPECT_THAT(
            fill("{topology: mesh, size: " + std::string(size) + "}").told(),
            AllOf(HasSubstr("network.size: this size is out of range"), HasSubstr("1048576 nodes")))
            << size;
    }
    EXPECT_THAT(fill("{topology: mesh}").told(), HasSubstr("'size' is missing"));
}

TEST(Networks, VirtualChannelsHaveBuffers) {
    EXPECT_THAT(fill("{topology: mesh, size: 2x2, buffer_flits: 0}").told(),
                AllOf(HasSubstr("network.buffer_flits: virtual channels without buffers"),
                      HasSubstr("7 flits keep a link busy")));
}

TEST(Networks, AMemoryIsAttachedInsideTheMesh) {
    const auto wrong = [](const std::string& attach) {
        return fill("{topology: mesh, size: 2x3, attach: " + attach + "}").told();
    };
    EXPECT_THAT(wrong("[[0, 0], [2, 0]]"),
                AllOf(HasSubstr("network.attach[1]: the mesh has no such router"),
                      HasSubstr("rows 0 to 1, columns 0 to 2"), HasSubstr("[2, 0]")));
    EXPECT_THAT(wrong("[[0, 3]]"), HasSubstr("no such router"));
    EXPECT_THAT(wrong("[[-1, 0]]"), HasSubstr("no such router"));
    EXPECT_THAT(wrong("[[1, 1], [1, 1]]"),
                HasSubstr("network.attach[1]: a port is at this router already"));
    EXPECT_THAT(wrong("[0, 1]"), HasSubstr("network.attach[0]: this is no router"));
    EXPECT_THAT(wrong("[[0, 1, 2]]"), HasSubstr("this is no router"));
    EXPECT_THAT(wrong("[[a, 1]]"), HasSubstr("network.attach[0][0]: "));
    EXPECT_NE(wrong("[]"), "");
    EXPECT_THAT(wrong("middle"), AllOf(HasSubstr("network.attach: the memory cannot be attached"),
                                       HasSubstr("left_edge")));
    EXPECT_NE(wrong("{}"), "");
}

} // namespace
} // namespace counterpoint::hw
