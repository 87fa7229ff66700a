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
    Layout layout;
    layout.set({});
    std::size_t elements = 0;
    for_each_run({}, layout, layout,
                 [&](std::size_t, std::size_t, std::size_t length) { elements += length; });
    EXPECT_EQ(elements, 1U);
}

TEST(Layout, RunsFollowTheLastAxis) {
    Layout outer;
    outer.set({{0, 3}, {0, 5}});
    Layout inner;
    const Box part{{1, 3}, {2, 4}};
    inner.set(part);
    std::vector<std::size_t> from;
    std::vector<std::size_t> to;
    for_each_run(part, outer, inner, [&](std::size_t a, std::size_t b, std::size_t length) {
        EXPECT_EQ(length, 2U);
        from.push_back(a);
        to.push_back(b);
    });
    EXPECT_EQ(from, (std::vector<std::size_t>{7, 12}));
    EXPECT_EQ(to, (std::vector<std::size_t>{0, 2}));
}

TEST(Layout, ContainsOnlyWhatLiesWithin) {
    Layout layout;
    layout.set({{2, 4}});
    EXPECT_TRUE(layout.contains({{2, 4}}));
    EXPECT_FALSE(layout.contains({{1, 3}}));
    EXPECT_FALSE(layout.contains({{3, 5}}));
}

} // namespace
} // namespace counterpoint::sim
