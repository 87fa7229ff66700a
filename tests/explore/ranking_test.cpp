#include "explore/ranking.hpp"

#include <gtest/gtest.h>

namespace counterpoint::explore {
namespace {

TEST(Ranking, OfTheSameOrderIsOneWithoutRegret) {
    const RankingChange change = compare_ranking({1, 2, 3}, {10, 11, 40});
    EXPECT_DOUBLE_EQ(*change.rank_correlation, 1);
    EXPECT_DOUBLE_EQ(change.regret, 0);
}

TEST(Ranking, OfTheOppositeOrderIsMinusOneAndRegretIsWhatTheFirstChoiceCosts) {
    const RankingChange change = compare_ranking({1, 2, 3}, {30, 20, 10});
    EXPECT_DOUBLE_EQ(*change.rank_correlation, -1);
    EXPECT_DOUBLE_EQ(change.regret, 2);
}

TEST(Ranking, GivesEqualValuesTheirMeanRank) {
    // Ranks 0 1 2 against 0.5 0.5 2: 1.5 / sqrt(2 · 1.5).
    EXPECT_NEAR(*compare_ranking({1, 2, 3}, {5, 5, 6}).rank_correlation, 0.8660254, 1e-7);
}

TEST(Ranking, OfWhatIsMaximisedCountsTheShareLost) {
    // Throughputs of 4 chosen where 5 was to be had: a quarter more would have been possible.
    EXPECT_DOUBLE_EQ(compare_ranking({-2, -1}, {-4, -5}).regret, 0.25);
}

TEST(Ranking, OfOneDesignHasNoCorrelation) {
    EXPECT_FALSE(compare_ranking({1}, {7}).rank_correlation);
    EXPECT_FALSE(compare_ranking({1, 2}, {7, 7}).rank_correlation);
}

} // namespace
} // namespace counterpoint::explore
