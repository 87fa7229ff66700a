#include <string>
#include <variant>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/mapping/examples.hpp"

namespace counterpoint::mapping {
namespace {

using testing::HasSubstr;

/// The tile that an expression comes to for a temporal node over K of `conv1`.
std::int64_t tile(const std::string& expression, const std::string& parameters = "{}") {
    const Mapping mapping =
        bind_nodes({"temporal: K, tile: \"" + expression + "\"", store_all_in_l2, store_all_in_l1},
                   parameters);
    return std::get<Temporal>(mapping.nodes.at(0).what).tile;
}

std::vector<Problem> problems_with_tile(const std::string& expression,
                                        const std::string& parameters = "{}") {
    return problems_of([&] { tile(expression, parameters); });
}

TEST(Bind, GivesIndicesAndNumbers) {
    const Mapping mapping =
        bind_nodes({"temporal: P, tile: 2", store_all_in_l2, "spatial: K, tile: 2, units: 4",
                    "store: [Output, Weight], in: L1", "store: Input, in: L1"});
    ASSERT_EQ(mapping.nodes.size(), 5U);
    const auto& temporal = std::get<Temporal>(mapping.nodes[0].what);
    EXPECT_EQ(temporal.dimension, workloads::DimensionIndex{4}) << "N G K C P";
    EXPECT_EQ(temporal.tile, 2);
    const auto& spatial = std::get<Spatial>(mapping.nodes[2].what);
    EXPECT_EQ(spatial.dimension, workloads::DimensionIndex{2});
    EXPECT_EQ(spatial.tile, 2);
    EXPECT_EQ(spatial.units, 4);
    const auto& store = std::get<Store>(mapping.nodes[3].what);
    EXPECT_EQ(store.memory, hw::MemoryIndex{2});
    EXPECT_THAT(store.tensors,
                testing::ElementsAre(workloads::TensorIndex{2}, workloads::TensorIndex{0}));
    EXPECT_EQ(mapping.nodes[3].place.path, "mapping.nodes[3]");
}

TEST(Bind, ExpressionsSeeTheLayerTheHardwareAndEarlierParameters) {
    EXPECT_EQ(tile("C + R"), 6 + 3);
    EXPECT_EQ(tile("N"), 1) << "a dimension left out has size 1";
    EXPECT_EQ(tile("pe.count"), 16);
    EXPECT_EQ(tile("pe.lanes"), 1);
    EXPECT_EQ(tile("L1.capacity_bytes / 2"), 256);
    EXPECT_EQ(tile("L2.slots"), 2);
    EXPECT_EQ(tile("L1.fill.bytes_per_cycle + L1.fill.latency + L1.drain.bytes_per_cycle"), 9);
    EXPECT_EQ(tile("element_bytes.Weight"), 1);
    EXPECT_EQ(tile("b", "{a: ceil(C / 4), b: 3 * a}"), 6);
}

TEST(Bind, ExpressionsSeeTheWindowsOfAConvolution) {
    const std::string windows = "stride.P + 10 * stride.Q + 100 * dilation.R + 1000 * dilation.S";
    EXPECT_EQ(tile(windows), 1111) << "1 where the layer does not say";
    const Mapping mapping =
        bind_nodes({"temporal: K, tile: " + windows, store_all_in_l2, store_all_in_l1}, "{}",
                   {{"workload.layers.conv1.stride", "{P: 2, Q: 3}"},
                    {"workload.layers.conv1.dilation", "{R: 4, S: 5}"}});
    EXPECT_EQ(std::get<Temporal>(mapping.nodes.at(0).what).tile, 5432);
}

TEST(Bind, ATileLargerThanTheRangeStaysAsWritten) { EXPECT_EQ(tile("1000"), 1000); }

TEST(Bind, NamesMustBeKnown) {
    const auto problems = problems_with_tile("2 * pe.cont");
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].remedy, "did you mean 'pe.count'?");
    EXPECT_EQ(problems[0].place.path, "mapping.nodes[0].tile");
    EXPECT_EQ(problems[0].found, "layer 'conv1'");
    EXPECT_THAT(told(problems_with_tile("b", "{b: a, a: 1}")),
                HasSubstr("'a' in 'a' is not known"));
    EXPECT_THAT(told(problems_with_tile("DRAM.slots")), HasSubstr("is not known"));
}

