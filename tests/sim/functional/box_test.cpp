#include "sim/functional/box.hpp"

#include <gtest/gtest.h>

namespace counterpoint::sim {
namespace {

std::vector<Box> minus(const Box& of, const Box& other) {
    Box both;
    intersect(of, other, both);
    Box part;
    std::vector<Box> parts;
    for_each_part(of, both, part, [&parts](const Box& visited) { parts.push_back(visited); });
    return parts;
}

TEST(Box, WithoutAnotherIsWhatSticksOutOnEachAxis) {
    const std::vector<Box> parts = minus({{0, 4}, {0, 4}}, {{1, 3}, {1, 9}});
    const std::vector<Box> wanted{{{0, 1}, {0, 4}}, {{3, 4}, {0, 4}}, {{1, 3}, {0, 1}}};
    EXPECT_EQ(parts, wanted);
}

TEST(Box, WithoutOneThatIsElsewhereIsWhole) {
    const Box box{{0, 2}, {0, 2}};
    EXPECT_EQ(minus(box, {{2, 4}, {0, 2}}), std::vector<Box>{box});
    EXPECT_EQ(minus(box, {{0, 0}, {0, 2}}), std::vector<Box>{box});
}

TEST(Box, WithoutItselfIsNothing) {
    EXPECT_TRUE(minus({{3, 5}}, {{3, 5}}).empty());
    EXPECT_TRUE(minus({{3, 5}}, {{2, 9}}).empty());
}

TEST(Box, WithoutAxesIsOneElement) {
    EXPECT_EQ(volume({}), 1);
    const TileRoom room(Box{});
    EXPECT_EQ(room.size, 1);
    std::vector<Stretch> stretches;
    add_stretches({}, room, room, stretches);
    EXPECT_EQ(stretches, (std::vector<Stretch>{{0, 0, 1}}));
}

TEST(Box, ContainsOnlyWhatLiesWithin) {
    EXPECT_TRUE(contains({{2, 4}}, {{2, 4}}));
    EXPECT_FALSE(contains({{2, 4}}, {{1, 3}}));
    EXPECT_FALSE(contains({{2, 4}}, {{3, 5}}));
}

TEST(TileRoom, KeepsElementsOfSmallTilesAsFarApartAsThoseOfLargeOnes) {
    const TileRoom room(Box{{0, 3}, {0, 5}});
    EXPECT_EQ(room.size, 15);
    EXPECT_EQ(room.distance({{2, 3}, {10, 12}}, {{3, 4}, {11, 12}}), 6);
}

TEST(Stretches, FollowTheLastAxis) {
    const TileRoom outer(Box{{0, 3}, {0, 5}});
    const TileRoom inner(Box{{0, 2}, {0, 2}});
    std::vector<Stretch> stretches;
    add_stretches({{0, 2}, {0, 2}}, outer, inner, stretches);
    EXPECT_EQ(stretches, (std::vector<Stretch>{{0, 0, 2}, {5, 2, 2}}));
}

TEST(Stretches, GoOnWhereBothRoomsDo) {
    const TileRoom outer(Box{{0, 4}, {0, 2}, {0, 3}});
    const TileRoom inner(Box{{0, 2}, {0, 2}, {0, 3}});
    std::vector<Stretch> stretches;
    add_stretches({{0, 2}, {0, 2}, {0, 3}}, outer, inner, stretches);
    EXPECT_EQ(stretches, (std::vector<Stretch>{{0, 0, 12}}));
}

TEST(Stretches, OfNothingAreNone) {
    const TileRoom room(Box{{0, 3}, {0, 5}});
    std::vector<Stretch> stretches;
    add_stretches({{0, 3}, {2, 2}}, room, room, stretches);
    EXPECT_TRUE(stretches.empty());
}

} // namespace
} // namespace counterpoint::sim
