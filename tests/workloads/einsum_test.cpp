#include "workloads/einsum.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/workloads/reading.hpp"

namespace counterpoint::workloads {
namespace {

using testing::HasSubstr;

Reading einsum(const std::string& dimensions, const std::string& tensors) {
    return read_layer("type: EINSUM, dimensions: {" + dimensions + "}, tensors: {" + tensors + "}");
}

TEST(Einsum, HasItsOwnDimensionsAndTensors) {
    const Reading reading = einsum(
        "B: 3, A: 4, C: 2",
        "X: {axes: [A, 2*B + C]}, Z: {axes: [A], output: true}, Y: {axes: [C], output: false}");
    ASSERT_EQ(reading.told(), "");
    const Layer& layer = reading.workload.layers.at(0);
    EXPECT_EQ(dimensions_of(layer), "B A C");
    EXPECT_EQ(size_of(layer, "A"), 4);
    EXPECT_EQ(shapes_of(layer), "X[A, 2B+C] Z[A] out Y[C]");
}

TEST(Einsum, AScalarHasNoAxes) {
    const Reading reading = einsum("A: 4", "X: {axes: A}, Z: {axes: [], output: true}");
    ASSERT_EQ(reading.told(), "");
    EXPECT_EQ(shapes_of(reading.workload.layers.at(0)), "X[A] Z[] out");
}

TEST(Einsum, OutputAxesAreSingleDimensions) {
    for (const char* axis : {"A + B", "2*A"}) {
        const Reading reading = einsum("A: 4, B: 3", "X: {axes: [A]}, Y: {axes: [B, " +
                                                         std::string(axis) + "], output: true}");
        // B twice in an output is told for its own sake.
        EXPECT_THAT(reading.told(), HasSubstr(std::string(axis) == "2*A"
                                                  ? "tensors.Y.axes[1]: an axis of the output is a "
                                                    "single dimension"
                                                  : "the dimension B occurs in two axes"));
        EXPECT_EQ(reading.problems.size(), 1U);
    }
    EXPECT_THAT(einsum("A: 4, B: 3", "X: {axes: [A]}, Y: {axes: [A + B], output: true}").told(),
                HasSubstr("tensors.Y.axes[0]: an axis of the output is a single dimension"));
}

TEST(Einsum, HasExactlyOneOutputAndAtLeastOneInput) {
    EXPECT_THAT(einsum("A: 4", "X: {axes: [A]}, Y: {axes: [A]}").told(),
                HasSubstr("no tensor is the output"));
    EXPECT_THAT(einsum("A: 4", "X: {axes: [A]}, Y: {axes: [A], output: true}, "
                               "Z: {axes: [A], output: true}")
                    .told(),
                HasSubstr("tensors.Z: 'Z' is a second output besides 'Y'"));
    EXPECT_THAT(einsum("A: 4", "Y: {axes: [A], output: true}").told(),
                HasSubstr("no tensor is an input"));
    EXPECT_THAT(einsum("A: 4", "").told(), HasSubstr("no tensor is the output"));
}

TEST(Einsum, ADimensionOccursInOneAxisOfATensor) {
    EXPECT_THAT(einsum("A: 4", "X: {axes: [A, A]}, Y: {axes: [A], output: true}").told(),
                HasSubstr("tensors.X.axes[1]: the dimension A occurs in two axes of one tensor"));
    EXPECT_EQ(einsum("A: 4", "X: {axes: [A + A]}, Y: {axes: [A], output: true}").told(), "");
}

TEST(Einsum, AxesNameKnownDimensionsInALinearForm) {
    EXPECT_THAT(einsum("Aa: 4", "X: {axes: [Ab]}, Y: {axes: [Aa], output: true}").told(),
                HasSubstr("tensors.X.axes[0]: no dimension is named 'Ab'; known: Aa"));
    EXPECT_THAT(einsum("A: 4, B: 2", "X: {axes: [A*B]}, Y: {axes: [A], output: true}").told(),
                HasSubstr("'A*B' is not a sum of dimensions"));
    EXPECT_THAT(einsum("A: 4", "X: {axes: [A +]}, Y: {axes: [A], output: true}").told(),
                HasSubstr("'A +' is not an expression"));
}

TEST(Einsum, WhatIsMissingOrUnknownIsNamed) {
    EXPECT_THAT(read_layer("type: EINSUM, dimensions: {A: 4}").told(),
                HasSubstr("'tensors' is missing"));
    EXPECT_THAT(read_layer("type: EINSUM, dimensions: {A: 4}, tensors: [X]").told(),
                HasSubstr("these are not tensors"));
    EXPECT_THAT(einsum("A: 4", "X: {axis: [A]}, Y: {axes: [A], output: true}").told(),
                testing::AllOf(HasSubstr("'axes' is missing"), HasSubstr("did you mean 'axes'?")));
    EXPECT_THAT(einsum("A b: 4", "X: {axes: []}, Y: {axes: [], output: true}").told(),
                HasSubstr("'A b' is not a dimension's name"));
    EXPECT_THAT(einsum("A: 4", "x y: {axes: [A]}, Y: {axes: [A], output: true}").told(),
                HasSubstr("'x y' is not a tensor's name"));
}

} // namespace
} // namespace counterpoint::workloads
