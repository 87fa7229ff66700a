#include "analytical/interval_comb.hpp"

#include <cstdint>
#include <random>
#include <set>
#include <vector>

#include <gtest/gtest.h>

namespace counterpoint::analytical {
namespace {

std::int64_t listed(const std::vector<IntervalComb>& combs) {
    std::set<std::int64_t> integers;
    for (const IntervalComb& comb : combs) {
        std::vector<std::int64_t> starts{comb.low};
        for (const Stride& stride : comb.strides) {
            std::vector<std::int64_t> repeated;
            for (const std::int64_t start : starts) {
                for (std::int64_t i = 0; i < stride.count; ++i) {
                    repeated.push_back(start + i * stride.step);
                }
            }
            starts = repeated;
        }
        for (const std::int64_t start : starts) {
            for (std::int64_t i = 0; i < comb.length; ++i) {
                integers.insert(start + i);
            }
        }
    }
    return static_cast<std::int64_t>(integers.size());
}

std::int64_t size_of(std::vector<IntervalComb> combs) { return covered(combs); }

TEST(IntervalComb, NothingCoversNothing) { EXPECT_EQ(size_of({}), 0); }

TEST(IntervalComb, CopiesThatTouchAreOneInterval) {
    EXPECT_EQ(size_of({IntervalComb{5, 3, {Stride{3, 10}}}}), 30);
    EXPECT_EQ(size_of({IntervalComb{5, 3, {Stride{2, 10}}}}), 2 * 9 + 3);
}

TEST(IntervalComb, CopiesThatKeepApartAddUp) {
    EXPECT_EQ(size_of({IntervalComb{0, 3, {Stride{4, 10}}}}), 30);
    EXPECT_EQ(size_of({IntervalComb{0, 1, {Stride{2, 1'000'000}, Stride{4'000'000, 1'000'000}}}}),
              1'000'000'000'000);
}

TEST(IntervalComb, GappyCombsThatInterleaveCountEachIntegerOnce) {
    // 3a + 5b for a, b in {0, 1, 2}: 0 3 5 6 8 10 11 13 16
    EXPECT_EQ(size_of({IntervalComb{0, 1, {Stride{3, 3}, Stride{5, 3}}}}), 9);
    // 2a + 4b for a in {0, 1, 2}, b in {0, 1}: 0 2 4 4 6 8
    EXPECT_EQ(size_of({IntervalComb{0, 1, {Stride{2, 3}, Stride{4, 2}}}}), 5);
}

TEST(IntervalComb, AgreesWithListingOnRandomCombs) {
    const std::uint64_t comb_seed = 7;
    SCOPED_TRACE(comb_seed);
    std::mt19937_64 engine(comb_seed);
    const auto pick = [&](std::int64_t low, std::int64_t high) {
        return std::uniform_int_distribution<std::int64_t>(low, high)(engine);
    };
    for (int i = 0; i < 5000; ++i) {
        std::vector<IntervalComb> combs;
        for (std::int64_t count = pick(0, 4); count > 0; --count) {
            IntervalComb comb{pick(-20, 20), pick(1, 6), {}};
            for (std::int64_t strides = pick(0, 3); strides > 0; --strides) {
                comb.strides.push_back(Stride{pick(1, 15), pick(1, 5)});
            }
            combs.push_back(comb);
        }
        ASSERT_EQ(size_of(combs), listed(combs)) << "comb set " << i;
    }
}

} // namespace
} // namespace counterpoint::analytical
