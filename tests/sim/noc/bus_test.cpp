#include "sim/noc/bus.hpp"

#include <gtest/gtest.h>

#include "sim/noc/no_reduction.hpp"
#include "tests/sim/noc/transfers.hpp"

namespace counterpoint::sim::noc {

namespace {

Passage over_bus(std::int64_t width, std::int64_t tags, std::int64_t bytes_per_cycle,
                 const Messages& messages) {
    return BusFabric(hw::Bus{width, tags}, ends_of({4}, bytes_per_cycle)).carry(messages);
}

TEST(Bus, TakesABeatForEachWidth) {
    const Passage passage = over_bus(4, 1, 8, messages_of({{0, 16, {0, 1, 2, 3}}}));
    EXPECT_EQ(passage.transfer_cycles, 4);
    EXPECT_EQ(passage.extra.narrow_links, 2);
    EXPECT_EQ(passage.latency_cycles, 0);
    EXPECT_EQ(passage.link_traversals, 16);
    EXPECT_EQ(passage.most_hops, 1);
}

TEST(Bus, FillsABeatWithAsManyMessagesAsItHasTags) {
    const Messages five =
        messages_of({{0, 1, {0}}, {0, 1, {1}}, {0, 1, {2}}, {0, 1, {3}}, {0, 1, {0}}});
    EXPECT_EQ(over_bus(8, 1, 8, five).transfer_cycles, 5);
    EXPECT_EQ(over_bus(8, 1, 8, five).extra.fragmentation, 4);
    EXPECT_EQ(over_bus(8, 2, 8, five).transfer_cycles, 3);
    EXPECT_EQ(over_bus(8, 5, 8, five).transfer_cycles, 1);
}

TEST(Bus, ContinuesAMessageInTheNextBeat) {
    const Passage passage =
        over_bus(4, 2, 4, messages_of({{0, 3, {0}}, {0, 3, {1}}, {0, 3, {2}}, {0, 3, {3}}}));
    EXPECT_EQ(passage.transfer_cycles, 3) << "12 bytes";
    EXPECT_EQ(passage.arrivals, (std::vector<std::int64_t>{1, 2, 3, 3}));
}

TEST(Bus, CarriesNoMoreThanTheMemoryGives) {
    const Passage passage = over_bus(64, 8, 2, one_for_each(4, 4));
    EXPECT_EQ(passage.transfer_cycles, 8);
    EXPECT_EQ(passage.extra.all(), 0);
}

/// The same bus as a loop over cycles and bytes.
std::int64_t beats_one_by_one(std::int64_t width, std::int64_t tags, const Messages& messages) {
    std::vector<std::size_t> bytes;
    for (std::size_t message = 0; message < messages.size(); ++message) {
        bytes.insert(bytes.end(), static_cast<std::size_t>(messages.bytes(message)), message);
    }
    std::int64_t beats = 0;
    for (std::size_t next = 0; next < bytes.size(); ++beats) {
        std::int64_t different = 0;
        for (std::int64_t i = 0; i < width && next < bytes.size(); ++i, ++next) {
            different += i == 0 || bytes[next] != bytes[next - 1] ? 1 : 0;
            if (different > tags) {
                break;
            }
        }
    }
    return beats;
}

TEST(Bus, AgreesWithALoopOverBytes) {
    std::mt19937 random(std::random_device{}());
    const auto seed = static_cast<unsigned>(draw(random, 0, 1'000'000));
    SCOPED_TRACE("seed " + std::to_string(seed));
    random.seed(seed);
    for (int i = 0; i < 300; ++i) {
        const std::int64_t width = draw(random, 1, 20);
        const std::int64_t tags = draw(random, 1, 4);
        const Messages messages = random_messages(random, 4, 12, Kind::any_sets);
        const Passage passage = over_bus(width, tags, 20, messages);
        ASSERT_EQ(passage.transfer_cycles, beats_one_by_one(width, tags, messages));
        ASSERT_EQ(passage.link_busy.front(), passage.transfer_cycles);
    }
}

TEST(NoReduction, TakesBeatsOfOneUnitEach) {
    const NoReductionFabric bus(hw::NoReduction{4}, ends_of({3}, 4));
    const Passage passage = bus.carry(messages_of({{0, 5, {0}}, {0, 1, {1}}, {0, 2, {0}}}));
    EXPECT_EQ(passage.transfer_cycles, 2 + 1) << "unit 0 sends its 7 bytes together";
    EXPECT_EQ(passage.extra.fragmentation, 1) << "8 bytes fill two beats";
    EXPECT_EQ(passage.link_busy, (std::vector<std::int64_t>{3}));
}

TEST(NoReduction, IsSlowerWithANarrowBus) {
    const NoReductionFabric bus(hw::NoReduction{1}, ends_of({3}, 4));
    const Passage passage = bus.carry(one_for_each(3, 4));
    EXPECT_EQ(passage.transfer_cycles, 12);
    EXPECT_EQ(passage.extra.narrow_links, 9);
}

} // namespace

} // namespace counterpoint::sim::noc
