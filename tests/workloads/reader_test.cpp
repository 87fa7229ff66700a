#include "workloads/reader.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/workloads/reading.hpp"

namespace counterpoint::workloads {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

TEST(Workload, IsReadInTheOrderOfTheFile) {
    const Reading reading = read("name: two\n"
                                 "description: a test\n"
                                 "source: made up\n"
                                 "layers:\n"
                                 "  - {name: 'b, 1', type: FC, dimensions: {K: 10, C: 5}}\n"
                                 "  - name: a\n"
                                 "    provenance: made up\n"
                                 "    type: GEMM\n"
                                 "    dimensions: {M: 2, N: 3, K: 4}\n");
    EXPECT_THAT(reading.told(), IsEmpty());
    EXPECT_EQ(reading.workload.name, "two");
    ASSERT_EQ(reading.workload.layers.size(), 2U);
    const Layer& first = reading.workload.layers[0];
    EXPECT_EQ(first.name, "b, 1");
    EXPECT_EQ(first.type, LayerType::fc);
    EXPECT_EQ(size_of(first, "K"), 10);
    EXPECT_EQ(first.place.line, 5);
    EXPECT_EQ(first.place.path, "layers[0]");
    EXPECT_EQ(reading.workload.layers[1].name, "a");
}

TEST(Workload, WhatIsMissingIsNamed) {
    EXPECT_THAT(read("{}").told(), HasSubstr("'layers' is missing"));
    EXPECT_THAT(read("{name: w, layers: [{}]}").told(),
                testing::AllOf(HasSubstr("'name' is missing"), HasSubstr("'type' is missing"),
                               HasSubstr("'dimensions' is missing")));
}

TEST(Workload, NeedsNoName) {
    const auto reading = read("{layers: [{name: l, type: FC, dimensions: {K: 2}}]}");
    EXPECT_EQ(reading.told(), "");
    EXPECT_EQ(reading.workload.name, "workload");
}

TEST(Workload, HasAtLeastOneLayer) {
    for (const char* layers : {"[]", "{}", "~", "conv"}) {
        EXPECT_THAT(read("{name: w, layers: " + std::string(layers) + "}").told(),
                    HasSubstr("layers: these are not layers"))
            << layers;
    }
}

TEST(Workload, LayersHaveDifferentNames) {
    const std::string layer = "{name: a, type: FC, dimensions: {}}";
    EXPECT_THAT(read("{name: w, layers: [" + layer + ", " + layer + "]}").told(),
                HasSubstr("layers[1]: two layers are named 'a'; the other one is layers[0]"));
    EXPECT_THAT(read("{name: w, layers: [{name: '', type: FC, dimensions: {}}]}").told(),
                HasSubstr("layers[0].name: this is not a name"));
}

TEST(Layer, SizesArePositiveIntegers) {
    for (const char* size : {"0", "-3", "x", "1.5", "'4'", "~", "[1]"}) {
        const Reading reading = read_layer("type: FC, dimensions: {K: " + std::string(size) + "}");
        ASSERT_EQ(reading.problems.size(), 1U) << size;
        EXPECT_EQ(reading.problems[0].expected, "a positive integer");
        EXPECT_EQ(reading.problems[0].place.path, "layers[0].dimensions.K");
    }
    EXPECT_THAT(read_layer("type: FC, dimensions: [4]").told(),
                HasSubstr("these are not dimensions"));
}

TEST(Layer, UnknownDimensionIsRefusedWithThoseOfTheType) {
    const Reading reading = read_layer("type: GEMM, dimensions: {M: 2, C: 3}");
    ASSERT_EQ(reading.problems.size(), 1U);
    EXPECT_EQ(to_string(reading.problems[0]),
              "file:1:61: layers[0].dimensions.C: GEMM has no dimension 'C' "
              "(expected one of M, N and K)");
    EXPECT_THAT(read_layer("type: FC, dimensions: {Y: 3}").told(),
                HasSubstr("FC has no dimension 'Y'"));
}

TEST(Layer, UnknownTypeAndKeyAreRefusedWithTheNearest) {
    EXPECT_THAT(read_layer("type: conv2d, dimensions: {}").told(),
                HasSubstr("no layer type is named 'conv2d'; did you mean 'CONV2D'?"));
    EXPECT_THAT(read_layer("type: CONV2D, dimensions: {}, strides: 2").told(),
                HasSubstr("did you mean 'stride'?"));
    EXPECT_THAT(read_layer("type: CONV2D, dimensions: {}, tensors: {}").told(),
                HasSubstr("the tensors of CONV2D are given by its type"));
}

TEST(Layer, AllProblemsAreToldAtOnce) {
    EXPECT_EQ(read("{name: w, layers: [{name: a, type: FC, dimensions: {K: 0, C: x}},"
                   "{name: b, type: FD, dimensions: {}}, 7]}")
                  .problems.size(),
              4U);
}

TEST(Layer, CountsBeyond64BitsAreRefused) {
    const std::string fits = "type: GEMM, dimensions: {M: 2147483648, N: 2147483648, K: 1}";
    EXPECT_THAT(read_layer(fits).told(), IsEmpty());
    const std::string too_many = "type: GEMM, dimensions: {M: 2147483648, N: 2147483648, K: 2}";
    EXPECT_THAT(read_layer(too_many).told(),
                HasSubstr("the MACs of layer 'l' do not fit into 64 bits"));
    const std::string wide = "type: DWCONV2D, dimensions: {P: 4294967296, R: 1}, "
                             "stride: 4294967296";
    EXPECT_THAT(read_layer(wide).told(),
                HasSubstr("the elements of Input of layer 'l' do not fit into 64 bits"));
}

} // namespace
} // namespace counterpoint::workloads
