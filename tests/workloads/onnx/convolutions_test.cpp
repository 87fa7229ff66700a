#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/workloads/onnx/models.hpp"

namespace counterpoint::workloads::onnx {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

using Integers = std::vector<std::int64_t>;

/// A model of one convolution from x (batch, channels, …) with the weight w.
TestModel one(const std::string& kind, const Integers& input, const Integers& weight,
              const std::vector<TestAttribute>& attributes) {
    TestModel model;
    model.input("x", {input.begin(), input.end()}).weight("w", weight);
    model.node(kind, {"x", "w"}, {"y"}, attributes);
    return model;
}

std::vector<std::string> layers_of(const std::string& kind, const Integers& input,
                                   const Integers& weight,
                                   const std::vector<TestAttribute>& attributes) {
    return described(read_model(one(kind, input, weight, attributes)).workload);
}

TEST(Conv, HasThePaddedInput) {
    EXPECT_THAT(layers_of("Conv", {2, 3, 224, 112}, {64, 3, 7, 5},
                          {{"strides", Integers{2, 1}}, {"pads", Integers{3, 2, 3, 2}}}),
                ElementsAre("y: CONV2D N2 K64 C3 P112 Q112 R7 S5 2*P"));
}

TEST(Conv, TakesPaddingOnOneSideOnly) {
    EXPECT_THAT(layers_of("Conv", {1, 4, 8, 8}, {8, 4, 3, 3}, {{"pads", Integers{0, 2, 1, 0}}}),
                ElementsAre("y: CONV2D K8 C4 P7 Q8 R3 S3"));
}

TEST(Conv, FindsItsPaddingItself) {
    EXPECT_THAT(layers_of("Conv", {1, 4, 9, 9}, {8, 4, 4, 4},
                          {{"strides", Integers{2, 2}}, {"auto_pad", std::string("SAME_UPPER")}}),
                ElementsAre("y: CONV2D K8 C4 P5 Q5 R4 S4 2*P 2*Q"));
    EXPECT_THAT(layers_of("Conv", {1, 4, 9, 9}, {8, 4, 4, 4},
                          {{"strides", Integers{2, 2}}, {"auto_pad", std::string("VALID")}}),
                ElementsAre("y: CONV2D K8 C4 P3 Q3 R4 S4 2*P 2*Q"));
}

TEST(Conv, IsDilated) {
    EXPECT_THAT(layers_of("Conv", {1, 4, 20, 20}, {8, 4, 3, 3}, {{"dilations", Integers{2, 3}}}),
                ElementsAre("y: CONV2D K8 C4 P16 Q14 R3 S3 2*R 3*S"));
}

TEST(Conv, HasGroups) {
    EXPECT_THAT(layers_of("Conv", {1, 8, 5, 5}, {12, 2, 3, 3}, {{"group", std::int64_t{4}}}),
                ElementsAre("y: CONV2D G4 K3 C2 P3 Q3 R3 S3"));
}

TEST(Conv, OfOneChannelToOneIsDepthwise) {
    EXPECT_THAT(layers_of("Conv", {1, 8, 5, 5}, {8, 1, 3, 3}, {{"group", std::int64_t{8}}}),
                ElementsAre("y: DWCONV2D C8 P3 Q3 R3 S3"));
    EXPECT_THAT(layers_of("Conv", {1, 8, 5, 5}, {16, 1, 3, 3}, {{"group", std::int64_t{8}}}),
                ElementsAre("y: CONV2D G8 K2 P3 Q3 R3 S3"));
}

TEST(Conv, OfOneAxisHasOneRow) {
    EXPECT_THAT(layers_of("Conv", {1, 4, 100}, {8, 4, 5}, {{"strides", Integers{2}}}),
                ElementsAre("y: CONV2D K8 C4 Q48 S5 2*Q"));
}

TEST(Conv, OfThreeAxesIsAnEinsum) {
    EXPECT_THAT(layers_of("Conv", {1, 6, 8, 9, 10}, {4, 3, 3, 3, 3},
                          {{"strides", Integers{2, 1, 1}}, {"group", std::int64_t{2}}}),
                ElementsAre("y: EINSUM G2 K2 C3 O3 T3 P7 R3 Q8 S3 2*O"));
}

TEST(Conv, OfFourAxesIsRefused) {
    EXPECT_THAT(problems_of(one("Conv", {1, 6, 3, 3, 3, 3}, {4, 6, 1, 1, 1, 1}, {})),
                HasSubstr("net.onnx: Conv node y: "));
}

TEST(Conv, IsTheSameQuantised) {
    TestModel integer;
    integer.input("x", {1, 4, 8, 8}).weight("w", {8, 4, 3, 3});
    integer.node("ConvInteger", {"x", "w"}, {"y"}, {});
    EXPECT_THAT(described(read_model(integer).workload),
                ElementsAre("y: CONV2D K8 C4 P6 Q6 R3 S3"));
    TestModel linear;
    linear.input("x", {1, 4, 8, 8}).weight("w", {8, 4, 3, 3});
    for (const char* scalar : {"xs", "xz", "ws", "wz", "ys", "yz"}) {
        linear.weight(scalar, {});
    }
    linear.node("QLinearConv", {"x", "xs", "xz", "w", "ws", "wz", "ys", "yz"}, {"y"}, {});
    EXPECT_THAT(described(read_model(linear).workload), ElementsAre("y: CONV2D K8 C4 P6 Q6 R3 S3"));
}

TEST(Conv, WithStridesOfNothingIsRefusedByName) {
    for (const char* name : {"strides", "dilations", "kernel_shape"}) {
        EXPECT_THAT(problems_of(one("Conv", {1, 4, 8, 8}, {8, 4, 3, 3}, {{name, Integers{0, 1}}})),
                    HasSubstr("Conv node y: its attribute " + std::string(name)));
    }
}

TEST(Conv, WhoseFilterIsNotWhatItSaysIsRefused) {
    EXPECT_THAT(
        problems_of(one("Conv", {1, 4, 8, 8}, {8, 4, 3, 3}, {{"kernel_shape", Integers{3, 2}}})),
        HasSubstr("kernel_shape"));
    EXPECT_THAT(problems_of(one("ConvTranspose", {1, 4, 8, 8}, {4, 8, 3, 3},
                                {{"kernel_shape", Integers{2, 3}}})),
                HasSubstr("kernel_shape"));
}

TEST(Conv, WhoseChannelsDoNotFitIsRefused) {
    EXPECT_NE(problems_of(one("Conv", {1, 5, 8, 8}, {8, 4, 3, 3}, {})), "no problem");
    EXPECT_NE(problems_of(one("Conv", {1, 4, 8, 8}, {8, 4, 3, 3}, {{"group", std::int64_t{0}}})),
              "no problem");
    EXPECT_NE(problems_of(one("Conv", {1, 4, 2, 2}, {8, 4, 3, 3}, {})), "no problem");
    EXPECT_NE(problems_of(one("Conv", {1, 4, 8, 8}, {8, 4, 3, 3}, {{"strides", Integers{0, 1}}})),
              "no problem");
}

/// The products of an axis, found by walking over all inputs and taps, of the whole output and so
/// far beyond the input as an output reaches: those with the zeros around the input count, as in
/// Conv.
std::int64_t products_along(std::int64_t outputs, std::int64_t taps, std::int64_t stride,
                            std::int64_t dilation, std::int64_t padding) {
    std::int64_t products = 0;
    for (std::int64_t output = 0; output < outputs; ++output) {
        for (std::int64_t tap = 0; tap < taps; ++tap) {
            const std::int64_t from = output + padding - tap * dilation;
            products += from % stride == 0 ? 1 : 0;
        }
    }
    return products;
}

struct Transposed {
    std::int64_t input, taps, stride, dilation, begin, end, extra;

