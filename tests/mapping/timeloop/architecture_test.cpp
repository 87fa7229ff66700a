#include <gmock/gmock.h>

#include "tests/mapping/timeloop/files.hpp"

namespace counterpoint::mapping::timeloop {
namespace {

using hw::MemoryIndex;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

constexpr std::int64_t unlimited = 2'147'483'647;

hw::Hardware hardware_of(const std::string& text, bool lenient = false,
                         std::vector<std::string>* notes = nullptr) {
    ReadingOptions options;
    options.lenient = lenient;
    DesignTree tree(options);
    tree.take_text(text, "arch.yaml");
    const Design design = tree.read({}, {}, Parts::those_given);
    if (notes != nullptr) {
        *notes = design.notes;
    }
    return design.hardware;
}

std::vector<std::string> wrong_in_architecture(const std::string& text) {
    return problem_texts([&] { hardware_of(text); });
}

TEST(TimeloopArchitecture, LevelsAreMemories) {
    const hw::Hardware hardware = hardware_of(three_levels(4, "word-bits: 8, entries: 4096"));
    ASSERT_EQ(hardware.memories.size(), 3U);
    EXPECT_EQ(hardware.name, "arch");
    EXPECT_EQ(hardware.pe.count, 4);
    const hw::Memory& l2 = hardware.memories[MemoryIndex{1}];
    EXPECT_EQ(l2.name, "L2");
    EXPECT_EQ(l2.capacity_bytes, 4096);
    EXPECT_FALSE(l2.enforce_capacity);
    EXPECT_FALSE(l2.accumulate); // partial sums come back, as in Timeloop
    EXPECT_EQ(l2.fill.bytes_per_cycle, unlimited);
    EXPECT_EQ(hardware.memories[MemoryIndex{2}].capacity_bytes, std::nullopt);
}

TEST(TimeloopArchitecture, SizesAreWordsRowsOrKilobytes) {
    const auto bytes = [](const std::string& attributes) {
        return hardware_of(two_levels("word-bits: 16", attributes + ", word-bits: 16"))
            .memories[MemoryIndex{1}]
            .capacity_bytes;
    };
    EXPECT_EQ(bytes("entries: 100"), 200);
    EXPECT_EQ(bytes("sizeKB: 4"), 4096);
    EXPECT_EQ(bytes("depth: 10, width: 64"), 80);
    EXPECT_EQ(bytes("memory_depth: 10, memory_width: 64, block-size: 4"), 80);
    EXPECT_EQ(bytes("depth: 10, width: 128, block-size: 4"), 80); // of two clusters one
    EXPECT_EQ(bytes("depth: 10, width: 128, cluster-size: 2"), 80);
    EXPECT_EQ(bytes("depth: 5 * 4, width: 16"), 40);
    EXPECT_EQ(bytes("depth: 0"), std::nullopt);
}

TEST(TimeloopArchitecture, TheWidthOfWordsIsThatOfElements) {
    const hw::Hardware hardware =
        hardware_of(two_levels("word-bits: 32", "datawidth: 32, entries: 10"));
    EXPECT_EQ(hardware.bytes_of("Weight"), 4);
    EXPECT_EQ(hardware.memories[MemoryIndex{1}].capacity_bytes, 40);
    EXPECT_EQ(hardware_of(two_levels("type: LPDDR4", "n_banks: 2")).bytes_of("Input"), 2);
}

TEST(TimeloopArchitecture, OneWidthServesAllLevels) {
    const std::string two_widths = two_levels("word-bits: 8", "word-bits: 16, entries: 10");
    EXPECT_THAT(wrong_in_architecture(two_widths),
                ElementsAre(AllOf(HasSubstr("arch.yaml:10:60"),
                                  HasSubstr("words of L1 have 16 bits"), HasSubstr("--lenient"))));
    EXPECT_EQ(hardware_of(two_widths, true).memories[MemoryIndex{1}].capacity_bytes, 10);
    EXPECT_THAT(wrong_in_architecture(two_levels("word-bits: 4", "word-bits: 4")),
                ElementsAre(HasSubstr("words of 4 bits are no whole bytes")));
}

// What the outer level gives, unless all the inner ones together take less.
TEST(TimeloopArchitecture, BandwidthsAreThoseOfTheNetworks) {
    const hw::Hardware hardware =
        hardware_of(three_levels(4, "word-bits: 8, read_bandwidth: 16, write_bandwidth: 6",
                                 "word-bits: 8, read_bandwidth: 1, write_bandwidth: 5"));
    const hw::Memory& l2 = hardware.memories[MemoryIndex{1}];
    const hw::Memory& l1 = hardware.memories[MemoryIndex{2}];
    EXPECT_EQ(l2.fill.bytes_per_cycle, 6);
    EXPECT_EQ(l2.drain.bytes_per_cycle, 16);
    EXPECT_EQ(l1.fill.bytes_per_cycle, 16);
    EXPECT_EQ(l1.drain.bytes_per_cycle, 4);
    EXPECT_EQ(hardware_of(two_levels("word-bits: 16, bandwidth: 8", "word-bits: 16"))
                  .memories[MemoryIndex{1}]
                  .fill.bytes_per_cycle,
              8);
}

TEST(TimeloopArchitecture, FractionsOfBytesAreLeftOut) {
    const std::string text = two_levels("word-bits: 8, read_bandwidth: 0.5");
    EXPECT_THAT(wrong_in_architecture(text),
                ElementsAre(AllOf(HasSubstr("0.5 bytes a cycle"), HasSubstr("--lenient"))));
    EXPECT_EQ(hardware_of(text, true).memories[MemoryIndex{1}].fill.bytes_per_cycle, 1);
}

TEST(TimeloopArchitecture, LatenciesAreThoseOfTheNetworkBelow) {
    const hw::Memory l1 =
        hardware_of(two_levels("word-bits: 8, network_fill_latency: 3, network_drain_latency: 4"))
            .memories[MemoryIndex{1}];
    EXPECT_EQ(l1.fill.latency_cycles, 3);
    EXPECT_EQ(l1.drain.latency_cycles, 4);
}

// Arithmetic units side by side need registers for our PEs to be below.
TEST(TimeloopArchitecture, UnitsBelowOneBufferHaveRegisters) {
    std::string text = two_levels();
    text.replace(text.find("name: MAC,"), 10, "name: 'MAC[0..15]',");
    const hw::Hardware hardware = hardware_of(text);
    ASSERT_EQ(hardware.memories.size(), 3U);
    EXPECT_EQ(hardware.memories[MemoryIndex{2}].name, "MAC");
    EXPECT_TRUE(hardware.memories[MemoryIndex{1}].accumulate);
    EXPECT_EQ(hardware.pe.count, 16);
}

TEST(TimeloopArchitecture, NodesOfVersion4AreLevelsToo) {
    const hw::Hardware hardware = hardware_of(R"(
architecture:
  version: 0.4
  nodes:
  - !Container
    name: system
    attributes: {technology: "45nm", global_cycle_seconds: 2e-9, datawidth: 8}
  - !Component
    name: DRAM
    class: DRAM
  - !Container {name: column, spatial: {meshX: 3}}
  - !Container {name: PE, spatial: {meshY: 2}}
  - !Parallel
    nodes:
    - !Component {name: weights, class: smartbuffer_RF, attributes: {depth: 3, width: 8}}
    - !Component {name: sums, class: smartbuffer_RF, attributes: {depth: 4, width: 8}}
  - !Component {name: mac, class: intmac, attributes: {multiplier_width: 8}}
)");
    ASSERT_EQ(hardware.memories.size(), 3U);
    EXPECT_EQ(hardware.memories[MemoryIndex{1}].capacity_bytes, 3);
    EXPECT_EQ(hardware.memories[MemoryIndex{2}].name, "sums");
    EXPECT_EQ(hardware.pe.count, 6);
    EXPECT_DOUBLE_EQ(hardware.clock_ghz, 0.5);
}

// Timeloop's front end writes v0.4 down as one subtree, with storage that stores nothing for
// fanouts.
TEST(TimeloopArchitecture, WhatTheFrontEndWritesIsRead) {
    const std::string mesh =
        "multiple_buffering: 1, reduction_supported: true, min_utilization: 0, "
        "allow_overbooking: false, has_power_gating: false, ";
    const std::string text =
        "dumped_by_timeloop_front_end: true\narchitecture:\n  version: '0.4'\n  subtree:\n"
        "  - name: top\n    attributes: {technology: \"32nm\"}\n    local:\n    - " +
        component("'DRAM[1..1]'", "DRAM", mesh + "meshX: 1, meshY: 1, width: 64, datawidth: 8") +
        "\n    - " +
        component("'inter_PE_spatial[1..1]'", "dummy_storage",
                  mesh + "meshX: 1, meshY: 1, width: 1, depth: 1, datawidth: 1") +
        "\n    - " +
        component("'spad[1..168]'", "regfile",
                  mesh + "meshX: 14, meshY: 12, width: 16, depth: 12, datawidth: 8") +
        "\n    - " + component("'mac[1..168]'", "intmac", "meshX: 14, meshY: 12") + "\n";
    const hw::Hardware hardware = hardware_of(text);
    ASSERT_EQ(hardware.memories.size(), 2U);
    EXPECT_EQ(hardware.memories[MemoryIndex{1}].capacity_bytes, 24);
    EXPECT_EQ(hardware.pe.count, 168);
}

TEST(TimeloopArchitecture, WhatIsWrongIsToldWithItsPlace) {
    EXPECT_THAT(wrong_in_architecture("architecture: {version: 0.3}\n"),
                ElementsAre(AllOf(HasSubstr("arch.yaml:1:15"), HasSubstr("subtree (v0.3)"))));
    std::string text = two_levels();
    text.replace(text.find("intmac"), 6, "adder");
    EXPECT_THAT(wrong_in_architecture(text),
                ElementsAre(HasSubstr("the class 'adder' of MAC is neither storage nor compute")));
    text = two_levels();
    text.replace(text.find("name: L1"), 8, "name: DRAM");
    EXPECT_THAT(wrong_in_architecture(text), ElementsAre(HasSubstr("two levels are named DRAM")));
    text = two_levels();
    text.replace(text.find("name: PE"), 8, "name: PE[0-3]");
    EXPECT_THAT(wrong_in_architecture(text), ElementsAre(HasSubstr("the instances of a name")));
    text = three_levels(14);
    text.replace(text.find("name: chip"), 10, "name: chip[0..3]");
    EXPECT_EQ(hardware_of(text).pe.count, 56);
    EXPECT_THAT(
        wrong_in_architecture(two_levels("word-bits: 8", "word-bits: 8, depth: 4, width: 20")),
        ElementsAre(HasSubstr("the width of L1 is no multiple of its words")));
    EXPECT_THAT(wrong_in_architecture(two_levels("word-bits: 8", "word-bits: 8, meshX: 2")),
                testing::Contains(HasSubstr("the mesh does not hold the instances")));
}

TEST(TimeloopArchitecture, WhatCannotBeModelledIsListed) {
    std::vector<std::string> notes;
    const std::string attributes = "word-bits: 8, shared_bandwidth: 4, metadata_datawidth: 4, "
                                   "read_bandwith: 3";
    hardware_of(two_levels(attributes) + "mapper: {algorithm: random}\nERT: {}\n", true, &notes);
    EXPECT_THAT(notes, testing::UnorderedElementsAre(
                           HasSubstr("mapper: there"), HasSubstr("ERT: energy"),
                           HasSubstr("shared_bandwidth of DRAM"), HasSubstr("'metadata_datawidth'"),
                           HasSubstr("'read_bandwith'")));
    EXPECT_THAT(wrong_in_architecture(two_levels(attributes)),
                AllOf(SizeIs(3), testing::Contains(HasSubstr("did you mean 'read_bandwidth'?"))));
}

// Attributes of a container count for what is inside in v0.4, and for nothing in v0.3.
TEST(TimeloopArchitecture, AttributesOfContainersAreHandedOnInVersion4) {
    std::string text = two_levels();
    text.replace(text.find("- name: PE\n"), 11, "- name: PE\n      attributes: {word-bits: 16}\n");
    EXPECT_THAT(wrong_in_architecture(text),
                ElementsAre(HasSubstr("'word-bits' of a subtree is not handed on")));
    EXPECT_THAT(wrong_in_architecture(
                    "architecture:\n  nodes:\n  - {name: top, attributes: {colour: red}}\n"
                    "  - {name: DRAM, class: DRAM}\n  - {name: L1, class: SRAM}\n"
                    "  - {name: MAC, class: mac}\n"),
                ElementsAre(HasSubstr("the attribute 'colour' of top is not modelled")));
}

} // namespace
} // namespace counterpoint::mapping::timeloop
