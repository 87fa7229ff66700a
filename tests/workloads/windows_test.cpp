#include "workloads/windows.hpp"

#include <cstdint>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/workloads/reading.hpp"

namespace counterpoint::workloads {
namespace {

using testing::HasSubstr;

constexpr TensorIndex input_tensor{1};

TEST(Windows, StrideAndDilationAreCoefficientsOfTheInput) {
    const Layer layer = legal_layer("type: DWCONV2D, dimensions: {R: 3, S: 3}, "
                                    "stride: {P: 2, Q: 3}, dilation: {R: 4, S: 5}");
    EXPECT_EQ(shape_of(layer, input_tensor), "Input[N, C, 2P+4R, 3Q+5S]");
    EXPECT_EQ(shape_of(layer, layer.output), "Output[N, C, P, Q]");
}

TEST(Windows, OneIntegerStandsForBothDirections) {
    const Layer layer = legal_layer("type: CONV2D, dimensions: {}, stride: 2, dilation: 3");
    EXPECT_EQ(shape_of(layer, input_tensor), "Input[N, G, C, 2P+3R, 2Q+3S]");
}

TEST(Windows, ADirectionLeftOutIsOne) {
    const Layer layer = legal_layer("type: CONV2D, dimensions: {}, stride: {Q: 2}");
    EXPECT_EQ(shape_of(layer, input_tensor), "Input[N, G, C, P+R, 2Q+S]");
}

TEST(Windows, MustBePositiveAndOfTheRightDimensions) {
    const std::string told =
        read_layer("type: CONV2D, dimensions: {}, stride: {P: 0, R: 2}, dilation: -1").told();
    EXPECT_THAT(told, HasSubstr("layers[0].stride.P: this integer is out of range"));
    EXPECT_THAT(told, HasSubstr("layers[0].stride.R: 'R' is not a key"));
    EXPECT_THAT(told, HasSubstr("layers[0].dilation: this integer is out of range"));
}

TEST(Windows, BelongToConvolutions) {
    const std::string told =
        read_layer("type: GEMM, dimensions: {}, stride: 2, dilation: 1, groups: 2").told();
    EXPECT_THAT(told, HasSubstr("'stride' has no meaning here: GEMM has no windows"));
    EXPECT_THAT(told, HasSubstr("'dilation' has no meaning here"));
    EXPECT_THAT(told, HasSubstr("'groups' has no meaning here"));
}

TEST(Groups, AreTheDimensionG) {
    EXPECT_EQ(size_of(legal_layer("type: CONV2D, dimensions: {K: 4}, groups: 8"), "G"), 8);
    EXPECT_EQ(size_of(legal_layer("type: CONV2D, dimensions: {G: 8}, groups: 8"), "G"), 8);
    EXPECT_THAT(
        read_layer("type: CONV2D, dimensions: {G: 4}, groups: 8").told(),
        HasSubstr("groups and the dimension G are both given and differ (expected 4, found 8)"));
    EXPECT_THAT(read_layer("type: DWCONV2D, dimensions: {}, groups: 8").told(),
                HasSubstr("DWCONV2D has no groups"));
}

TEST(InputSize, GivesTheOutputsThatFit) {
    for (std::int64_t stride = 1; stride <= 3; ++stride) {
        for (std::int64_t dilation = 1; dilation <= 2; ++dilation) {
            const std::int64_t filter = 3;
            const std::int64_t window = dilation * (filter - 1) + 1;
            for (std::int64_t height = window; height < window + 7; ++height) {
                const Layer layer =
                    legal_layer("type: CONV2D, dimensions: {Y: " + std::to_string(height) +
                                ", R: 3}, stride: " + std::to_string(stride) +
                                ", dilation: " + std::to_string(dilation));
                const std::int64_t outputs = size_of(layer, "P");
                EXPECT_LE(stride * (outputs - 1) + window, height);
                EXPECT_GT(stride * outputs + window, height);
                EXPECT_EQ(size_of(layer, "Q"), 1);
            }
        }
    }
}

TEST(InputSize, AsXGivesColumns) {
    const Layer layer = legal_layer("type: DWCONV2D, dimensions: {X: 224, S: 7, Y: 1}, stride: 2");
    EXPECT_EQ(size_of(layer, "Q"), (224 - 7) / 2 + 1);
    EXPECT_EQ(size_of(layer, "P"), 1);
}

TEST(InputSize, TooSmallForTheFilterIsRefusedWithNumbers) {
    const std::string told =
        read_layer("type: CONV2D, dimensions: {Y: 4, R: 3}, dilation: 2").told();
    EXPECT_THAT(told,
                HasSubstr("layers[0].dimensions.Y: Y is too small for the filter (expected at "
                          "least 5 = dilation 2 · (R 3 − 1) + 1, found 4)"));
    EXPECT_EQ(size_of(legal_layer("type: CONV2D, dimensions: {Y: 5, R: 3}, dilation: 2"), "P"), 1);
}

TEST(InputSize, MayStandBesideTheOutputsItAgreesWith) {
    EXPECT_EQ(size_of(legal_layer("type: CONV2D, dimensions: {Y: 8, P: 6, R: 3}"), "P"), 6);
    EXPECT_THAT(
        read_layer("type: CONV2D, dimensions: {Y: 8, P: 5, R: 3}").told(),
        HasSubstr("P and Y are both given and differ (expected P 6, as Y makes it, found P 5)"));
}

TEST(InputSize, HugeFiltersDoNotOverflow) {
    EXPECT_THAT(read_layer("type: CONV2D, dimensions: {Y: 9223372036854775807, "
                           "R: 9223372036854775807}, dilation: 2")
                    .told(),
                HasSubstr("Y is too small"));
}

} // namespace
} // namespace counterpoint::workloads
