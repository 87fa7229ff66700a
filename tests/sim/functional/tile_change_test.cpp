#include "sim/functional/tile_change.hpp"

#include <gtest/gtest.h>

#include "sim/defect.hpp"

namespace counterpoint::sim {
namespace {

using Stretches = std::vector<Stretch>;

/// Tiles of 4 elements out of a parent's 16.
class Row : public testing::Test {
  protected:
    TileChange change_{TileRoom(Box{{0, 16}}), TileRoom(Box{{0, 4}})};
};

TEST_F(Row, OfWhichNothingIsThereComesWhole) {
    change_.prepare({{3, 7}});
    EXPECT_EQ(change_.taken(), (Stretches{{0, 0, 4}}));
    EXPECT_EQ(change_.taken_elements(), 4);
    EXPECT_TRUE(change_.kept().empty());
    EXPECT_EQ(change_.gone(), (Stretches{{0, 0, 4}}));
}

TEST_F(Row, ThatSlidesForwardKeepsItsEnd) {
    change_.prepare({{2, 6}}, {{0, 4}});
    EXPECT_EQ(change_.kept(), (Stretches{{0, 0, 2}}));
    EXPECT_EQ(change_.shift(), 2);
    EXPECT_EQ(change_.gone(), (Stretches{{2, 2, 2}}));
    EXPECT_EQ(change_.taken(), (Stretches{{2, 2, 2}}));
    EXPECT_EQ(change_.taken_elements(), 2);
}

TEST_F(Row, ThatSlidesBackKeepsItsBegin) {
    change_.prepare({{1, 5}}, {{4, 8}});
    EXPECT_EQ(change_.kept(), (Stretches{{3, 3, 1}}));
    EXPECT_EQ(change_.shift(), -3);
    EXPECT_EQ(change_.gone(), (Stretches{{0, 0, 3}}));
    EXPECT_EQ(change_.taken(), (Stretches{{0, 0, 3}}));
}

TEST_F(Row, ThatGetsShortLeavesNothingBehindItsEnd) {
    change_.prepare({{4, 7}}, {{2, 6}});
    EXPECT_EQ(change_.kept(), (Stretches{{0, 0, 2}}));
    EXPECT_EQ(change_.gone(), (Stretches{{2, 2, 2}}));
    EXPECT_EQ(change_.taken(), (Stretches{{2, 2, 1}}));
}

TEST_F(Row, FarFromTheOneBeforeComesWhole) {
    change_.prepare({{8, 12}}, {{4, 8}});
    EXPECT_TRUE(change_.kept().empty());
    EXPECT_EQ(change_.taken_elements(), 4);
}

TEST_F(Row, OfNothingTakesNothing) {
    change_.prepare({{0, 0}}, {{0, 4}});
    EXPECT_TRUE(change_.taken().empty());
    EXPECT_EQ(change_.taken_elements(), 0);
    EXPECT_EQ(change_.gone(), (Stretches{{0, 0, 4}}));
    change_.prepare({{4, 8}}, {{0, 0}});
    EXPECT_EQ(change_.taken_elements(), 4);
}

TEST_F(Row, IsWorkedOutAnewWhereItChangesInAnotherWay) {
    change_.prepare({{2, 6}}, {{0, 4}});
    change_.prepare({{4, 8}}, {{2, 6}});
    EXPECT_EQ(change_.taken_elements(), 2);
    change_.prepare({{5, 9}}, {{4, 8}});
    EXPECT_EQ(change_.taken_elements(), 1);
    change_.prepare({{5, 9}}, {{4, 7}});
    EXPECT_EQ(change_.taken_elements(), 2);
    change_.prepare({{5, 8}}, {{4, 7}});
    EXPECT_EQ(change_.taken_elements(), 1);
    change_.prepare({{5, 8}});
    EXPECT_EQ(change_.taken_elements(), 3);
}

TEST_F(Row, ThatIsTooLongIsADefect) { EXPECT_THROW(change_.prepare({{0, 5}}), Defect); }

TEST(Window, ThatMovesDiagonallyKeepsTheCornerInBoth) {
    TileChange change(TileRoom(Box{{0, 9}, {0, 9}}), TileRoom(Box{{0, 3}, {0, 3}}));
    change.prepare({{1, 4}, {1, 4}}, {{0, 3}, {0, 3}});
    EXPECT_EQ(change.kept(), (Stretches{{0, 0, 2}, {3, 3, 2}}));
    EXPECT_EQ(change.shift(), 4);
    EXPECT_EQ(change.taken(), (Stretches{{18, 6, 3}, {2, 2, 1}, {11, 5, 1}}));
    EXPECT_EQ(change.taken_elements(), 5);
}

TEST(Scalar, ComesOnce) {
    TileChange change(TileRoom(Box{}), TileRoom(Box{}));
    change.prepare({});
    EXPECT_EQ(change.taken(), (Stretches{{0, 0, 1}}));
}

} // namespace
} // namespace counterpoint::sim