TEST(Bind, AValueTheHardwareLeavesOpenIsAProblem) {
    EXPECT_THAT(told(problems_with_tile("L2.capacity_bytes")),
                HasSubstr("'L2.capacity_bytes' has no value: the hardware leaves it open"));
}

TEST(Bind, TilesArePositiveAndWhole) {
    const auto negative = problems_with_tile("C - 7");
    ASSERT_EQ(negative.size(), 1U);
    EXPECT_EQ(negative[0].message, "tile is positive");
    EXPECT_EQ(negative[0].found, "'C - 7' = -1, layer 'conv1'");
    EXPECT_THAT(told(problems_with_tile("K / 3")), HasSubstr("8/3, which is not a whole number"));
    EXPECT_THAT(told(problems_with_tile("K / 0")), HasSubstr("division by zero"));
}

TEST(Bind, AParameterDoesNotHideAnotherName) {
    EXPECT_THAT(told(problems_with_tile("1", "{K: 3}")),
                HasSubstr("mapping.parameters.K: 'K' has a meaning already"));
}

TEST(Bind, AnUnevaluatedParameterIsToldOnceOnly) {
    const auto problems = problems_with_tile("a + b", "{a: Z, b: 2 * a}");
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].place.path, "mapping.parameters.a");
}

TEST(Bind, TellsAllProblemsOfAllNodesTogether) {
    const auto problems = problems_of([] {
        bind_nodes({"temporal: Z, tile: 0", "store: [Weight, Bias], in: L2",
                    "spatial: K, tile: 1, units: x", "store: Output, in: L3"});
    });
    EXPECT_EQ(problems.size(), 5U) << told(problems);
}

TEST(Bind, BrokenStoreRulesAreToldBesideABrokenTile) {
    const auto problems = problems_of([] {
        bind_nodes({"temporal: K, tile: x", store_all_in_l2, store_all_in_l2});
    });
    EXPECT_THAT(told(problems), HasSubstr("'x' in 'x' is not known"));
    EXPECT_THAT(told(problems), HasSubstr("are not stored in L1"));
}

TEST(Bind, TheFirstEntryThatMatchesCounts) {
    const Design design = read_design_text(example, "file");
    const auto& layers = design.workload.layers;
    EXPECT_EQ(bind(design.dataflow, layers[0], design.hardware).nodes.size(), 4U);
    EXPECT_EQ(bind(design.dataflow, layers[1], design.hardware).nodes.size(), 2U);
}

TEST(Bind, TypeAndNameMustBothMatch) {
    Design design = read_design_text(example, "file");
    design.dataflow.entries.at(0).types = {workloads::LayerType::gemm};
    EXPECT_EQ(bind(design.dataflow, design.workload.layers[0], design.hardware).nodes.size(), 2U);
    design.dataflow.entries.at(0).types.push_back(workloads::LayerType::conv2d);
    EXPECT_EQ(bind(design.dataflow, design.workload.layers[0], design.hardware).nodes.size(), 4U);
}

TEST(Bind, NoEntryForALayerIsAProblem) {
    Design design = read_design_text(example, "file");
    design.dataflow.entries.pop_back();
    const auto problems =
        problems_of([&] { bind(design.dataflow, design.workload.layers[1], design.hardware); });
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_THAT(problems[0].message,
                HasSubstr("no entry of the mapping is for layer 'fc1' of type FC"));
    EXPECT_EQ(problems[0].place.path, "mapping");
}

} // namespace
} // namespace counterpoint::mapping
