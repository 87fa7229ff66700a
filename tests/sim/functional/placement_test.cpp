#include "sim/functional/placement.hpp"

#include <gtest/gtest.h>

#include "sim/defect.hpp"

namespace counterpoint::sim {
namespace {

/// Units 0 and 2 share their tiles, 1 and 3 do.
class FourUnits : public testing::Test {
  protected:
    Placement placement_{{Tiles::Sharers{0, {0, 2}}, Tiles::Sharers{0, {1, 3}}},
                         Box{{0, 2}, {0, 5}}};
};

TEST_F(FourUnits, HaveARoomEachBesideThoseWhoShareTheirTile) {
    EXPECT_EQ(placement_.places(), 40U);
    EXPECT_EQ(placement_.start(0), 0);
    EXPECT_EQ(placement_.start(2), 10);
    EXPECT_EQ(placement_.start(1), 20);
    EXPECT_EQ(placement_.start(3), 30);
}

TEST_F(FourUnits, FindElementsInTheirTile) {
    placement_.set_tile(1, {{4, 6}, {10, 13}});
    EXPECT_EQ(placement_.tile(3), (Box{{4, 6}, {10, 13}}));
    EXPECT_EQ(placement_.find(3, {{5, 6}, {11, 13}}, "a test asks for elements"), 30 + 5 + 1);
}

TEST_F(FourUnits, DoNotFindOthers) {
    placement_.set_tile(1, {{4, 6}, {10, 13}});
    EXPECT_THROW(static_cast<void>(placement_.find(1, {{5, 7}, {11, 13}}, "a test")), Defect);
    EXPECT_THROW(static_cast<void>(placement_.find(0, {{5, 6}, {11, 13}}, "a test")), Defect);
}

} // namespace
} // namespace counterpoint::sim
