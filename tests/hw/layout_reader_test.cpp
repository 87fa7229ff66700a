#include "hw/layout_reader.hpp"

#include <map>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "hw/reader.hpp"
#include "tests/input/reading.hpp"

namespace counterpoint::hw {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using Part = LayoutLevel::Part;

using input::told;

/// What is wrong with `layout: TEXT`.
std::string wrong(const std::string& text) {
    std::vector<Problem> problems;
    const input::Document document = input::parse_document("layout: " + text, "file");
    read_layouts(*document.root().find("layout"), problems);
    return told(problems);
}

Hardware hardware_with(const std::string& outermost, const std::string& inner,
                       std::vector<Problem>& problems) {
    const input::Document document = input::parse_document(
        "{name: h, memories: [{name: DRAM" + outermost +
            "}, {name: L1, fill: {bytes_per_cycle: 8}, drain: {bytes_per_cycle: 8}" + inner + "}]}",
        "file");
    return read_hardware(document.root(), problems);
}

TEST(Layout, AxesWholeOrInBlocksAreReadInTheirOrder) {
    std::vector<Problem> problems;
    const Hardware read = hardware_with(
        ", dram: {standard: DDR4-2400}, layout: {Input: [N, Y, X, C], Weight: [K/8, C, K%8]}", "",
        problems);
    ASSERT_EQ(told(problems), "");
    const Memory& memory = read.memories[MemoryIndex{0}];
    ASSERT_TRUE(memory.dram);
    EXPECT_EQ(memory.dram->standard.name, "DDR4-2400");
    ASSERT_EQ(memory.layouts.size(), 2U);
    EXPECT_EQ(memory.layouts.at("Input").levels.size(), 4U);
    EXPECT_EQ(memory.layouts.at("Input").levels[3].axis, "C");
    EXPECT_EQ(memory.layouts.at("Input").levels[3].part, Part::whole);
    const Layout& weight = memory.layouts.at("Weight");
    EXPECT_EQ(weight.place.path, "memories[0].layout.Weight");
    ASSERT_EQ(weight.levels.size(), 3U);
    EXPECT_EQ(weight.levels[0].axis, "K");
    EXPECT_EQ(weight.levels[0].part, Part::blocks);
    EXPECT_EQ(weight.levels[0].block, 8);
    EXPECT_EQ(weight.levels[2].part, Part::within);
    EXPECT_EQ(weight.levels[2].block, 8);
}

TEST(Layout, WithoutOneMemoryIsIdealAndTensorsLieInTheirOrder) {
    std::vector<Problem> problems;
    const Hardware read = hardware_with("", "", problems);
    ASSERT_EQ(told(problems), "");
    EXPECT_FALSE(read.memories[MemoryIndex{0}].dram);
    EXPECT_TRUE(read.memories[MemoryIndex{0}].layouts.empty());
}

TEST(Layout, OnlyTheOutermostMemoryHasAddresses) {
    std::vector<Problem> problems;
    hardware_with("", ", dram: {standard: DDR4-2400}, layout: {Input: [N]}", problems);
    EXPECT_THAT(told(problems), AllOf(HasSubstr("only the outermost memory can be a DRAM"),
                                      HasSubstr("only in the outermost memory do tensors")));
}

TEST(Layout, AnAxisStandsOnce) {
    EXPECT_THAT(wrong("{Input: [N, C, Y, C]}"),
                AllOf(HasSubstr("layout.Input[3]: axis C stands twice"), HasSubstr("C%16")));
    EXPECT_THAT(wrong("{Input: [C/4, C]}"), HasSubstr("axis C stands twice"));
    EXPECT_THAT(wrong("{Input: [C, C%4]}"), HasSubstr("axis C stands twice"));
    EXPECT_THAT(wrong("{Input: [C/4, C%4, C%4]}"), HasSubstr("axis C stands twice"));
}

TEST(Layout, BlocksAndTheirInsideBelongTogether) {
    EXPECT_EQ(wrong("{Input: [C/4, C%4]}"), "");
    EXPECT_EQ(wrong("{Input: [C/1, Y, C%1]}"), "");
    EXPECT_THAT(wrong("{Input: [C/4, Y]}"),
                AllOf(HasSubstr("whose inside is missing"), HasSubstr("add C%4, or make it C")));
    EXPECT_THAT(wrong("{Input: [Y, C%4]}"), HasSubstr("C/4 has to stand before C%4"));
    EXPECT_THAT(wrong("{Input: [C%4, Y, C/4]}"), HasSubstr("C/4 has to stand before C%4"));
    EXPECT_THAT(wrong("{Input: [C/4, C%8]}"), HasSubstr("the blocks of axis C are of two sizes"));
}

TEST(Layout, WhatIsNoLayoutIsToldWithItsPlace) {
    EXPECT_THAT(wrong("[N, C]"), HasSubstr("these are not layouts"));
    EXPECT_THAT(wrong("{Input: C}"), HasSubstr("layout.Input: this is not a layout"));
    EXPECT_THAT(wrong("{Input: []}"), HasSubstr("this is not a layout"));
    for (const char* level : {"C/0", "C/-1", "C/x", "C/", "/4", "C/4/2", "C/1000001", "C/1.5"}) {
        EXPECT_THAT(wrong("{Input: [N, " + std::string(level) + "]}"),
                    HasSubstr("layout.Input[1]: this is no axis of a layout"))
            << level;
    }
}

} // namespace
} // namespace counterpoint::hw
