#include <gmock/gmock.h>

#include "tests/mapping/timeloop/files.hpp"

namespace counterpoint::mapping::timeloop {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Design problem_of(const std::string& text, bool lenient = false) {
    ReadingOptions options;
    options.lenient = lenient;
    DesignTree tree(options);
    tree.take_text(text, "prob.yaml");
    return tree.read({}, {}, Parts::those_given);
}

std::vector<std::string> wrong_in_problem(const std::string& text) {
    return problem_texts([&] { problem_of(text); });
}

/// `2*P + R` and the like, in the order of the tensor.
std::vector<std::string> axes_of(const workloads::Layer& layer, std::size_t tensor) {
    std::vector<std::string> axes;
    for (const workloads::Axis& axis : layer.tensors[workloads::TensorIndex{tensor}].axes) {
        std::string text;
        for (const workloads::AxisTerm& term : axis) {
            text += (text.empty() ? "" : " + ") + std::to_string(term.coefficient) + '*' +
                    layer.dimensions[term.dimension].name;
        }
        axes.push_back(text);
    }
    return axes;
}

TEST(TimeloopProblem, ItsOwnShapesAreKnownByName) {
    for (const char* name : {"shape: cnn-layer\n  ", "shape: cnn_layer\n  ", ""}) {
        const Design design =
            problem_of(std::string("problem:\n  ") + name +
                       "instance: {C: 3, K: 8, R: 3, S: 2, P: 7, Q: 5, N: 2, Wstride: 2, "
                       "Hdilation: 3}\n");
        const workloads::Layer& layer = design.workload.layers.front();
        EXPECT_EQ(layer.type, workloads::LayerType::einsum);
        EXPECT_EQ(layer.name, "cnn-layer");
        EXPECT_EQ(design.workload.name, "prob");
        EXPECT_EQ(layer.tensors[layer.output].name, "Outputs");
        EXPECT_THAT(axes_of(layer, 0), ElementsAre("1*C", "1*K", "1*R", "1*S"));
        EXPECT_THAT(axes_of(layer, 1), ElementsAre("1*N", "1*C", "1*R + 2*P", "3*S + 1*Q"));
    }
}

TEST(TimeloopProblem, AShapeMayBeWrittenOut) {
    const Design design = problem_of(R"(
problem:
  version: 0.4
  shape:
    name: window
    dimensions: [P, R]
    coefficients: [{name: stride, default: 3}]
    data_spaces:
      - {name: W, projection: [R]}
      - {name: I, projection: [[[P, stride], [R]]]}
      - {name: O, projection: [[[P]]], read_write: True}
  instance: {P: 1, R: 4, H: 9, Wpad: 1}
)");
    const workloads::Layer& layer = design.workload.layers.front();
    EXPECT_EQ(layer.name, "window");
    EXPECT_THAT(axes_of(layer, 0), ElementsAre("1*R"));
    EXPECT_THAT(axes_of(layer, 1), ElementsAre("3*P + 1*R"));
    EXPECT_EQ(layer.output.value, 2U);
}

// As before version 0.3: no `instance`.
TEST(TimeloopProblem, SizesMayStandBesideTheShape) {
    const Design design = problem_of("problem: {shape: gemm_ABZ, M: 1, N: 2, K: 3}\n");
    EXPECT_EQ(design.workload.layers.front().dimensions[workloads::DimensionIndex{2}].size, 3);
}

TEST(TimeloopProblem, AListIsANetwork) {
    const Design design = problem_of("problem:\n"
                                     "- {shape: gemm-ABZ, instance: {M: 1, N: 2, K: 3}}\n"
                                     "- {shape: gemm-ABZ, instance: {M: 4, N: 2, K: 3}}\n");
    ASSERT_THAT(design.workload.layers, SizeIs(2));
    EXPECT_EQ(design.workload.layers[1].name, "gemm-ABZ#2");
}

TEST(TimeloopProblem, VariablesCountInSizes) {
    const Design design = problem_of("variables: {version: 0.4, half: 8}\n"
                                     "problem: {shape: gemm-ABZ, instance: {M: 2*half, N: half, "
                                     "K: 1}}\n");
    EXPECT_EQ(design.workload.layers.front().dimensions[workloads::DimensionIndex{0}].size, 16);
}

TEST(TimeloopProblem, WhatIsWrongIsToldWithItsPlace) {
    EXPECT_THAT(wrong_in_problem("problem: {shape: cnn, instance: {}}\n"),
                ElementsAre(HasSubstr("prob.yaml:1:18: problem.shape: no shape of Timeloop's")));
    EXPECT_THAT(wrong_in_problem("problem: {shape: gemm-ABZ, instance: {M: 4, N: 4}}\n"),
                ElementsAre(HasSubstr("the dimension 'K' has no size")));
    EXPECT_THAT(wrong_in_problem("problem: {shape: gemm-ABZ, instance: {M: 4, N: 0, K: 4}}\n"),
                ElementsAre(HasSubstr("expected a positive integer, found '0'")));
    const std::string shape = "problem: {instance: {M: 4}, shape: {dimensions: [M], data-spaces: ";
    EXPECT_THAT(wrong_in_problem(shape + "[{name: A, projection: [[[Q]]]}]}}\n"),
                testing::Contains(HasSubstr("the shape has no dimension 'Q'")));
    EXPECT_THAT(wrong_in_problem(shape + "[{name: A, projection: [[[M, s]]]}]}}\n"),
                testing::Contains(HasSubstr("the shape has no coefficient 's'")));
    EXPECT_THAT(wrong_in_problem(shape + "[{name: A, projection: [[[M]]]}]}}\n"),
                ElementsAre(HasSubstr("no data-space is written")));
    const std::string written = "{name: Z, projection: [[[M]]], read-write: True}";
    EXPECT_THAT(wrong_in_problem(shape + "[" + written + ", " + written + "]}}\n"),
                ElementsAre(HasSubstr("two data-spaces are named 'Z'")));
    EXPECT_THAT(wrong_in_problem(shape + "[{name: A, projection: [[[M]]], read-write: true}, " +
                                 written + "]}}\n"),
                ElementsAre(HasSubstr("Z is written besides A")));
    EXPECT_THAT(wrong_in_problem(shape + "[" + written + "]}}\n"),
                ElementsAre(HasSubstr("no data-space is only read")));
}

TEST(TimeloopProblem, SparseTensorsAreRefusedUnlessLenient) {
    const std::string text =
        "problem:\n  shape: gemm-ABZ\n  instance:\n    M: 4\n    N: 4\n    K: 4\n"
        "    densities: {A: 0.5, B: 1.0, Z: {distribution: fixed, density: 1}}\n";
    EXPECT_THAT(wrong_in_problem(text),
                ElementsAre(AllOf(HasSubstr("prob.yaml:7:20"), HasSubstr("a density of '0.5'"),
                                  HasSubstr("--lenient"))));
    EXPECT_THAT(problem_of(text, true).notes, ElementsAre(HasSubstr("left out")));
}

// A coefficient that is misspelt would be 1 without a word.
TEST(TimeloopProblem, UnknownSettingsAreRefused) {
    EXPECT_THAT(
        wrong_in_problem("problem: {instance: {C: 3, K: 8, R: 3, S: 2, P: 7, Q: 5, N: 2, "
                         "Wstrde: 2}}\n"),
        ElementsAre(AllOf(HasSubstr("'Wstrde' is neither"), HasSubstr("did you mean 'Wstride'?"))));
}

} // namespace
} // namespace counterpoint::mapping::timeloop
