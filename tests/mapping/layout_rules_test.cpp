#include "mapping/layout_rules.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/mapping/examples.hpp"

namespace counterpoint::mapping {
namespace {

using testing::AllOf;
using testing::HasSubstr;

/// The example, in which conv1 has C 6, P 5, Q 5 and fc1 has C 7, with layouts in memory 0.
Design design_with(const std::string& layout) {
    return read_design_text(example, "file", {{"hardware.memories.DRAM.layout", layout}});
}

std::string wrong_names(const std::string& layout) {
    return told(problems_of([&] { design_with(layout); }));
}

std::string wrong_for(std::size_t layer, const std::string& layout) {
    return told(problems_of([&] {
        const Design design = design_with(layout);
        bind(design.dataflow, design.workload.layers.at(layer), design.hardware);
    }));
}

TEST(LayoutRules, TensorsAndAxesHaveToBeThere) {
    EXPECT_EQ(wrong_names("{Input: [N, Y, X, C]}"), "");
    EXPECT_THAT(
        wrong_names("{Inputs: [N, Y, X, C]}"),
        AllOf(HasSubstr("no tensor is named 'Inputs'"), HasSubstr("did you mean 'Input'?")));
    EXPECT_THAT(wrong_names("{Input: [N, Y, X, CC]}"),
                AllOf(HasSubstr("hardware.memories[0].layout.Input"),
                      HasSubstr("no axis of Input is named 'CC'"), HasSubstr("known: B, C, G")));
    EXPECT_EQ(wrong_names("{Weight: [M, B, K]}"), "") << "as other layer types have them";
}

TEST(LayoutRules, EveryAxisWithSeveralCoordinatesHasItsPlace) {
    EXPECT_EQ(wrong_for(0, "{Input: [Y, X, C]}"), "") << "N and G are 1";
    EXPECT_THAT(wrong_for(0, "{Input: [N, Y, C]}"),
                AllOf(HasSubstr("the layout of Input leaves out axis X"),
                      HasSubstr("expected N, G, C, Y and X"), HasSubstr("layer 'conv1'"),
                      HasSubstr("add it where it belongs")));
    EXPECT_THAT(wrong_for(0, "{Input: [N, P, Q, C]}"), HasSubstr("leaves out axes Y and X"));
}

// Found by fuzzing: it crashed.
TEST(LayoutRules, AnAxisThatCannotBeReadIsToldByTheLayer) {
    const std::string layer = "workload: {layers: [{name: e, type: EINSUM, dimensions: {A: 2}, "
                              "tensors: {X: {axes: [Q]}, Z: {axes: [A], output: true}}}]}\n";
    const auto problems = problems_of(
        [&] { read_design_text(layer + example_hardware + example_mapping, "design.yaml"); });
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].message, "no dimension is named 'Q'");
}

TEST(LayoutRules, OneLayoutServesLayersThatLackAnAxis) {
    EXPECT_EQ(wrong_for(1, "{Input: [N, Y, X, C], Weight: [K/8, C, R, S, K%8]}"), "");
    EXPECT_THAT(wrong_for(1, "{Input: [N, Y, X]}"), HasSubstr("leaves out axis C"));
}

TEST(LayoutRules, AnAxisOfAnEinsumGoesByItsFirstDimension) {
    const std::string text = "workload:\n"
                             "  name: w\n"
                             "  layers:\n"
                             "    - name: sum\n"
                             "      type: EINSUM\n"
                             "      dimensions: {A: 4, B: 3, C: 2}\n"
                             "      tensors:\n"
                             "        In: {axes: [2*A + B, C]}\n"
                             "        Out: {axes: [A, C], output: true}\n";
    const auto wrong = [&](const std::string& layout) {
        return told(problems_of([&] {
            const Design design =
                read_design_text(text + example_hardware +
                                     "mapping:\n  nodes: [{store: [In, Out], "
                                     "in: L2}, {store: [In, Out], in: L1}]\n",
                                 "file", {{"hardware.memories.DRAM.layout", layout}});
            bind(design.dataflow, design.workload.layers.front(), design.hardware);
        }));
    };
    EXPECT_EQ(wrong("{In: [C, A]}"), "");
    EXPECT_THAT(wrong("{In: [C, B]}"), HasSubstr("no axis of In is named 'B'"));
    EXPECT_THAT(wrong("{In: [C]}"), HasSubstr("leaves out axis A"));
}

} // namespace
} // namespace counterpoint::mapping