    [[nodiscard]] std::int64_t outputs() const {
        return stride * (input - 1) + extra + (taps - 1) * dilation + 1 - begin - end;
    }
};

TEST(ConvTranspose, HasExactlyTheMacsThatAWalkFinds) {
    for (const Transposed& axis :
         {Transposed{7, 2, 2, 1, 0, 0, 0}, Transposed{7, 4, 2, 1, 1, 1, 0},
          Transposed{7, 3, 2, 1, 1, 1, 1}, Transposed{7, 3, 2, 1, 1, 0, 0},
          Transposed{5, 5, 3, 1, 2, 1, 0}, Transposed{5, 3, 1, 1, 1, 1, 0},
          Transposed{6, 1, 2, 1, 0, 0, 0}, Transposed{6, 2, 4, 1, 0, 0, 1},
          Transposed{6, 3, 2, 2, 0, 1, 1}, Transposed{6, 3, 2, 3, 1, 0, 0},
          Transposed{6, 4, 4, 2, 0, 0, 0}, Transposed{6, 4, 6, 4, 1, 1, 0}}) {
        const TestModel model = one("ConvTranspose", {2, 6, axis.input, 5}, {6, 4, axis.taps, 2},
                                    {{"strides", Integers{axis.stride, 2}},
                                     {"dilations", Integers{axis.dilation, 1}},
                                     {"pads", Integers{axis.begin, 0, axis.end, 0}},
                                     {"output_padding", Integers{axis.extra, 0}}});
        const Workload workload = read_model(model).workload;
        EXPECT_EQ(macs_of(workload), 2 * 4 * 6 *
                                         products_along(axis.outputs(), axis.taps, axis.stride,
                                                        axis.dilation, axis.begin) *
                                         products_along(10, 2, 2, 1, 0))
            << testing::PrintToString(described(workload));
    }
}

TEST(ConvTranspose, WhoseFilterIsAMultipleOfItsStrideIsOneConvolution) {
    EXPECT_THAT(layers_of("ConvTranspose", {1, 64, 12, 12}, {64, 16, 4, 2},
                          {{"strides", Integers{2, 2}}, {"pads", Integers{1, 0, 1, 0}}}),
                ElementsAre("y: CONV2D K64 C64 P12 Q12 R2"));
    EXPECT_THAT(layers_of("ConvTranspose", {1, 8, 12, 12}, {8, 1, 2, 2},
                          {{"strides", Integers{2, 2}}, {"group", std::int64_t{8}}}),
                ElementsAre("y: CONV2D G8 K4 P12 Q12"));
}

TEST(ConvTranspose, OtherwiseIsAConvolutionForEachPlaceBetweenInputs) {
    EXPECT_THAT(layers_of("ConvTranspose", {1, 8, 4, 4}, {8, 16, 3, 2},
                          {{"strides", Integers{2, 2}}, {"pads", Integers{1, 0, 1, 0}}}),
                ElementsAre("y.outputs.0.0: CONV2D K16 C8 P3 Q4 R2",
                            "y.outputs.0.1: CONV2D K16 C8 P3 Q4 R2",
                            "y.outputs.1.0: CONV2D K16 C8 P4 Q4",
                            "y.outputs.1.1: CONV2D K16 C8 P4 Q4"));
}

TEST(ConvTranspose, FollowsTheSizeThatIsWanted) {
    EXPECT_THAT(layers_of("ConvTranspose", {1, 8, 4}, {8, 16, 4},
                          {{"strides", Integers{2}}, {"output_shape", Integers{8}}}),
                ElementsAre("y: CONV2D K32 C8 Q4 S2"));
    EXPECT_THAT(layers_of("ConvTranspose", {1, 8, 4}, {8, 16, 4},
                          {{"strides", Integers{2}}, {"auto_pad", std::string("SAME_UPPER")}}),
                ElementsAre("y: CONV2D K32 C8 Q4 S2"));
}

TEST(ConvTranspose, OfThreeAxesIsAnEinsum) {
    EXPECT_THAT(layers_of("ConvTranspose", {1, 8, 4, 4, 4}, {8, 16, 2, 2, 2},
                          {{"strides", Integers{2, 2, 2}}}),
                ElementsAre("y: EINSUM K128 C8 O4 P4 Q4"));
}

TEST(ConvTranspose, OfAHugeStrideIsRefused) {
    EXPECT_THAT(
        problems_of(one("ConvTranspose", {1, 8, 4}, {8, 16, 4}, {{"strides", Integers{65}}})),
        HasSubstr("at most 64"));
}

} // namespace
} // namespace counterpoint::workloads::onnx
