#include "sim/noc/placement.hpp"

#include <gtest/gtest.h>

namespace counterpoint::sim::noc {

namespace {

void expect_at(const Placement& placement, Unit unit, std::int64_t row, std::int64_t column) {
    const hw::GridNode node = placement.node(unit);
    EXPECT_EQ(node.row, row) << "unit " << unit;
    EXPECT_EQ(node.column, column) << "unit " << unit;
}

TEST(Placement, PutsTheOuterSpatialNodeAlongTheRows) {
    const Placement placement({4, 3}, 8, 8);
    expect_at(placement, 0, 0, 0);
    expect_at(placement, 2, 0, 2);
    expect_at(placement, 3, 1, 0);
    expect_at(placement, 11, 3, 2);
}

TEST(Placement, SplitsSeveralNodesWhereTheyFit) {
    const Placement placement({2, 2, 4}, 4, 4);
    expect_at(placement, 4, 1, 0);
    expect_at(placement, 15, 3, 3);
}

TEST(Placement, KeepsANodeOfOneUnitOutermost) {
    const Placement placement({1, 4}, 4, 4);
    expect_at(placement, 3, 0, 3);
}

TEST(Placement, PutsASingleNodeAlongTheRowsIfItFitsThere) {
    expect_at(Placement({4}, 4, 4), 3, 3, 0);
    expect_at(Placement({8}, 2, 8), 7, 0, 7);
}

TEST(Placement, GoesRowByRowWhereNoSplitFits) {
    const Placement placement({12}, 3, 5);
    expect_at(placement, 4, 0, 4);
    expect_at(placement, 5, 1, 0);
    expect_at(placement, 11, 2, 1);
}

TEST(Placement, HasOnePlaceForOneUnit) {
    expect_at(Placement({}, 1, 1), 0, 0, 0);
    expect_at(Placement({1}, 4, 4), 0, 0, 0);
}

TEST(Placement, UprightLeavesSumsThatAlreadyGoDownTheColumns) {
    const Placement placement = Placement::upright({4, 3}, {true, false}, 8, 8);
    expect_at(placement, 3, 1, 0);
    expect_at(placement, 2, 0, 2);
}

TEST(Placement, UprightTurnsSumsThatWouldGoAlongTheRows) {
    const Placement placement = Placement::upright({4, 3}, {false, true}, 8, 8);
    expect_at(placement, 0, 0, 0);
    expect_at(placement, 2, 2, 0);
    expect_at(placement, 3, 0, 1);
    expect_at(placement, 11, 2, 3);
}

TEST(Placement, UprightStaysWhereTheTurnedUnitsDoNotFit) {
    const Placement placement = Placement::upright({4, 3}, {false, true}, 4, 3);
    expect_at(placement, 3, 1, 0);
}

} // namespace

} // namespace counterpoint::sim::noc
