#include "input/nearest.hpp"

#include <gtest/gtest.h>

namespace counterpoint::input {
namespace {

TEST(Nearest, IsTheWordWithTheFewestEdits) {
    const std::vector<std::string> known{"latency", "bytes_per_cycle", "multicast"};
    EXPECT_EQ(nearest("latncy", known), "latency");
    EXPECT_EQ(nearest("Latency", known), "latency");
    EXPECT_EQ(nearest("bytes_per_cycles", known), "bytes_per_cycle");
    EXPECT_EQ(nearest("broadcast", known), std::nullopt);
    EXPECT_EQ(nearest("k", {"C", "K"}), "K");
    EXPECT_EQ(nearest("Z", {"C", "K"}), std::nullopt) << "one letter for another is no misspelling";
    EXPECT_EQ(nearest(std::string(100'000, 'x'), known), std::nullopt);
}

TEST(Nearest, SuggestionNamesItOrThoseThereAre) {
    EXPECT_EQ(suggestion("K1", {"K", "K11"}), "did you mean 'K11'?");
    EXPECT_EQ(suggestion("Z", {"C", "K"}), "known: C, K");
    EXPECT_EQ(suggestion("Z", {}), "");
    EXPECT_EQ(suggestion("Z", std::vector<std::string>(13, "C")),
              "known: C, C, C, C, C, C, C, C, C, C, C, C, …");
}

TEST(Nearest, EnumerationReadsAsASentence) {
    EXPECT_EQ(enumerated({}), "");
    EXPECT_EQ(enumerated({"a"}), "a");
    EXPECT_EQ(enumerated({"a", "b"}), "a and b");
    EXPECT_EQ(enumerated({"a", "b", "c"}), "a, b and c");
}

} // namespace
} // namespace counterpoint::input
