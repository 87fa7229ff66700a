#include "cli/number_text.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace counterpoint::cli {
namespace {

TEST(NumberText, GroupsThousands) {
    EXPECT_EQ(grouped(0), "0");
    EXPECT_EQ(grouped(999), "999");
    EXPECT_EQ(grouped(1000), "1,000");
    EXPECT_EQ(grouped(1234567), "1,234,567");
    EXPECT_EQ(grouped(-1000), "-1,000");
    EXPECT_EQ(grouped(-100), "-100");
    EXPECT_EQ(grouped(std::numeric_limits<std::int64_t>::max()), "9,223,372,036,854,775,807");
}

TEST(NumberText, ScalesToThreeDigits) {
    EXPECT_EQ(scaled(0), "0");
    EXPECT_EQ(scaled(7), "7");
    EXPECT_EQ(scaled(999), "999");
    EXPECT_EQ(scaled(1000), "1.00k");
    EXPECT_EQ(scaled(118013952), "118M");
    EXPECT_EQ(scaled(3.858e9), "3.86G");
    EXPECT_EQ(scaled(0.5), "0.50");
    EXPECT_EQ(scaled(9.223e18), "9.22E");
}

TEST(NumberText, NeverShowsFourDigitsWhereRoundingCarries) {
    EXPECT_EQ(scaled(9996), "10.0k");
    EXPECT_EQ(scaled(99960), "100k");
    EXPECT_EQ(scaled(999499), "999k");
    EXPECT_EQ(scaled(999500), "1.00M");
    EXPECT_EQ(scaled(999.6), "1.00k");
}

TEST(NumberText, ShowsSharesInPercent) {
    EXPECT_EQ(percent(0), "0.0%");
    EXPECT_EQ(percent(0.0001), "<0.1%");
    EXPECT_EQ(percent(0.873), "87.3%");
    EXPECT_EQ(percent(1), "100.0%");
}

TEST(NumberText, ShowsMemoriesInBinaryUnitsOnlyWhereExact) {
    EXPECT_EQ(memory_size(0), "0 B");
    EXPECT_EQ(memory_size(512), "512 B");
    EXPECT_EQ(memory_size(65536), "64 KiB");
    EXPECT_EQ(memory_size(65537), "65,537 B");
    EXPECT_EQ(memory_size(std::int64_t{3} << 30), "3 GiB");
    EXPECT_EQ(memory_size(std::int64_t{1} << 60), "1,048,576 TiB");
}

TEST(NumberText, ShowsTimesInTheUnitThatSuits) {
    EXPECT_EQ(duration(0.002), "2.00 ns");
    EXPECT_EQ(duration(12.3), "12.3 µs");
    EXPECT_EQ(duration(12300), "12.3 ms");
    EXPECT_EQ(duration(1.5e6), "1.50 s");
    EXPECT_EQ(duration(1.5e9), "1,500 s");
    EXPECT_EQ(duration(999.6), "1.00 ms");
}

} // namespace
} // namespace counterpoint::cli
