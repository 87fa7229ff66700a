#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/mapping/scale_sim/reading.hpp"

namespace counterpoint::mapping::scale_sim {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr hw::MemoryIndex buffers{1};
constexpr hw::MemoryIndex registers{2};

std::vector<std::string> refused(const std::string& text) {
    return problem_texts([&] { hardware_of(text); });
}

std::string with(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

TEST(Configuration, TheArrayIsSystolicBetweenThreeMemories) {
    const hw::Hardware hardware = hardware_of(configuration_of(12, 14, "ws", 36)).hardware;
    EXPECT_EQ(hardware.name, "sample");
    EXPECT_EQ(hardware.pe.count, 12 * 14);
    ASSERT_EQ(hardware.memories.size(), 3U);
    EXPECT_EQ(hardware.memories[buffers].capacity_bytes, 3 * 36 * 1024);
    EXPECT_FALSE(hardware.memories[buffers].enforce_capacity);
    EXPECT_EQ(hardware.memories[buffers].slots, 2);
    const hw::Memory& array = hardware.memories[registers];
    EXPECT_EQ(array.fill.bytes_per_cycle, 12 + 14);
    EXPECT_EQ(array.drain.bytes_per_cycle, 14);
    EXPECT_EQ(array.slots, 12 + 14 + 2);
    const auto& fill = std::get<hw::SystolicFill>(*array.fill.network);
    EXPECT_EQ(fill.rows, 12);
    EXPECT_EQ(fill.columns, 14);
    EXPECT_EQ(fill.link_bytes, 1);
    const auto& drain = std::get<hw::SystolicDrain>(*array.drain.network);
    EXPECT_EQ(drain.rows, 12);
    EXPECT_EQ(drain.columns, 14);
}

TEST(Configuration, BandwidthIsThatOfEachBufferIfTheUserSaysSo) {
    const hw::Hardware calc = hardware_of(configuration_of(4, 4, "os")).hardware;
    EXPECT_EQ(calc.memories[buffers].fill.bytes_per_cycle, 2147483647);
    EXPECT_EQ(calc.memories[buffers].drain.bytes_per_cycle, 2147483647);
    const hw::Hardware user = hardware_of(configuration_of(4, 4, "os", 64, "USER")).hardware;
    EXPECT_EQ(user.memories[buffers].fill.bytes_per_cycle, 20);
    EXPECT_EQ(user.memories[buffers].drain.bytes_per_cycle, 10);
}

TEST(Configuration, FilesOfTheFirstVersionAreRead) {
    const hw::Hardware hardware =
        hardware_of("[general]\r\nrun_name = \"eyeriss\"\r\n[architecture_presets]\r\n"
                    "ArrayHeight:    12\r\nArrayWidth:     14\r\nIfmapSramSz:    512\r\n"
                    "FilterSramSz:   512\r\nOfmapSramSz:    256\r\nDataflow:       ws\r\n"
                    "[network_presets]\r\nTopologyCsvLoc: \"./topologies/yolo_tiny.csv\"\r\n")
            .hardware;
    EXPECT_EQ(hardware.name, "eyeriss");
    EXPECT_EQ(hardware.memories[buffers].capacity_bytes, 1280 * 1024);
    EXPECT_EQ(hardware.memories[buffers].fill.bytes_per_cycle, 2147483647);
}

TEST(Configuration, WhatIsSwitchedOffDoesNotCount) {
    EXPECT_THAT(refused(configuration_of(4, 4, "os") +
                        "UseRamulatorTrace: False\n[layout]\nIfmapCustomLayout: False\n"
                        "IfmapSRAMBankBandwidth: 64\n; a comment\n[sparsity]\n"
                        "SparsitySupport : false\nBlockSize : 8\n"),
                IsEmpty());
}

TEST(Configuration, WhatIsNotModelledIsRefusedOrLeftOut) {
    const std::string text = configuration_of(4, 4, "os") +
                             "UseRamulatorTrace: True\nTimeLinearModel: TPUv4\n[layout]\n"
                             "FilterCustomLayout: true\n[sparsity]\nSparsitySupport : TRUE\n"
                             "[energy]\nunit: 1\n";
    EXPECT_THAT(refused(text), ElementsAre(HasSubstr("UseRamulatorTrace"), HasSubstr("TimeLinear"),
                                           HasSubstr("FilterCustomLayout"),
                                           HasSubstr("SparsitySupport"), HasSubstr("'unit'")));
    EXPECT_EQ(hardware_of(text, true).notes.size(), 5U);
    EXPECT_THAT(hardware_of(text, true).notes,
                Contains(AllOf(HasSubstr("array.cfg:19:20"), HasSubstr("left out"))));
}

TEST(Configuration, BandwidthsThatDifferAreNotGuessedAt) {
    const std::string user = configuration_of(4, 4, "os", 64, "USER");
    EXPECT_THAT(refused(with(user, ": 10\n", ": 10,20,10\n")),
                ElementsAre(AllOf(HasSubstr("first"), HasSubstr("'20'"))));
    EXPECT_THAT(refused(with(user, ": 10\n", ": 10, 10,10\n")), IsEmpty());
    EXPECT_THAT(refused(user + "[layout]\nIfmapSRAMBankBandwidth: 64\n"),
                ElementsAre(HasSubstr("IfmapSRAMBankBandwidth")));
    EXPECT_THAT(refused(user + "[layout]\nIfmapSRAMBankBandwidth: 10\n"), IsEmpty());
    EXPECT_THAT(refused(with(user, "Bandwidth : 10\n", "")),
                ElementsAre(HasSubstr("Bandwidth is missing")));
}

TEST(Configuration, WhatIsWrongIsToldWithItsPlace) {
    const std::string text = configuration_of(4, 4, "os");
    EXPECT_THAT(refused("ArrayHeight: 4\n"),
                ElementsAre(AllOf(HasSubstr("array.cfg:1:1"), HasSubstr("no configuration"))));
    EXPECT_THAT(refused("[general]\n"), ElementsAre(HasSubstr("[architecture_presets]")));
    EXPECT_EQ(refused("[architecture_presets]\n").size(), 5U);
    EXPECT_THAT(refused(with(text, "Height:    4", "Height: zero")),
                ElementsAre(AllOf(HasSubstr("array.cfg:5:14"), HasSubstr("'zero'"))));
    EXPECT_THAT(refused(with(text, "Height:    4", "Height: 0")),
                ElementsAre(HasSubstr("positive")));
    EXPECT_THAT(refused(with(text, ": os", ": rs")), ElementsAre(HasSubstr("os, ws or is")));
    EXPECT_THAT(refused(with(text, "CALC", "calc")), ElementsAre(HasSubstr("CALC or USER")));
    EXPECT_THAT(refused(text + "[general]\n"), ElementsAre(HasSubstr("twice")));
    EXPECT_THAT(refused(text + "interfacebandwidth: USER\n"), ElementsAre(HasSubstr("twice")));
    EXPECT_THAT(refused(text + "  4\n"), ElementsAre(HasSubstr("margin")));
    EXPECT_THAT(refused(text + "4\n"), ElementsAre(HasSubstr("KEY: VALUE")));
    EXPECT_THAT(refused(text + "[x\n"), ElementsAre(HasSubstr("no section")));
    EXPECT_THAT(refused(text + "[]\n"), ElementsAre(HasSubstr("no section")));
    for (const char* huge : {"9223372036854775807", "4611686018427387904"}) {
        for (const char* value :
             {"Height:    4", "Width:     4", "IfmapSramSzkB:    64", "OfmapSramSzkB:    64"}) {
            const std::string key = std::string(value).substr(0, std::string(value).find(':') + 2);
            EXPECT_THAT(refused(with(text, value, key + huge)),
                        ElementsAre(HasSubstr("too large")));
        }
        EXPECT_THAT(refused(with(configuration_of(4, 4, "os", 64, "USER"), ": 10\n",
                                 std::string(": ") + huge + '\n')),
                    ElementsAre(HasSubstr("too large")));
    }
    EXPECT_THAT(refused(configuration_of(1'000'000, 1'000'000, "os")),
                testing::Contains(HasSubstr("1000000x1000000")));
}

TEST(Configuration, AMappingOfOursTakesThePlaceOfItsDataflow) {
    DesignTree tree;
    tree.take_text(convolution_header + "c,5,5,3,3,2,4,1,\n", "network.csv");
    tree.take_text(configuration_of(4, 4, "ws"), "array.cfg");
    tree.take_text("mapping: {nodes: [{store: [Weight, Input, Output], in: L2}, "
                   "{store: [Weight, Input, Output], in: L1}]}",
                   "mapping.yaml");
    const Design design = tree.read({}, analytical::residency_cost, Parts::all);
    EXPECT_EQ(design.workload.layers[0].type, workloads::LayerType::conv2d);
    EXPECT_EQ(design.dataflow.entries.size(), 1U);
    EXPECT_FALSE(tree.has_foreign_mapping());
}

TEST(Configuration, WithoutADataflowItNeedsAMapping) {
    const std::string text = with(configuration_of(4, 4, "ws"), "Dataflow : ws\n", "");
    EXPECT_THAT(problem_texts([&] { design_of(product_header + "a,1,2,3,\n", text); }),
                ElementsAre(HasSubstr("has no Dataflow")));
}

} // namespace
} // namespace counterpoint::mapping::scale_sim
