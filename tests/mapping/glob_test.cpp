#include <string>

#include <gtest/gtest.h>

#include "mapping/dataflow.hpp"

namespace counterpoint::mapping {
namespace {

TEST(Glob, MatchesTheWholeName) {
    EXPECT_TRUE(matches_glob("conv1", "conv1"));
    EXPECT_FALSE(matches_glob("conv1", "conv10"));
    EXPECT_FALSE(matches_glob("conv1", "xconv1"));
    EXPECT_TRUE(matches_glob("", ""));
    EXPECT_FALSE(matches_glob("", "a"));
    EXPECT_FALSE(matches_glob("a", ""));
}

TEST(Glob, AStarIsAnyText) {
    EXPECT_TRUE(matches_glob("*", ""));
    EXPECT_TRUE(matches_glob("*", "anything (3x3)"));
    EXPECT_TRUE(matches_glob("conv*", "conv"));
    EXPECT_TRUE(matches_glob("conv*b", "conv1b2b"));
    EXPECT_FALSE(matches_glob("conv*b", "conv1b2"));
    EXPECT_TRUE(matches_glob("*1*2*", "a1b2c"));
    EXPECT_TRUE(matches_glob("a**", "a"));
}

TEST(Glob, AQuestionMarkIsOneCharacter) {
    EXPECT_TRUE(matches_glob("conv?", "conv1"));
    EXPECT_FALSE(matches_glob("conv?", "conv"));
    EXPECT_FALSE(matches_glob("conv?", "conv12"));
}

TEST(Glob, BracketsAreOneOfTheirCharacters) {
    EXPECT_TRUE(matches_glob("conv[1-3]", "conv3"));
    EXPECT_FALSE(matches_glob("conv[1-3]", "conv4"));
    EXPECT_TRUE(matches_glob("[ab-]", "-"));
    EXPECT_TRUE(matches_glob("[]]", "]"));
    EXPECT_TRUE(matches_glob("[!1-3]", "4"));
    EXPECT_FALSE(matches_glob("[!1-3]", "2"));
    EXPECT_TRUE(matches_glob("conv[1", "conv[1")) << "an open bracket stands for itself";
    EXPECT_TRUE(matches_glob("*[0-9]", "conv_12"));
}

TEST(Glob, ManyStarsTakeNoExponentialTime) {
    std::string glob;
    for (int i = 0; i < 50; ++i) {
        glob += "*a";
    }
    EXPECT_FALSE(matches_glob(glob + "b", std::string(2000, 'a')));
}

} // namespace
} // namespace counterpoint::mapping
