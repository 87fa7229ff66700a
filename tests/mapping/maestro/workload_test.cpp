#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analytical/analysis.hpp"
#include "tests/mapping/maestro/reading.hpp"

namespace counterpoint::mapping::maestro {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

workloads::Layer layer_of(const std::string& dimensions, const std::string& head) {
    return design_of(one_layer(dimensions, "SpatialMap(1,1) C", head)).workload.layers.at(0);
}

std::int64_t size_of(const workloads::Layer& layer, const std::string& name) {
    for (const workloads::Dimension& dimension : layer.dimensions) {
        if (dimension.name == name) {
            return dimension.size;
        }
    }
    return 0;
}

std::int64_t macs_of(const std::string& dimensions, const std::string& head) {
    const Design design = design_of(one_layer(dimensions, "SpatialMap(1,1) C", head));
    const workloads::Layer& layer = design.workload.layers.at(0);
    return analytical::analyze(layer, design.hardware,
                               bind(design.dataflow, layer, design.hardware))
        .macs;
}

TEST(Workload, RowsAndColumnsOfTheInputBecomeOutputs) {
    const auto layer =
        layer_of("N 2 K 64 C 3 R 7 S 5 Y 224 X 225", "Type: CONV Stride { X: 3, Y: 2 }");
    EXPECT_EQ(layer.type, workloads::LayerType::conv2d);
    EXPECT_EQ(size_of(layer, "N"), 2);
    EXPECT_EQ(size_of(layer, "P"), (224 - 7) / 2 + 1);
    EXPECT_EQ(size_of(layer, "Q"), (225 - 5) / 3 + 1);
    EXPECT_EQ(macs_of("N 2 K 64 C 3 R 7 S 5 Y 224 X 225", "Type: CONV Stride { X: 3, Y: 2 }"),
              std::int64_t{2} * 64 * 3 * 7 * 5 * 109 * 74);
}

TEST(Workload, OutputsMayBeGivenInstead) {
    const auto layer = layer_of("K 4 C 3 R 3 S 3 Y' 9 X' 11", "Type: CONV");
    EXPECT_EQ(size_of(layer, "P"), 9);
    EXPECT_EQ(size_of(layer, "Q"), 11);
}

TEST(Workload, ADepthwiseLayerMayMultiplyChannels) {
    EXPECT_EQ(macs_of("K 1 C 32 R 3 S 3 Y 10 X 10", "Type: DSCONV"), 32 * 9 * 64);
    EXPECT_EQ(macs_of("K 3 C 32 R 3 S 3 Y 10 X 10", "Type: DSCONV"), 3 * 32 * 9 * 64);
}

// Each input element meets every element of the filter once: with stride 2 a filter of 2 x 2 makes
// four outputs of one input each. A convolution over an input spread with zeros would take four
// times the MACs.
TEST(Workload, ATransposedConvolutionComputesNoZeros) {
    constexpr const char* unet = "K 512 C 1024 R 2 S 2 Y 28 X 28";
    EXPECT_EQ(macs_of(unet, "Type: TRCONV"), std::int64_t{512} * 1024 * 2 * 2 * 28 * 28);
    const auto layer = layer_of(unet, "Type: TRCONV");
    const workloads::Tensor& output = layer.tensors[layer.output];
    std::int64_t outputs = 1;
    for (const workloads::Axis& axis : output.axes) {
        outputs *= layer.dimensions[axis.at(0).dimension].size;
    }
    EXPECT_EQ(outputs, std::int64_t{512} * 56 * 56);
}

TEST(Workload, AFilterLargerThanItsStrideSlides) {
    const std::string head = "Type: TRCONV Stride { Y: 2, X: 3 }";
    const auto layer = layer_of("K 4 C 3 R 4 S 9 Y 10 X 10", head);
    EXPECT_EQ(size_of(layer, "P"), 9);
    EXPECT_EQ(size_of(layer, "R"), 2);
    EXPECT_EQ(size_of(layer, "Rtaps"), 2);
    EXPECT_EQ(size_of(layer, "Q"), 8);
    EXPECT_EQ(size_of(layer, "Staps"), 3);
    EXPECT_EQ(macs_of("K 4 C 3 R 4 S 9 Y 10 X 10", head), 4 * 3 * 4 * 9 * 9 * 8);
}

TEST(Workload, InAModelFileATransposedConvolutionIsOneOfMoreChannels) {
    DesignTree tree;
    tree.take_text("Network n { Layer a { Type: TRCONV Dimensions { K 4 C 3 R 4 S 2 Y 9 X 8 } } }",
                   "model.m");
    const Design design = tree.read({}, {}, Parts::those_given);
    const workloads::Layer& layer = design.workload.layers.at(0);
    EXPECT_EQ(layer.type, workloads::LayerType::conv2d);
    std::int64_t macs = 1;
    for (const workloads::Dimension& dimension : layer.dimensions) {
        macs *= dimension.size;
    }
    EXPECT_EQ(macs, 4 * 3 * 4 * 2 * (9 - 1) * 8);
}

TEST(Workload, AFilterThatIsNoMultipleOfItsStrideIsRefused) {
    const auto problems = problems_of_network(
        one_layer("K 4 C 3 R 3 S 2 Y 10 X 10", "SpatialMap(1,1) K", "Type: TRCONV"));
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_THAT(problems[0].message, HasSubstr("not a multiple of its stride"));
    EXPECT_THAT(problems[0].found, "R 3");
}

TEST(Workload, DirectivesOfATransposedConvolutionDivideItsPhases) {
    EXPECT_THAT(loops_of("K 64 C 128 R 2 S 2 Y 28 X 28",
                         "TemporalMap(2,2) C TemporalMap(2,2) R SpatialMap(Sz(R),1) Y "
                         "TemporalMap(9,8) X Cluster(2,P) SpatialMap(1,1) X SpatialMap(1,1) S",
                         "Type: TRCONV"),
                ElementsAre("C by 2", "P by groups", "Q by 8", "P by 1 on groups", "Q by 1",
                            "S by 1 on 2"));
    const auto problems = problems_of_network(one_layer(
        "K 64 C 128 R 4 S 4 Y 28 X 28", "TemporalMap(2,2) R SpatialMap(1,1) K", "Type: TRCONV"));
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_THAT(problems[0].message, HasSubstr("cannot be divided"));
}

TEST(Workload, MissingAndForeignDimensionsAreNamed) {
    const auto problems = problems_of_network(
        "Network n {\n"
        "Layer a { Type: CONV Dimensions { K 1 C 1 R 1 S 1 Y 1 G 2 } }\n"
        "Layer b { Type: GEMM Stride { X 2 } Dimensions { M 1 N 1 K 1 } }\n"
        "Layer c { Type: CONV Stride { R 2 } Dimensions { K 1 C 1 R 1 S 1 Y 1 Y' 1 X 1 } } }");
    std::vector<std::string> messages;
    for (const Problem& problem : problems) {
        messages.push_back(problem.message);
    }
    EXPECT_THAT(messages, ElementsAre("CONV has no dimension 'G'", "CONV needs the dimension X",
                                      "GEMM has no stride", "a stride is along Y or X",
                                      "both Y and Y' are given"));
    EXPECT_EQ(problems[1].place.path, "Layer a");
}

TEST(Workload, AFilterLargerThanItsInputIsRefusedInTheFile) {
    const auto problems =
        problems_of_network(one_layer("K 1 C 1 R 3 S 3 Y 2 X 3", "SpatialMap(1,1) K"));
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].place.file, "network.m");
    EXPECT_EQ(problems[0].place.line, 4);
    EXPECT_THAT(problems[0].message, HasSubstr("too small for the filter"));
}

TEST(Workload, OverridesReachTheDirectives) {
    const Design design = design_of(
        one_layer("K 64 C 3 R 3 S 3 Y 18 X 18", "SpatialMap(1,1) K TemporalMap(Sz(C),1) C"),
        pes_256, {}, {{"workload.layers.L.dimensions.C", "7"}, {"hardware.pe.count", "16"}});
    EXPECT_EQ(size_of(design.workload.layers[0], "C"), 7);
    const mapping::Mapping mapping =
        bind(design.dataflow, design.workload.layers[0], design.hardware);
    EXPECT_EQ(std::get<Spatial>(mapping.nodes.at(2).what).units, 16);
}

} // namespace
} // namespace counterpoint::mapping::maestro
