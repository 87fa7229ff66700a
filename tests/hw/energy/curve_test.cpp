#include "hw/energy/curve.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace counterpoint::hw {
namespace {

/// The reads of an SRAM: 10 pJ at 8 KiB, 20 at 32 KiB, 100 at 1 MiB.
Curve reads() { return {{{8192, 10}, {32768, 20}, {1048576, 100}}, "horowitz", {}, {}}; }

TEST(Curve, IsExactAtWhatTheSourceGives) {
    for (const CurvePoint& point : reads().points) {
        const CurveValue value = reads().value_at(point.at);
        EXPECT_EQ(value.value, point.value);
        EXPECT_EQ(value.basis, Basis::cited);
    }
}

TEST(Curve, IsAPowerBetweenTwoPoints) {
    // Four times the bytes, twice the energy: the root. 16 KiB lies in the middle of 8 and 32.
    const CurveValue value = reads().value_at(16384);
    EXPECT_DOUBLE_EQ(value.value, 10 * std::sqrt(2.0));
    EXPECT_EQ(value.basis, Basis::interpolated);
    EXPECT_EQ(reads().value_at(8192.5).basis, Basis::interpolated);
}

TEST(Curve, GoesOnAsTheNearestTwoPointsDo) {
    const CurveValue below = reads().value_at(512);
    EXPECT_DOUBLE_EQ(below.value, 10 * std::sqrt(512.0 / 8192));
    EXPECT_EQ(below.basis, Basis::extrapolated);
    const CurveValue above = reads().value_at(32 * 1048576);
    EXPECT_NEAR(above.value, 500, 1e-9) << "32 times the bytes, 5 times the energy once more";
    EXPECT_EQ(above.basis, Basis::extrapolated);
}

TEST(Curve, GoesOnAsItIsToldBeyondItsPoints) {
    Curve curve = reads();
    curve.below = 0;
    curve.above = 1;
    EXPECT_DOUBLE_EQ(curve.value_at(1).value, 10);
    EXPECT_DOUBLE_EQ(curve.value_at(2 * 1048576).value, 200);
    EXPECT_DOUBLE_EQ(curve.value_at(16384).value, reads().value_at(16384).value);
}

TEST(Curve, OfASinglePointScalesByItsExponents) {
    const Curve curve{{{32, 3.2}}, "somebody", 1, 2};
    EXPECT_DOUBLE_EQ(curve.value_at(32).value, 3.2);
    EXPECT_DOUBLE_EQ(curve.value_at(8).value, 0.8);
    EXPECT_DOUBLE_EQ(curve.value_at(64).value, 12.8);
}

TEST(Curve, ScalesInAllItsPoints) {
    const Curve half = reads().scaled(0.5);
    for (const double at : {512.0, 8192.0, 16384.0, 9e6}) {
        EXPECT_DOUBLE_EQ(half.value_at(at).value, reads().value_at(at).value / 2) << at;
    }
}

} // namespace
} // namespace counterpoint::hw
