#include "input/rational.hpp"

#include <limits>
#include <random>

#include <gtest/gtest.h>

namespace counterpoint::input {
namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();

TEST(Rational, IsInLowestTermsWithAPositiveDenominator) {
    const auto half = divide({-3, 1}, {-6, 1});
    ASSERT_TRUE(half);
    EXPECT_EQ(to_string(*half), "1/2");
    EXPECT_EQ(to_string(*divide({3, 1}, {-6, 1})), "-1/2");
    EXPECT_EQ(to_string(*divide({0, 1}, {-6, 1})), "0");
    EXPECT_EQ(to_string(*add(*half, *half)), "1");
}

TEST(Rational, RoundsTowardsTheSideItSays) {
    for (std::int64_t n = -20; n <= 20; ++n) {
        for (std::int64_t d = 1; d <= 7; ++d) {
            const Rational value = *divide({n, 1}, {d, 1});
            EXPECT_LE(value.floor() * d, n);
            EXPECT_GT((value.floor() + 1) * d, n);
            EXPECT_GE(value.ceil() * d, n);
            EXPECT_LT((value.ceil() - 1) * d, n);
        }
    }
    EXPECT_EQ((Rational{least, 1}.floor()), least);
    EXPECT_EQ((Rational{most, 1}.ceil()), most);
}

TEST(Rational, NothingBeyond64BitsOrByZero) {
    EXPECT_FALSE(add({most, 1}, {1, 1}));
    EXPECT_FALSE(subtract({least, 1}, {1, 1}));
    EXPECT_FALSE(multiply({most, 1}, {2, 1}));
    EXPECT_FALSE(divide({least, 1}, {-1, 1}));
    EXPECT_FALSE(divide({1, most}, {2, 1}));
    EXPECT_FALSE(divide({1, 1}, {0, 1}));
    EXPECT_EQ(to_string(*multiply({least, 1}, {1, 1})), std::to_string(least));
    EXPECT_EQ(to_string(*multiply({most, 2}, {2, most})), "1") << "overflows only on the way";
}

TEST(Rational, ArithmeticAgreesWithCrossMultiplication) {
    const unsigned seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random(seed);
    std::uniform_int_distribution<std::int64_t> number(-1000, 1000);
    std::uniform_int_distribution<std::int64_t> divisor(1, 1000);
    for (int i = 0; i < 1000; ++i) {
        const std::int64_t a = number(random);
        const std::int64_t b = divisor(random);
        const std::int64_t c = number(random);
        const std::int64_t d = divisor(random);
        const Rational x = *divide({a, 1}, {b, 1});
        const Rational y = *divide({c, 1}, {d, 1});
        EXPECT_EQ(add(x, y)->numerator * b * d, (a * d + c * b) * add(x, y)->denominator);
        EXPECT_EQ(subtract(x, y)->numerator * b * d, (a * d - c * b) * subtract(x, y)->denominator);
        EXPECT_EQ(multiply(x, y)->numerator * b * d, a * c * multiply(x, y)->denominator);
        EXPECT_EQ(less(x, y), a * d < c * b);
    }
}

} // namespace
} // namespace counterpoint::input
