#include <numeric>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/workloads/onnx/models.hpp"

namespace counterpoint::workloads::onnx {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

using Integers = std::vector<std::int64_t>;

/// A model of one node with these inputs a, b, …
TestModel of_inputs(const std::string& kind, const std::vector<Integers>& shapes,
                    const std::vector<TestAttribute>& attributes = {}) {
    TestModel model;
    std::vector<std::string> names;
    for (const Integers& shape : shapes) {
        names.emplace_back(1, static_cast<char>('a' + names.size()));
        model.input(names.back(), {shape.begin(), shape.end()});
    }
    model.opset(17).opset(1, "com.microsoft");
    model.node(kind, names, {"y"}, attributes);
    return model;
}

std::vector<std::string> layers_of(const std::string& kind, const std::vector<Integers>& shapes,
                                   const std::vector<TestAttribute>& attributes = {}) {
    return described(read_model(of_inputs(kind, shapes, attributes)).workload);
}

TEST(Gemm, IsAProductOfMatricesTransposedOrNot) {
    EXPECT_THAT(layers_of("Gemm", {{2, 3}, {3, 4}}), ElementsAre("y: GEMM M2 N4 K3"));
    EXPECT_THAT(layers_of("Gemm", {{3, 2}, {3, 4}}, {{"transA", std::int64_t{1}}}),
                ElementsAre("y: GEMM M2 N4 K3"));
    EXPECT_THAT(layers_of("Gemm", {{2, 3}, {4, 3}, {4}}, {{"transB", std::int64_t{1}}}),
                ElementsAre("y: GEMM M2 N4 K3"));
}

TEST(Gemm, WithWeightsIsFullyConnected) {
    TestModel model;
    model.input("x", {2, 3}).weight("w", {4, 3});
    model.node("Gemm", {"x", "w"}, {"y"}, {{"transB", std::int64_t{1}}});
    EXPECT_THAT(described(read_model(model).workload), ElementsAre("y: FC N2 K4 C3"));
}

TEST(Gemm, WithWeightsMadeOfConstantsIsFullyConnected) {
    TestModel model;
    model.input("x", {2, 3}).weight("q", {4, 3}).weight("scale", {});
    model.node("Mul", {"q", "scale"}, {"m"}).node("Transpose", {"m"}, {"w"});
    model.node("Gemm", {"x", "w"}, {"y"});
    EXPECT_THAT(described(read_model(model).workload), ElementsAre("y: FC N2 K4 C3"));
}

TEST(MatMul, FoldsABatchOfOneOperand) {
    EXPECT_THAT(layers_of("MatMul", {{2, 3}, {3, 4}}), ElementsAre("y: GEMM M2 N4 K3"));
    EXPECT_THAT(layers_of("MatMul", {{5, 7, 2, 3}, {3, 4}}), ElementsAre("y: GEMM M70 N4 K3"));
    EXPECT_THAT(layers_of("MatMul", {{2, 3}, {5, 3, 4}}), ElementsAre("y: GEMM M2 N20 K3"));
    EXPECT_THAT(layers_of("MatMul", {{5, 1, 2, 3}, {1, 7, 3, 4}}),
                ElementsAre("y: GEMM M10 N28 K3"));
}

TEST(MatMul, OfTwoBatchesIsBatched) {
    EXPECT_THAT(layers_of("MatMul", {{5, 7, 2, 3}, {5, 7, 3, 4}}),
                ElementsAre("y: BATCHED_GEMM B35 M2 N4 K3"));
    EXPECT_THAT(layers_of("MatMul", {{5, 7, 2, 3}, {7, 3, 4}}),
                ElementsAre("y: BATCHED_GEMM B7 M10 N4 K3"));
}

TEST(MatMul, TakesVectors) {
    EXPECT_THAT(layers_of("MatMul", {{3}, {3, 4}}), ElementsAre("y: GEMM N4 K3"));
    EXPECT_THAT(layers_of("MatMul", {{2, 3}, {3}}), ElementsAre("y: GEMM M2 K3"));
    EXPECT_THAT(layers_of("MatMul", {{5, 2, 3}, {3}}), ElementsAre("y: GEMM M10 K3"));
    EXPECT_THAT(layers_of("MatMul", {{3}, {3}}), ElementsAre("y: GEMM K3"));
    EXPECT_THAT(layers_of("MatMul", {{1, 1}, {1, 1}}), ElementsAre("y: GEMM"));
}

TEST(MatMul, ThatDoesNotFitIsRefused) {
    EXPECT_NE(problems_of(of_inputs("MatMul", {{2, 3}, {4, 5}})), "no problem");
    EXPECT_NE(problems_of(of_inputs("MatMul", {{2, 2, 3}, {3, 3, 5}})), "no problem");
    EXPECT_NE(problems_of(of_inputs("MatMul", {{}, {3, 5}})), "no problem");
}

TEST(Einsum, HasAnIndexForEachDimension) {
    EXPECT_THAT(
        layers_of("Einsum", {{2, 3, 4}, {2, 4, 5}}, {{"equation", std::string("bij, bjk -> bik")}}),
        ElementsAre("y: EINSUM b2 i3 j4 k5"));
    EXPECT_THAT(layers_of("Einsum", {{3, 4}, {4, 5}}, {{"equation", std::string("ij,jk")}}),
                ElementsAre("y: EINSUM i3 j4 k5"));
    EXPECT_THAT(layers_of("Einsum", {{3}, {3}}, {{"equation", std::string("i,i->")}}),
                ElementsAre("y: EINSUM i3"));
}

TEST(Einsum, GoesOnWithItsShape) {
    TestModel model;
    model.input("x", {3, 4}).weight("w", {4, 5}).weight("v", {3, 7});
    model.node("Einsum", {"x", "w"}, {"a"}, {{"equation", std::string("ij,jk->ki")}});
    model.node("MatMul", {"a", "v"}, {"y"});
    EXPECT_THAT(described(read_model(model).workload),
                ElementsAre("a: EINSUM i3 j4 k5", "y: GEMM M5 N7 K3"));
}

TEST(Einsum, BeyondTwoPlainOperandsIsRefused) {
    for (const char* equation : {"...ij,jk->...ik", "iij,jk->ik", "ij->ji", "ij,jk,kl->il", "", ",",
                                 "->", "ij,jk->iz", "ij,jk->ii", "i,jk->ik"}) {
        EXPECT_NE(problems_of(
                      of_inputs("Einsum", {{3, 4}, {4, 5}}, {{"equation", std::string(equation)}})),
                  "no problem")
            << equation;
    }
}

/// A recurrent node over x (steps, batch, width).
TestModel recurrent(const std::string& kind, std::int64_t gates, std::int64_t directions,
                    std::int64_t steps) {
    constexpr std::int64_t batch = 2;
    constexpr std::int64_t width = 3;
    constexpr std::int64_t hidden = 5;
    TestModel model;
    model.input("x", {steps, batch, width});
    model.weight("w", {directions, gates * hidden, width});
    model.weight("r", {directions, gates * hidden, hidden});
    const std::string direction = directions == 2 ? "bidirectional" : "forward";
    model.node(kind, {"x", "w", "r"}, {"y"}, {{"hidden_size", hidden}, {"direction", direction}},
               "cell");
    return model;
}

TEST(Recurrent, HasTheInputAtOnceAndAProductForEachStep) {
    EXPECT_THAT(described(read_model(recurrent("LSTM", 4, 1, 3)).workload),
                ElementsAre("cell.input: GEMM M6 N20 K3", "cell.step1: GEMM M2 N20 K5",
                            "cell.step2: GEMM M2 N20 K5", "cell.step3: GEMM M2 N20 K5"));
    EXPECT_THAT(
        described(read_model(recurrent("GRU", 3, 2, 1)).workload),
        ElementsAre("cell.forward.input: GEMM M2 N15 K3", "cell.forward.step1: GEMM M2 N15 K5",
                    "cell.reverse.input: GEMM M2 N15 K3", "cell.reverse.step1: GEMM M2 N15 K5"));
    EXPECT_EQ(macs_of(read_model(recurrent("RNN", 1, 2, 7)).workload), 2 * 7 * 2 * 5 * (3 + 5));
}

TEST(Recurrent, TellsWhatItsCellsDoBesides) {
    EXPECT_THAT(read_model(recurrent("LSTM", 4, 1, 3)).notes,
                ElementsAre(HasSubstr("what is no MAC of 1 LSTM (")));
}

TEST(Recurrent, MayHaveItsBatchFirst) {
    TestModel model;
    model.opset(14).input("x", {2, 3, 4}).weight("w", {1, 5, 4}).weight("r", {1, 5, 5});
    model.node("RNN", {"x", "w", "r"}, {"y"},
               {{"hidden_size", std::int64_t{5}}, {"layout", std::int64_t{1}}});
    EXPECT_EQ(read_model(model).workload.layers.size(), 1U + 3U);
}

TEST(Recurrent, OfTooManyStepsIsRefused) {
    EXPECT_THAT(problems_of(recurrent("LSTM", 4, 2, 100'000)), HasSubstr("100000 steps"));
    EXPECT_NE(problems_of(recurrent("LSTM", 3, 1, 3)), "no problem");
}

TEST(Attention, OfOnnxruntimeProjectsFirst) {
    const auto layers = layers_of("com.microsoft.Attention", {{2, 8, 12}, {12, 36}, {36}},
                                  {{"num_heads", std::int64_t{3}}});
    EXPECT_THAT(layers,
                ElementsAre("y.projection: GEMM M16 N36 K12", "y.scores: BATCHED_GEMM B6 M8 N8 K4",
                            "y.context: BATCHED_GEMM B6 M8 N4 K8"));
}

TEST(Attention, GoesOnWithItsShape) {
    TestModel model;
    model.opset(17).opset(1, "com.microsoft");
    model.input("x", {1, 8, 12}).weight("w", {12, 48}).weight("v", {24, 5});
    model.node("com.microsoft.Attention", {"x", "w"}, {"a"},
               {{"num_heads", std::int64_t{2}}, {"qkv_hidden_sizes", Integers{12, 12, 24}}});
    model.node("com.microsoft.FastGelu", {"a"}, {"g"});
    model.node("MatMul", {"g", "v"}, {"y"});
    EXPECT_THAT(described(read_model(model).workload),
                ElementsAre("a.projection: GEMM M8 N48 K12", "a.scores: BATCHED_GEMM B2 M8 N8 K6",
                            "a.context: BATCHED_GEMM B2 M8 N12 K8", "y: GEMM M8 N5 K24"));
}

TEST(Attention, OfManyHeadsHasOtherLengths) {
    EXPECT_THAT(
        layers_of("com.microsoft.MultiHeadAttention", {{1, 4, 12}, {1, 9, 12}, {1, 9, 24}},
                  {{"num_heads", std::int64_t{3}}}),
        ElementsAre("y.scores: BATCHED_GEMM B3 M4 N9 K4", "y.context: BATCHED_GEMM B3 M4 N8 K9"));
    EXPECT_THAT(problems_of(of_inputs("com.microsoft.MultiHeadAttention", {{1, 4, 3, 3, 4}},
                                      {{"num_heads", std::int64_t{3}}})),
                HasSubstr("packed"));
}

TEST(Attention, OfOnnxMayShareKeysBetweenHeads) {
    EXPECT_THAT(
        layers_of("Attention", {{1, 6, 4, 8}, {1, 2, 9, 8}, {1, 2, 9, 8}}),
        ElementsAre("y.scores: BATCHED_GEMM B2 M12 N9 K8", "y.context: BATCHED_GEMM B2 M12 N8 K9"));
    EXPECT_THAT(
        layers_of("Attention", {{1, 4, 48}, {1, 9, 16}, {1, 9, 16}},
                  {{"q_num_heads", std::int64_t{6}}, {"kv_num_heads", std::int64_t{2}}}),
        ElementsAre("y.scores: BATCHED_GEMM B2 M12 N9 K8", "y.context: BATCHED_GEMM B2 M12 N8 K9"));
}

TEST(Attention, WhoseHeadsDoNotDivideItsWidthIsRefused) {
    EXPECT_THAT(problems_of(of_inputs("com.microsoft.Attention", {{2, 8, 12}, {12, 36}},
                                      {{"num_heads", std::int64_t{5}}})),
                HasSubstr("no multiple of its heads"));
    EXPECT_THAT(problems_of(of_inputs("com.microsoft.Attention", {{2, 8, 12}, {12, 36}})),
                HasSubstr("no multiple of its heads"));
}

} // namespace
} // namespace counterpoint::workloads::onnx
