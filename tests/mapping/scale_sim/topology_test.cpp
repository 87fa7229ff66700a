#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/mapping/scale_sim/reading.hpp"

namespace counterpoint::mapping::scale_sim {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using workloads::Layer;
using workloads::LayerType;

std::vector<Layer> read(const std::string& text) { return layers_of(text).workload.layers; }

std::vector<std::string> refused_topology(const std::string& text) {
    return problem_texts([&] { layers_of(text); });
}

TEST(Topology, AConvolutionIsReadByColumns) {
    const Design design = layers_of(convolution_header + "conv1, 230, 231, 7, 5, 3, 64, 2,\n");
    EXPECT_EQ(design.workload.name, "network");
    ASSERT_EQ(design.workload.layers.size(), 1U);
    const Layer& layer = design.workload.layers[0];
    EXPECT_EQ(layer.name, "conv1");
    EXPECT_EQ(layer.type, LayerType::conv2d);
    EXPECT_EQ(size_of(layer, "K"), 64);
    EXPECT_EQ(size_of(layer, "C"), 3);
    EXPECT_EQ(size_of(layer, "R"), 7);
    EXPECT_EQ(size_of(layer, "S"), 5);
    EXPECT_EQ(size_of(layer, "P"), (230 - 7) / 2 + 1);
    EXPECT_EQ(size_of(layer, "Q"), (231 - 5) / 2 + 1);
    EXPECT_EQ(layer.place.line, 2);
}

// 224 rows, 11 of the filter, a stride of 4: the 55th window would reach 3 rows beyond the input.
TEST(Topology, OutputsAreThoseWhoseWindowsLieInTheInput) {
    const Layer layer = read(convolution_header + "Conv1,224,224,11,11,3,96,4,\n").at(0);
    EXPECT_EQ(size_of(layer, "P"), 54);
    EXPECT_EQ(size_of(layer, "Q"), 54);
}

TEST(Topology, AProductIsReadAsMThenNThenK) {
    const Layer layer = read("Layer Name, M, N, K,\nTest 1, 256, 128, 64,").at(0);
    EXPECT_EQ(layer.name, "Test 1");
    EXPECT_EQ(layer.type, LayerType::gemm);
    EXPECT_EQ(size_of(layer, "M"), 256);
    EXPECT_EQ(size_of(layer, "N"), 128);
    EXPECT_EQ(size_of(layer, "K"), 64);
}

TEST(Topology, TheFormOfALineIsForgiven) {
    const std::string plain = product_header + "a,4,5,6,\nb,7,8,9,\n";
    const auto expected = read(plain);
    for (const std::string& text :
         {std::string("\xEF\xBB\xBF") + plain,
          std::string("Layer,M,N,K,\r\na,4,5,6,\r\nb,7,8,9,\r\n"),
          std::string("Layer,M,N,K\ra,4,5,6\rb,7,8,9"),
          std::string("\n\n layer , m,\tn ,K , \n,,,,\n# a comment\n a , 4,5 ,6\n\nb,7,8,9,#dw\n"),
          std::string("a,4,5,6,\nb,7,8,9,\n")}) {
        SCOPED_TRACE(text);
        const auto layers = read(text);
        ASSERT_EQ(layers.size(), 2U);
        for (std::size_t i = 0; i < 2; ++i) {
            EXPECT_EQ(layers[i].name, expected[i].name);
            for (const char* dimension : {"M", "N", "K"}) {
                EXPECT_EQ(size_of(layers[i], dimension), size_of(expected[i], dimension));
            }
        }
    }
}

TEST(Topology, ALayerInItsFirstLineIsNotLost) {
    EXPECT_EQ(read("conv,5,5,3,3,2,4,1,\n").at(0).type, LayerType::conv2d);
    EXPECT_EQ(read("gemm,5,5,3,\n").at(0).type, LayerType::gemm);
}

TEST(Topology, NamesThatOccurAgainAreNumbered) {
    const auto layers =
        read(product_header + "a,1,1,1,\na,2,2,2,\na#2,3,3,3,\na,4,4,4,\nb,5,5,5,\n");
    std::vector<std::string> names;
    for (const Layer& layer : layers) {
        names.push_back(layer.name);
    }
    EXPECT_THAT(names, ElementsAre("a", "a#2", "a#2#2", "a#3", "b"));
}

TEST(Topology, FurtherColumnsAreKnownByTheirHeadings) {
    const Layer strides =
        read("Layer name, IFMAP height, IFMAP width, Filter height, Filter width, Channels, "
             "Num filter, Stride height, Stride width,\nc,9,9,3,3,2,4,2,3,\n")
            .at(0);
    EXPECT_EQ(size_of(strides, "P"), 4);
    EXPECT_EQ(size_of(strides, "Q"), 3);
}

TEST(Topology, ABatchIsRead) {
    const std::string header = convolution_header.substr(0, convolution_header.size() - 1);
    const Layer convolution = read(header + " Batch Size,\nc,9,9,3,3,2,4,1,5,\n").at(0);
    EXPECT_EQ(size_of(convolution, "N"), 5);
    EXPECT_EQ(size_of(convolution, "Q"), 7);
    const Layer product = read("Layer,M,N,K,Batch,\nheads,64,64,32,12,\n").at(0);
    EXPECT_EQ(product.type, LayerType::batched_gemm);
    EXPECT_EQ(size_of(product, "B"), 12);
    EXPECT_EQ(read("Layer,M,N,K,\nheads,64,64,32,12,\n").at(0).type, LayerType::batched_gemm);
}

// SCALE-Sim 2 takes a ninth number for the stride along the width.
TEST(Topology, ANinthNumberIsTheStrideAlongTheWidth) {
    const Layer layer = read(convolution_header + "c,9,9,3,3,2,4,2,3\n").at(0);
    EXPECT_EQ(size_of(layer, "P"), 4);
    EXPECT_EQ(size_of(layer, "Q"), 3);
}

TEST(Topology, DepthwiseLayersAreCalledSo) {
    const Layer one = read(convolution_header + "ConvDP1,9,9,3,3,8,1,1,\n").at(0);
    EXPECT_EQ(one.type, LayerType::dwconv2d);
    EXPECT_EQ(size_of(one, "C"), 8);
    const Layer several = read(convolution_header + "ConvDP2,9,9,3,3,8,2,1,\n").at(0);
    EXPECT_EQ(several.type, LayerType::conv2d);
    EXPECT_EQ(size_of(several, "G"), 8);
    EXPECT_EQ(size_of(several, "K"), 2);
    EXPECT_EQ(size_of(several, "C"), 1);
    // As in the CSVs of MobileNet: an ordinary line of one channel.
    EXPECT_EQ(read(convolution_header + "Conv2_dw,112,112,3,3,1,1,1,#dw\n").at(0).type,
              LayerType::conv2d);
}

TEST(Topology, SparsityIsRefusedOrLeftOut) {
    const std::string text = "Layer,M,N,K,Sparsity,\na,4,4,8,2:4,\nb,4,4,8,1:4,\nc,4,4,8,1:1,\n";
    EXPECT_THAT(refused_topology(text),
                ElementsAre(AllOf(HasSubstr("network.csv:2:9"), HasSubstr("sparse"),
                                  HasSubstr("2:4"), HasSubstr("--lenient"))));
    const Design lenient = layers_of(text, true);
    EXPECT_EQ(lenient.workload.layers.size(), 3U);
    EXPECT_THAT(lenient.notes, ElementsAre(HasSubstr("left out")));
    EXPECT_THAT(refused_topology("Layer,M,N,K,Sparsity,\nc,4,4,8,4:4,\nd,4,4,8,1,\n"), IsEmpty());
    EXPECT_THAT(refused_topology("Layer,M,N,K,Sparsity,\nc,4,4,8,1:2:3,\n"),
                ElementsAre(HasSubstr("N:M")));
}

TEST(Topology, ColumnsOfWhichNothingIsKnownAreRefusedOrLeftOut) {
    const std::string text = "Layer,M,N,K,, Target\na,4,4,8,, NPU\nb,4,4,8,, GPU\n";
    EXPECT_THAT(refused_topology(text),
                ElementsAre(AllOf(HasSubstr("network.csv:2:"), HasSubstr("Target 'NPU'"))));
    EXPECT_EQ(layers_of(text, true).workload.layers.size(), 2U);
}

TEST(Topology, WhatIsWrongIsToldWithItsPlace) {
    EXPECT_THAT(
        refused_topology(product_header + "a,0,5,6,\nb,-1,x,1.5,\nc,,5,99999999999999999999,\n"),
        ElementsAre(HasSubstr("network.csv:2:3"), HasSubstr("network.csv:3:3"),
                    HasSubstr("network.csv:3:6"), HasSubstr("network.csv:3:8"),
                    AllOf(HasSubstr("network.csv:4:3"), HasSubstr("M is missing")),
                    AllOf(HasSubstr("network.csv:4:6"), HasSubstr("too large"))));
    EXPECT_THAT(refused_topology("Layer,M,K,N,\na,1,2,3,\n"),
                ElementsAre(HasSubstr("expected N"), HasSubstr("expected K")));
    EXPECT_THAT(refused_topology(convolution_header + "c,9,9,3,3,2,4\n"),
                ElementsAre(AllOf(HasSubstr("too few columns"), HasSubstr("found 7"))));
    EXPECT_THAT(refused_topology(convolution_header + "c,2,9,3,3,2,4,1,\n"),
                ElementsAre(AllOf(HasSubstr("network.csv:2:7"), HasSubstr("higher"))));
    EXPECT_THAT(refused_topology(convolution_header + "c,9,2,3,3,2,4,1,\n"),
                ElementsAre(HasSubstr("wider")));
    EXPECT_THAT(refused_topology(product_header + ",1,1,1,\n"),
                ElementsAre(HasSubstr("without a name")));
    EXPECT_THAT(refused_topology("hello\n"), ElementsAre(HasSubstr("no topology")));
    EXPECT_THAT(refused_topology(""), ElementsAre(HasSubstr("no layer")));
    EXPECT_THAT(refused_topology(product_header), ElementsAre(HasSubstr("no layer")));
    EXPECT_THAT(refused_topology("a\xC3,1,1,1\n"), ElementsAre(HasSubstr("UTF-8")));
}

TEST(Topology, AFilterAsLargeAsTheInputLeavesOneOutput) {
    const Layer layer = read(convolution_header + "fc,1,1,1,1,2048,1000,1,\n").at(0);
    EXPECT_EQ(size_of(layer, "P"), 1);
    EXPECT_EQ(size_of(layer, "Q"), 1);
    EXPECT_EQ(size_of(read(convolution_header + "c,7,7,7,7,1,1,3,\n").at(0), "P"), 1);
}

} // namespace
} // namespace counterpoint::mapping::scale_sim
