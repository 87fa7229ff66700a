#include "cli/style.hpp"

#include <gtest/gtest.h>

namespace counterpoint::cli {
namespace {

TEST(Style, PaintsOnlyInColour) {
    EXPECT_EQ(painted("x", Paint::bold, {80, false}), "x");
    EXPECT_EQ(painted("x", Paint::bold, {80, true}), "\x1b[1mx\x1b[0m");
    EXPECT_EQ(painted("", Paint::red, {80, true}), "");
}

TEST(Style, MeasuresCharactersNotBytesNorColours) {
    EXPECT_EQ(display_width("conv"), 4U);
    EXPECT_EQ(display_width("µs → …"), 6U);
    EXPECT_EQ(display_width(painted("µs", Paint::red, {80, true})), 2U);
}

TEST(Style, KeepsControlCharactersOffTheTerminal) {
    EXPECT_EQ(printable("a\x1b[2Jb\nc"), "a?[2Jb?c");
    EXPECT_EQ(printable("größe"), "größe");
}

TEST(Style, CutsBetweenCharacters) {
    EXPECT_EQ(shortened("conv1", 5), "conv1");
    EXPECT_EQ(shortened("conv12", 5), "conv…");
    EXPECT_EQ(shortened("äöüß", 3), "äö…");
    EXPECT_EQ(shortened("äöüß", 1), "…");
}

} // namespace
} // namespace counterpoint::cli
