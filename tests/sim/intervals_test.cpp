#include "sim/intervals.hpp"

#include <cstdint>
#include <random>
#include <set>
#include <vector>

#include <gtest/gtest.h>

namespace counterpoint::sim {
namespace {

TEST(Intervals, WindowsThatOverlapAreUnitedOnce) {
    const AxisMove move = measure({{0, 3}, {1, 4}, {2, 5}}, {{}, {}, {}});
    EXPECT_EQ(move.after, 9);
    EXPECT_EQ(move.united, 5);
    EXPECT_EQ(move.common, 0);
    EXPECT_EQ(move.kept, 0);
}

TEST(Intervals, APointIsKeptOnlyIfEveryUnitWithItHadIt) {
    // Both units slide by one: point 3 is new to unit 0 though unit 1 had it.
    const AxisMove move = measure({{1, 4}, {3, 6}}, {{0, 3}, {2, 5}});
    EXPECT_EQ(move.common, 4);
    EXPECT_EQ(move.united, 5);
    EXPECT_EQ(move.kept, 3); // 1, 2 and 4
}

TEST(Intervals, EmptyOnesCountForNothing) {
    const AxisMove move = measure({{7, 7}, {9, 4}}, {{0, 3}, {0, 3}});
    EXPECT_EQ(move.after, 0);
    EXPECT_EQ(move.united, 0);
    EXPECT_EQ(move.kept, 0);
}

Neighbours in_a_row(std::size_t units) {
    Neighbours neighbours;
    neighbours.add_node(units);
    return neighbours;
}

TEST(Intervals, ANeighbourPassesOnWhatItHad) {
    // Both slide by one: point 3 comes from unit 1; nobody has 6.
    const AxisMove move = measure({{1, 4}, {4, 7}}, {{0, 3}, {3, 6}}, in_a_row(2));
    EXPECT_EQ(move.passed, 1);
    EXPECT_EQ(move.served, 1);
    EXPECT_EQ(move.united - move.kept - move.served, 1);
}

TEST(Intervals, APointIsServedOnlyIfEveryUnitWithoutItHasANeighbourWithIt) {
    // Unit 0 had point 5, and so it passes to unit 1, but unit 2 is too far away.
    const AxisMove move = measure({{}, {5, 6}, {5, 6}}, {{5, 6}, {}, {}}, in_a_row(3));
    EXPECT_EQ(move.passed, 1);
    EXPECT_EQ(move.served, 0);
}

TEST(Intervals, AgreeWithSetsOfPoints) {
    std::mt19937 engine(7); // NOLINT(cert-msc32-c,cert-msc51-cpp): the same cases everywhere
    const auto interval = [&engine] {
        const auto low = static_cast<std::int64_t>(engine() % 9);
        return Range{low, low + static_cast<std::int64_t>(engine() % 5)};
    };
    for (int round = 0; round < 2000; ++round) {
        std::vector<Range> after;
        std::vector<Range> before;
        std::set<std::int64_t> united;
        std::set<std::int64_t> gained;
        for (unsigned unit = 0; unit < 1 + engine() % 4; ++unit) {
            after.push_back(interval());
            before.push_back(interval());
            for (std::int64_t x = after.back().low; x < after.back().high; ++x) {
                united.insert(x);
                if (x < before.back().low || x >= before.back().high) {
                    gained.insert(x);
                }
            }
        }
        std::set<std::int64_t> wanted;
        std::int64_t passed = 0;
        for (std::size_t unit = 0; unit < after.size(); ++unit) {
            const auto had = [&](std::size_t other, std::int64_t x) {
                return other < after.size() && before[other].low <= x && x < before[other].high;
            };
            for (std::int64_t x = after[unit].low; x < after[unit].high; ++x) {
                const bool near = had(unit - 1, x) || had(unit + 1, x);
                passed += near && !had(unit, x) ? 1 : 0;
                if (!near && !had(unit, x)) {
                    wanted.insert(x);
                }
            }
        }
        const AxisMove move = measure(after, before, in_a_row(after.size()));
        EXPECT_EQ(move.passed, passed) << "round " << round;
        EXPECT_EQ(move.united - move.kept - move.served, static_cast<std::int64_t>(wanted.size()))
            << "round " << round;
        EXPECT_EQ(move.united, static_cast<std::int64_t>(united.size())) << "round " << round;
        EXPECT_EQ(move.united - move.kept, static_cast<std::int64_t>(gained.size()))
            << "round " << round;
    }
}

} // namespace
} // namespace counterpoint::sim
