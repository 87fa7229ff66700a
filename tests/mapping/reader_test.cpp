#include "mapping/reader.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "input/document.hpp"
#include "tests/mapping/examples.hpp"

namespace counterpoint::mapping {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

struct Reading {
    Dataflow dataflow;
    std::vector<Problem> problems;
};

Reading read(const std::string& text) {
    Reading reading;
    const input::Document document = input::parse_document(text, "file");
    reading.dataflow = read_dataflow(document.root(), reading.problems);
    return reading;
}

std::string told_of_node(const std::string& node) {
    return told(read("{nodes: [{" + node + "}]}").problems);
}

TEST(Dataflow, EntriesAreReadInOrder) {
    const Reading reading = read("- layers: [conv*, 'fc?']\n"
                                 "  types: [CONV2D, FC]\n"
                                 "  description: a test\n"
                                 "  parameters: {Tk: 16, Tc: \"min(C, 8)\", A: Tk / 2}\n"
                                 "  nodes:\n"
                                 "    - {temporal: K, tile: Tk}\n"
                                 "    - {spatial: C, tile: 1, units: pe.count, source: made up}\n"
                                 "    - {store: [Weight, Input], in: L2}\n"
                                 "    - {store: Output, in: L2}\n"
                                 "- nodes: [{store: Weight, in: L1}]\n");
    ASSERT_EQ(told(reading.problems), "");
    ASSERT_EQ(reading.dataflow.entries.size(), 2U);
    const DataflowEntry& entry = reading.dataflow.entries[0];
    EXPECT_THAT(entry.layers, ElementsAre("conv*", "fc?"));
    EXPECT_THAT(entry.types, ElementsAre(workloads::LayerType::conv2d, workloads::LayerType::fc));
    ASSERT_EQ(entry.parameters.size(), 3U);
    EXPECT_EQ(entry.parameters[1].name, "Tc");
    EXPECT_EQ(entry.parameters[1].value.source(), "min(C, 8)");
    ASSERT_EQ(entry.nodes.size(), 4U);
    EXPECT_EQ(entry.nodes[0].kind, NodeDescription::Kind::temporal);
    EXPECT_EQ(entry.nodes[1].kind, NodeDescription::Kind::spatial);
    EXPECT_EQ(entry.nodes[1].units.source(), "pe.count");
    EXPECT_THAT(entry.nodes[2].tensors, ElementsAre("Weight", "Input"));
    EXPECT_THAT(entry.nodes[3].tensors, ElementsAre("Output"));
    EXPECT_EQ(entry.nodes[3].memory, "L2");
    EXPECT_EQ(entry.nodes[3].place.path, "[0].nodes[3]");
    EXPECT_TRUE(reading.dataflow.entries[1].layers.empty());
}

TEST(Dataflow, ASingleEntryAndASingleGlobNeedNoList) {
    const Reading reading = read("{layers: conv1, types: GEMM, nodes: [{store: X, in: L1}]}");
    ASSERT_EQ(told(reading.problems), "");
    ASSERT_EQ(reading.dataflow.entries.size(), 1U);
    EXPECT_THAT(reading.dataflow.entries[0].layers, ElementsAre("conv1"));
}

TEST(Dataflow, HasEntriesAndNodes) {
    EXPECT_THAT(told(read("[]").problems), HasSubstr("the mapping has no entry"));
    EXPECT_THAT(told(read("{}").problems), HasSubstr("'nodes' is missing"));
    EXPECT_THAT(told(read("{nodes: []}").problems), HasSubstr("these are not nodes"));
    EXPECT_THAT(told(read("{nodes: {temporal: K}}").problems), HasSubstr("these are not nodes"));
    EXPECT_THAT(told(read("text").problems), HasSubstr("this is not a map"));
    EXPECT_THAT(told(read("{layers: [], nodes: [{store: X, in: L1}]}").problems),
                HasSubstr("the list is empty"));
}

TEST(Dataflow, UnknownWordsAreRefusedWithTheNearest) {
    EXPECT_THAT(told(read("{types: [CONV2], nodes: [{store: X, in: L1}]}").problems),
                HasSubstr("did you mean 'CONV2D'?"));
    EXPECT_THAT(told(read("{layer: a, nodes: [{store: X, in: L1}]}").problems),
                HasSubstr("did you mean 'layers'?"));
    EXPECT_THAT(told(read("{parameters: {a.b: 1}, nodes: [{store: X, in: L1}]}").problems),
                HasSubstr("'a.b' is not a parameter's name"));
    EXPECT_THAT(told(read("{parameters: [1], nodes: [{store: X, in: L1}]}").problems),
                HasSubstr("these are not parameters"));
}

TEST(NodeDescription, IsOfExactlyOneKind) {
    EXPECT_THAT(told_of_node("tempral: K, tile: 1"),
                testing::AllOf(HasSubstr("nodes[0]: the node is of no kind"),
                               HasSubstr("did you mean 'temporal'?")));
    EXPECT_THAT(told_of_node("tile: 1"), HasSubstr("the node is of no kind"));
    EXPECT_THAT(told_of_node("temporal: K, spatial: C, tile: 1"),
                HasSubstr("the node is of more than one kind"));
    EXPECT_THAT(told(read("{nodes: [K]}").problems), HasSubstr("this is not a node"));
    EXPECT_THAT(told(read("{nodes: [~]}").problems), HasSubstr("this is not a node"));
}

TEST(NodeDescription, HasWhatItsKindNeedsAndNoMore) {
    EXPECT_THAT(told_of_node("temporal: K"), HasSubstr("'tile' is missing"));
    EXPECT_THAT(told_of_node("spatial: K, tile: 1"), HasSubstr("'units' is missing"));
    EXPECT_THAT(told_of_node("store: Weight"), HasSubstr("'in' is missing"));
    EXPECT_THAT(told_of_node("temporal: K, tile: 1, units: 3"),
                HasSubstr("'units' has no meaning here"));
    EXPECT_THAT(told_of_node("store: Weight, in: L1, tile: 3"),
                HasSubstr("'tile' has no meaning here"));
    EXPECT_THAT(told_of_node("spatial: K, tile: 1, units: 3, in: L1"),
                HasSubstr("'in' has no meaning here"));
    EXPECT_THAT(told_of_node("bypass: Weight"), HasSubstr("'in' is missing"));
    EXPECT_EQ(told_of_node("store: Input, bypass: Weight, in: L1"), "");
    EXPECT_THAT(told_of_node("temporal: K, bypass: Weight, tile: 1"),
                HasSubstr("the node is of more than one kind"));
    EXPECT_THAT(told_of_node("store: [], in: L1"), HasSubstr("the list is empty"));
    EXPECT_THAT(told_of_node("temporal: [K], tile: 1"), HasSubstr("this is not a text"));
    EXPECT_THAT(told_of_node("temporal: K, tile: 1 +"), HasSubstr("'1 +' is not an expression"));
}

} // namespace
} // namespace counterpoint::mapping
