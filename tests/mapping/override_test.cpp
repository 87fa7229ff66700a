#include "mapping/override.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/mapping/examples.hpp"

namespace counterpoint::mapping {
namespace {

using testing::HasSubstr;

Design with(const std::vector<Override>& overrides) {
    return read_design_text(example, "file", overrides);
}

std::vector<Problem> problems_with(const std::string& path, const std::string& value) {
    return problems_of([&] { with({{path, value}}); });
}

std::int64_t tile_of(const Design& design) {
    const Mapping mapping = bind(design.dataflow, design.workload.layers[0], design.hardware);
    return std::get<Temporal>(mapping.nodes[1].what).tile;
}

std::int64_t k_of(const Design& design) { return design.workload.layers[0].dimensions[{2}].size; }

TEST(Override, ItemsOfListsAreNamedByNameOrPosition) {
    for (const char* path : {"workload.layers.conv1.dimensions.K", "workload.layers.0.dimensions.K",
                             "workload.layers[0].dimensions.K"}) {
        EXPECT_EQ(k_of(with({{path, "64"}})), 64) << path;
    }
    EXPECT_EQ(with({{"hardware.memories.L2.fill.bytes_per_cycle", "32"}})
                  .hardware.memories[{1}]
                  .fill.bytes_per_cycle,
              32);
}

TEST(Override, ParametersOfMappingsAreReplaced) {
    EXPECT_EQ(tile_of(with({{"mapping[0].parameters.Tk", "8"}})), 8);
    EXPECT_EQ(tile_of(with({{"mapping.0.parameters.Tk", "min(K, 2)"}})), 2);
}

TEST(Override, ASingleEntryCountsAsAListOfOne) {
    const std::string text = example_workload + example_hardware +
                             "mapping: {parameters: {T: 1}, nodes: [{store: Weight, in: L2}]}";
    for (const char* path : {"mapping[0].parameters.T", "mapping.parameters.T"}) {
        const Design design = read_design_text(text, "file", {{path, "5"}});
        EXPECT_EQ(design.dataflow.entries.at(0).parameters.at(0).value.source(), "5");
    }
}

TEST(Override, AKeyThatIsNotThereIsAdded) {
    EXPECT_EQ(with({{"hardware.memories.L2.slots", "4"}}).hardware.memories[{1}].slots, 4);
    EXPECT_EQ(with({{"hardware.element_bytes", "{Output: 4}"}}).hardware.bytes_of("Output"), 4);
    EXPECT_EQ(tile_of(with({{"mapping[0].parameters.Extra", "7"},
                            {"mapping[0].nodes[1].tile", "Extra - Tk"}})),
              7 - 4);
}

TEST(Override, WholePartsCanBeGiven) {
    const Design design =
        read_design_text(example_workload + example_hardware, "file",
                         {{"mapping", "{nodes: [{store: [Weight, Input, Output], in: L2}]}"}});
    EXPECT_EQ(design.dataflow.entries.size(), 1U);
}

TEST(Override, TheLastOneCounts) {
    EXPECT_EQ(k_of(with({{"workload.layers.conv1.dimensions", "{K: 2}"},
                         {"workload.layers.conv1.dimensions.K", "3"}})),
              3);
}

TEST(Override, NamesWithDotsAreTakenWhole) {
    const std::string text = "workload:\n  name: w\n  layers:\n"
                             "    - {name: conv2, type: FC, dimensions: {}}\n"
                             "    - {name: conv2.1, type: FC, dimensions: {}}\n" +
                             example_hardware + example_mapping;
    const Design design =
        read_design_text(text, "file", {{"workload.layers.conv2.1.dimensions.K", "5"}});
    EXPECT_EQ(design.workload.layers[1].dimensions[{1}].size, 5);
    EXPECT_EQ(design.workload.layers[0].dimensions[{1}].size, 1);
}

TEST(Override, ProblemsOfItsValueNameTheOptionAsTheirFile) {
    const auto wrong = problems_with("hardware.memories.L1.slots", "0");
    ASSERT_EQ(wrong.size(), 1U);
    EXPECT_EQ(
        to_string(wrong[0]),
        "--set hardware.memories.L1.slots: hardware.memories[2].slots: this integer is out of "
        "range (expected an integer from 1 to 4096, found '0')");
    const auto unknown = problems_with("hardware.memories.L1.slot", "3");
    ASSERT_EQ(unknown.size(), 1U);
    EXPECT_EQ(unknown[0].place.file, "--set hardware.memories.L1.slot");
    EXPECT_EQ(unknown[0].remedy, "did you mean 'slots'?");
    EXPECT_THAT(told(problems_with("hardware.name", "[")), HasSubstr("--set hardware.name:1:"));
    EXPECT_THAT(told(problems_with("hardware.name", "")), HasSubstr("there is nothing to read"));
    EXPECT_THAT(told(problems_with("hardware.name", "*x")), HasSubstr("alias"));
    EXPECT_EQ(problems_with("hardwares", "3").size(), 1U);
}

TEST(Override, APathThatLeadsNowhereNamesTheNearestStep) {
    const auto problems = problems_with("hardware.memories.L2.fil.latency", "1");
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(
        to_string(problems[0]),
        "--set hardware.memories.L2.fil.latency: the path leads nowhere: there is no 'fil' in "
        "hardware.memories[1]; did you mean 'fill'?");
    EXPECT_THAT(told(problems_with("hardware.memories.L3.slots", "1")),
                HasSubstr("known: DRAM, L2, L1"));
    EXPECT_THAT(told(problems_with("hardware.memories[3].slots", "1")), HasSubstr("no '[3]' in"));
    EXPECT_THAT(told(problems_with("hardwar.name", "1")), HasSubstr("did you mean 'hardware'?"));
    EXPECT_THAT(told(problems_with("hardware.name.x", "1")), HasSubstr("no 'x' in hardware.name"));
    for (const char* path : {"", ".", "..", "[", "[]", "hardware..name", "hardware.memories[",
                             "hardware.memories[-1]", "hardware.memories[99999999999999999999]"}) {
        EXPECT_EQ(problems_with(path, "1").size(), 1U) << path;
    }
}

} // namespace
} // namespace counterpoint::mapping
