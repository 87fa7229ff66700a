#include "sim/takers.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <random>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/walker/random.hpp"

namespace counterpoint::sim {

bool operator==(const Taker& a, const Taker& b) { return a.piece == b.piece && a.had == b.had; }
bool operator==(const Segment& a, const Segment& b) {
    return a.length == b.length && a.takers == b.takers;
}

namespace {

constexpr Had nobody = Had::nobody;
constexpr Had neighbour = Had::neighbour;
constexpr Had itself = Had::itself;

Neighbours in_a_row(std::size_t units) {
    Neighbours neighbours;
    neighbours.add_node(units);
    return neighbours;
}

std::vector<std::size_t> neighbours_of(std::size_t piece, const Neighbours& neighbours) {
    std::vector<std::size_t> found;
    neighbours.of(piece, [&](std::size_t other) { found.push_back(other); });
    std::sort(found.begin(), found.end());
    return found;
}

TEST(Neighbours, DifferByOneInOneNode) {
    Neighbours grid; // 2 x 3, 0 1 2 above 3 4 5
    EXPECT_TRUE(grid.none());
    grid.add_node(2);
    grid.add_node(3);
    EXPECT_FALSE(grid.none());
    EXPECT_EQ(neighbours_of(0, grid), (std::vector<std::size_t>{1, 3}));
    EXPECT_EQ(neighbours_of(4, grid), (std::vector<std::size_t>{1, 3, 5}));
    EXPECT_EQ(neighbours_of(2, grid), (std::vector<std::size_t>{1, 5}));
    EXPECT_TRUE(neighbours_of(0, in_a_row(1)).empty());
}

TEST(Takers, WindowsThatOverlapShareSegments) {
    // 0 1 2 . and . 1 2 3, nothing before
    EXPECT_EQ(cut({{0, 3}, {1, 4}}, {{}, {}}, {}),
              (std::vector<Segment>{
                  {1, {{0, nobody}}}, {2, {{0, nobody}, {1, nobody}}}, {1, {{1, nobody}}}}));
}

TEST(Takers, PointsOfTheSameTakersAreOneSegment) {
    // Unit 0 keeps the middle; what is new lies on both sides of it.
    EXPECT_EQ(cut({{0, 9}}, {{3, 5}}, {}),
              (std::vector<Segment>{{7, {{0, nobody}}}, {2, {{0, itself}}}}));
}

TEST(Takers, WhatANeighbourHadIsSeenOnlyWhereThereAreNeighbours) {
    // Both windows slide by one: unit 0 finds point 3 at unit 1.
    const std::vector<Range> after{{1, 4}, {4, 7}};
    const std::vector<Range> before{{0, 3}, {3, 6}};
    EXPECT_EQ(
        cut(after, before, in_a_row(2)),
        (std::vector<Segment>{
            {2, {{0, itself}}}, {1, {{0, neighbour}}}, {2, {{1, itself}}}, {1, {{1, nobody}}}}));
    EXPECT_EQ(cut(after, before, {}),
              (std::vector<Segment>{
                  {2, {{0, itself}}}, {1, {{0, nobody}}}, {2, {{1, itself}}}, {1, {{1, nobody}}}}));
}

TEST(Takers, EmptyIntervalsTakeNothing) {
    EXPECT_TRUE(cut({{4, 4}, {7, 2}}, {{0, 3}, {0, 3}}, {}).empty());
    EXPECT_TRUE(cut({}, {}, {}).empty());
}

TEST(Takers, AgreeWithPointByPoint) {
    constexpr std::uint64_t seed = 43'000'000;
    for (std::uint64_t round = 0; round < 2'000; ++round) {
        SCOPED_TRACE("seed " + std::to_string(seed + round));
        std::mt19937_64 engine(seed + round);
        walker::Random random(engine);
        const auto units = static_cast<std::size_t>(random.between(1, 5));
        const Neighbours neighbours = random.chance(50) ? in_a_row(units) : Neighbours{};
        std::vector<Range> after;
        std::vector<Range> before;
        for (std::size_t unit = 0; unit < units; ++unit) {
            for (std::vector<Range>* ranges : {&after, &before}) {
                const std::int64_t low = random.between(0, 9);
                ranges->push_back({low, low + random.between(0, 5)});
            }
        }
        std::map<std::vector<std::pair<std::int32_t, Had>>, std::int64_t> expected;
        for (std::int64_t point = 0; point < 20; ++point) {
            const auto has = [point](const Range& range) {
                return range.low <= point && point < range.high;
            };
            std::vector<std::pair<std::int32_t, Had>> takers;
            for (std::size_t unit = 0; unit < units; ++unit) {
                if (has(after[unit])) {
                    const bool near =
                        !neighbours.none() && ((unit > 0 && has(before[unit - 1])) ||
                                               (unit + 1 < units && has(before[unit + 1])));
                    takers.emplace_back(static_cast<std::int32_t>(unit),
                                        has(before[unit]) ? itself : (near ? neighbour : nobody));
                }
            }
            if (!takers.empty()) {
                ++expected[takers];
            }
        }
        std::map<std::vector<std::pair<std::int32_t, Had>>, std::int64_t> found;
        for (const Segment& segment : cut(after, before, neighbours)) {
            std::vector<std::pair<std::int32_t, Had>> takers;
            for (const Taker& taker : segment.takers) {
                takers.emplace_back(taker.piece, taker.had);
            }
            ASSERT_TRUE(found.emplace(takers, segment.length).second);
        }
        ASSERT_EQ(found, expected);
    }
}

TEST(Takers, AddUpByPiece) {
    const std::vector<PieceMove> moves =
        moves_of({{2, {{0, itself}, {2, nobody}}}, {1, {{0, neighbour}}}, {3, {{0, nobody}}}}, 3);
    EXPECT_EQ(moves[0].after, 6);
    EXPECT_EQ(moves[0].common, 2);
    EXPECT_EQ(moves[0].passed, 1);
    EXPECT_EQ(moves[1].after, 0);
    EXPECT_EQ(moves[2].after, 2);
    EXPECT_EQ(moves[2].common, 0);
}

} // namespace
} // namespace counterpoint::sim
