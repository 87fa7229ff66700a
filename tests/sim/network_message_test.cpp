#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/defect.hpp"
#include "sim/traffic_message.hpp"

namespace counterpoint::sim {
namespace {

using Networks = Table<hw::MemoryIndex, std::optional<NetworkTraffic>>;

Networks sent(const Networks& networks) {
    Writer writer;
    write(writer, networks);
    Reader reader(writer.bytes());
    return read_network_traffic(reader);
}

NetworkTraffic every_number() {
    NetworkTraffic traffic;
    traffic.topology = "row_column_bus";
    traffic.parents = 1;
    traffic.links = 2;
    traffic.transfers = 3;
    traffic.bytes = 4;
    traffic.cycles = 5;
    traffic.extra = {6, 7, 8};
    traffic.link_traversals = 9;
    traffic.switch_traversals = 10;
    traffic.most_hops = 11;
    traffic.link_busy_cycles = 12;
    traffic.busiest = {{"row 0", 13}, {"row 1 column 2", 14}};
    traffic.forwarded = {15, 0, 16};
    traffic.saved_reads = {17, 0, 18};
    return traffic;
}

TEST(NetworkMessage, BringsEveryNumberOfEveryNetwork) {
    const Networks networks = sent({std::nullopt, every_number(), NetworkTraffic{}});
    ASSERT_EQ(networks.size(), 3U);
    EXPECT_FALSE(networks[hw::MemoryIndex{0}]);
    const NetworkTraffic& traffic = *networks[hw::MemoryIndex{1}];
    EXPECT_EQ(traffic.topology, "row_column_bus");
    EXPECT_EQ(traffic.parents, 1);
    EXPECT_EQ(traffic.links, 2);
    EXPECT_EQ(traffic.transfers, 3);
    EXPECT_EQ(traffic.bytes, 4);
    EXPECT_EQ(traffic.cycles, 5);
    EXPECT_EQ(traffic.extra.fragmentation, 6);
    EXPECT_EQ(traffic.extra.narrow_links, 7);
    EXPECT_EQ(traffic.extra.contention, 8);
    EXPECT_EQ(traffic.link_traversals, 9);
    EXPECT_EQ(traffic.switch_traversals, 10);
    EXPECT_EQ(traffic.most_hops, 11);
    EXPECT_EQ(traffic.link_busy_cycles, 12);
    ASSERT_EQ(traffic.busiest.size(), 2U);
    EXPECT_EQ(traffic.busiest[1].name, "row 1 column 2");
    EXPECT_EQ(traffic.busiest[1].busy_cycles, 14);
    EXPECT_THAT(traffic.forwarded, testing::ElementsAre(15, 0, 16));
    EXPECT_THAT(traffic.saved_reads, testing::ElementsAre(17, 0, 18));
    ASSERT_TRUE(networks[hw::MemoryIndex{2}]);
    EXPECT_TRUE(networks[hw::MemoryIndex{2}]->busiest.empty());
}

TEST(NetworkMessage, OfNoNetworksIsEmpty) { EXPECT_TRUE(sent({}).empty()); }

TEST(NetworkMessage, ThatEndsTooEarlyIsADefect) {
    Writer writer;
    write(writer, Networks{every_number()});
    const std::string whole = writer.bytes();
    for (std::size_t length = 0; length < whole.size(); ++length) {
        Reader reader(whole.substr(0, length));
        EXPECT_THROW(read_network_traffic(reader), Defect) << length;
    }
}

} // namespace
} // namespace counterpoint::sim
