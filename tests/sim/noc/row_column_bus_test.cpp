#include "sim/noc/row_column_bus.hpp"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "sim/noc/tags.hpp"
#include "tests/sim/noc/transfers.hpp"

namespace counterpoint::sim::noc {

namespace {

constexpr std::size_t weight = 0;
constexpr std::size_t input = 1;

/// 3 rows of 4 units.
Passage over_buses(const std::map<std::string, std::int64_t>& widths, std::int64_t bytes_per_cycle,
                   const Messages& messages) {
    return RowColumnBusFabric(hw::RowColumnBus{3, 4, widths}, ends_of({3, 4}, bytes_per_cycle))
        .carry(messages);
}

TEST(RowColumnBus, DeliversToAllUnitsWithOneTagInOneBeat) {
    const Passage passage = over_buses({}, 4, messages_of({{weight, 8, neighbours(0, 12)}}));
    EXPECT_EQ(passage.transfer_cycles, 2);
    EXPECT_EQ(passage.extra.all(), 0);
    EXPECT_EQ(passage.link_traversals, 8 * (1 + 3));
    EXPECT_EQ(passage.switch_traversals, 8 * 3);
    EXPECT_EQ(passage.most_hops, 2);
}

TEST(RowColumnBus, CarriesTheTensorsAtOnce) {
    const Messages messages =
        messages_of({{weight, 8, neighbours(0, 12)}, {input, 24, neighbours(0, 12)}});
    const Passage passage = over_buses({{"Weight", 1}, {"Input", 2}}, 4, messages);
    EXPECT_EQ(passage.transfer_cycles, 12);
    EXPECT_EQ(passage.extra.narrow_links, 4);
    EXPECT_EQ(passage.link_busy, (std::vector<std::int64_t>{8, 8, 8, 8, 12, 12, 12, 12}));
}

TEST(RowColumnBus, DeliversOnceForEachTag) {
    // Units 0..3 and 2..5: three tags, the middle one gets both.
    const Passage passage = over_buses(
        {}, 4, messages_of({{weight, 8, neighbours(0, 4)}, {weight, 4, neighbours(2, 4)}}));
    EXPECT_EQ(passage.transfer_cycles, 2 + 3 + 1);
    EXPECT_EQ(passage.extra.contention, 3) << "12 bytes, but 24 are delivered";
    EXPECT_EQ(passage.arrivals[0], 2);
    EXPECT_EQ(passage.arrivals[2], 5);
    EXPECT_EQ(passage.arrivals[5], 6);
}

TEST(RowColumnBus, DeliversEqualAndDisjointSetsOnce) {
    const Passage passage = over_buses({}, 4,
                                       messages_of({{weight, 4, neighbours(0, 4)},
                                                    {weight, 4, neighbours(0, 4)},
                                                    {weight, 4, neighbours(4, 8)}}));
    EXPECT_EQ(passage.transfer_cycles, 3);
    EXPECT_EQ(passage.extra.all(), 0);
}

TEST(RowColumnBus, UsesTheXBusesOfTheRowsWithUnits) {
    const RowColumnBusFabric fabric(hw::RowColumnBus{3, 4, {}}, ends_of({3, 4}, 1));
    const Passage passage = fabric.carry(messages_of({{input, 5, {1, 9, 10}}}));
    EXPECT_EQ(passage.link_busy, (std::vector<std::int64_t>{0, 0, 0, 0, 5, 5, 0, 5}));
    EXPECT_EQ(fabric.link_name(0), "Weight Y bus");
    EXPECT_EQ(fabric.link_name(7), "Input X bus of row 2");
}

TEST(RowColumnBus, PadsTheLastBeatOfATag) {
    const Passage passage = over_buses({{"Weight", 4}}, 4, one_for_each(12, 1));
    EXPECT_EQ(passage.transfer_cycles, 12);
    EXPECT_EQ(passage.extra.fragmentation, 9);
}

TEST(RowColumnBus, SharesTheMemoryAmongTheTensors) {
    // Each tensor alone would need 2 cycles; the memory needs 4 for both.
    const Passage passage =
        over_buses({}, 4, messages_of({{weight, 8, {0}}, {input, 4, {0}}, {input, 4, {1}}}));
    EXPECT_EQ(passage.transfer_cycles, 4);
    EXPECT_EQ(passage.arrivals[0], 4);
    EXPECT_EQ(passage.arrivals[1], 4);
}

/// Which messages of a tensor a unit gets.
std::set<std::size_t> gets(const Messages& messages, std::size_t tensor, Unit unit) {
    std::set<std::size_t> result;
    for (std::size_t message = 0; message < messages.size(); ++message) {
        const Messages::Units units = messages.units(message);
        if (messages.tensor(message) == tensor &&
            std::find(units.begin(), units.end(), unit) != units.end()) {
            result.insert(message);
        }
    }
    return result;
}

/// The bytes of a tensor's deliveries by the unit sets they go to, in any order.
std::vector<std::int64_t> deliveries(const Messages& messages, std::size_t tensor) {
    std::set<std::set<std::size_t>> tags;
    for (Unit unit = 0; unit < 12; ++unit) {
        tags.insert(gets(messages, tensor, unit));
    }
    std::vector<std::int64_t> bytes;
    for (const std::set<std::size_t>& tag : tags) {
        std::int64_t sum = 0;
        for (const std::size_t message : tag) {
            sum += messages.bytes(message);
        }
        bytes.push_back(sum);
    }
    return bytes;
}

TEST(RowColumnBus, TakesTheSlowestTensorsBeats) {
    std::mt19937 random(12);
    for (int i = 0; i < 200; ++i) {
        const std::int64_t weight_width = draw(random, 1, 8);
        const std::int64_t input_width = draw(random, 1, 8);
        const Messages messages = random_messages(random, 12, 8, Kind::any_sets);
        // The memory gives all networks what they take.
        const Passage passage =
            over_buses({{"Weight", weight_width}, {"Input", input_width}}, 16, messages);
        const auto beats = [&](std::size_t tensor, std::int64_t width) {
            std::int64_t sum = 0;
            for (const std::int64_t bytes : deliveries(messages, tensor)) {
                sum += (bytes + width - 1) / width;
            }
            return sum;
        };
        const std::int64_t weights = beats(weight, weight_width);
        const std::int64_t inputs = beats(input, input_width);
        ASSERT_EQ(passage.transfer_cycles, std::max(weights, inputs));
        ASSERT_EQ(passage.link_busy[0], weights);
        ASSERT_EQ(passage.link_busy[4], inputs);
    }
}

TEST(RowColumnBus, IsBoundByTheMemorysPort) {
    // Two networks of 4 bytes take 8 a cycle for 2 cycles, then one takes 4 for 2 more.
    const Passage passage = over_buses(
        {}, 4, messages_of({{weight, 8, neighbours(0, 12)}, {input, 16, neighbours(0, 12)}}));
    EXPECT_EQ(passage.transfer_cycles, 6);
    EXPECT_EQ(passage.extra.all(), 0);
}

TEST(Tags, AreAsFewAsTellUnitsApart) {
    Tags tags(8);
    const Messages messages =
        messages_of({{0, 1, {0, 1, 2, 3}}, {0, 1, {2, 3, 4}}, {0, 1, {0, 1, 2, 3}}, {0, 1, {3}}});
    for (std::size_t message = 0; message < messages.size(); ++message) {
        tags.add(messages.units(message));
    }
    EXPECT_EQ(tags.count(), 1U + 4U);
    EXPECT_EQ(tags.of(0), tags.of(1));
    EXPECT_NE(tags.of(1), tags.of(2));
    EXPECT_NE(tags.of(2), tags.of(3));
    EXPECT_NE(tags.of(2), tags.of(4));
    EXPECT_EQ(tags.of(7), Tags::none);
}

TEST(Tags, AreNeverThoseOfUnitsThatGetNothing) {
    Tags tags(2);
    const Messages messages = messages_of({{0, 1, {0, 1}}});
    tags.add(messages.units(0));
    EXPECT_NE(tags.of(0), Tags::none);
    EXPECT_EQ(tags.of(0), tags.of(1));
}

} // namespace

} // namespace counterpoint::sim::noc
