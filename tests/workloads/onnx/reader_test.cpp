#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/workloads/onnx/models.hpp"

namespace counterpoint::workloads::onnx {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

using Integers = std::vector<std::int64_t>;

TestModel product() {
    TestModel model;
    model.input("x", {std::string("batch"), 3}).weight("w", {3, 4});
    model.node("MatMul", {"x", "w"}, {"y"});
    return model;
}

TEST(SymbolicDimensions, TakeTheSizesThatTheUserGives) {
    EXPECT_THAT(described(read_model(product(), {{"batch", 7}}).workload),
                ElementsAre("y: GEMM M7 N4 K3"));
}

TEST(SymbolicDimensions, WithoutASizeAreRefusedByName) {
    EXPECT_THAT(problems_of(product()),
                AllOf(HasSubstr("net.onnx: input x: the dimension 'batch' has no size"),
                      HasSubstr("--dim batch=1")));
}

TEST(SymbolicDimensions, WithoutANameAreCalledByTheirPlace) {
    TestModel model;
    model.input("x", {std::string(), 3, std::int64_t{-1}}).weight("w", {4, 3, 1});
    model.node("Conv", {"x", "w"}, {"y"});
    EXPECT_THAT(problems_of(model), AllOf(HasSubstr("'x[0]'"), HasSubstr("'x[2]'")));
    EXPECT_THAT(described(read_model(model, {{"x[0]", 2}, {"x[2]", 5}}).workload),
                ElementsAre("y: CONV2D N2 K4 C3 Q5"));
}

TEST(SymbolicDimensions, AreSettledInsideAsWell) {
    TestModel model = product();
    model.value_info("y", {std::string("batch"), std::string("anything")});
    model.node("Relu", {"y"}, {"z"}).node("MatMul", {"z", "v"}, {"o"}).weight("v", {4, 5});
    EXPECT_THAT(described(read_model(model, {{"batch", 7}}).workload),
                ElementsAre("y: GEMM M7 N4 K3", "o: GEMM M7 N5 K4"));
}

TEST(SymbolicDimensions, ThatTheModelHasAreSaid) {
    DimensionSizes dimensions{{{"batch", 2}, {"bach", 3}}, {}};
    read_model(product().bytes(), "net.onnx", dimensions, false);
    EXPECT_THAT(dimensions.used, ElementsAre("batch"));
}

// What exporters write for a reshape whose batch is not known, for old operators and newer ones.
TEST(Shapes, AreComputedFromShapes) {
    for (const std::int64_t opset : {7, 11, 13, 14, 17, 18}) {
        TestModel model;
        model.opset(opset);
        model.input("x", {std::string("n"), 4, 6}).integers("rest", {24}).weight("w", {24, 5});
        model.weight("c", {5}).integers("zero", {0}).integers("axes", {0});
        model.node("Shape", {"x"}, {"s"}).node("Gather", {"s", "zero"}, {"g"});
        if (opset < 13) {
            model.node("Squeeze", {"g"}, {"q"}, {{"axes", Integers{0}}});
            model.node("Unsqueeze", {"q"}, {"b"}, {{"axes", Integers{0}}});
        } else {
            model.node("Squeeze", {"g", "axes"}, {"q"});
            model.node("Unsqueeze", {"q", "axes"}, {"b"});
        }
        model.node("Concat", {"b", "rest"}, {"t"}, {{"axis", std::int64_t{0}}});
        model.node("Reshape", {"x", "t"}, {"f"}).node("Gemm", {"f", "w", "c"}, {"y"});
        EXPECT_THAT(described(read_model(model, {{"n", 9}}).workload),
                    ElementsAre("y: FC N9 K5 C24"))
            << opset;
    }
}

TEST(Shapes, OfWeightsWithoutValuesAreEnough) {
    TestModel model;
    model.input("x", {1, 3, 8, 8}).external_weight("w", {4, 3, 3, 3});
    model.node("Conv", {"x", "w"}, {"y"});
    EXPECT_THAT(read_model(model).workload.layers, SizeIs(1));
    TestModel large;
    large.input("x", {1, 300}).weight("w", {300, 1000}, true);
    large.node("MatMul", {"x", "w"}, {"y"});
    EXPECT_THAT(described(read_model(large).workload), ElementsAre("y: GEMM N1000 K300"));
}

TEST(Shapes, ThatContradictEachOtherAreRefused) {
    TestModel model;
    model.input("x", {1, 3, 8, 8}).weight("w", {4, 3, 3, 3});
    model.value_info("y", {1, 4, 8, 8});
    model.node("Conv", {"x", "w"}, {"y"});
    EXPECT_THAT(problems_of(model), HasSubstr("shape inference does not accept the model"));
}

TEST(Shapes, ThatNobodyKnowsAreRefusedWithTheNode) {
    TestModel model;
    model.input("x", {4, 4}).weight("w", {2, 2});
    model.node("NonZero", {"x"}, {"n"}).node("MatMul", {"w", "n"}, {"y"}, {}, "last");
    EXPECT_THAT(problems_of(model), AllOf(HasSubstr("net.onnx: MatMul node last: "),
                                          HasSubstr("'n'"), HasSubstr("--lenient")));
}

TEST(Names, AreUnlikeEachOther) {
    TestModel model;
    model.input("x", {2, 2});
    model.node("MatMul", {"x", "x"}, {"a"}, {}, "same")
        .node("MatMul", {"a", "x"}, {"b"}, {}, "same");
    model.node("MatMul", {"b", "x"}, {"c"}).node("MatMul", {"c", "x"}, {"same#2"}, {}, " ");
    const Workload workload = read_model(model).workload;
    EXPECT_THAT(described(workload), ElementsAre("same: GEMM M2 N2 K2", "same#2: GEMM M2 N2 K2",
                                                 "c: GEMM M2 N2 K2", "same#2#2: GEMM M2 N2 K2"));
    EXPECT_EQ(workload.name, "net");
}

TEST(Names, ThatAreNoTextAreRefused) {
    for (const char* name : {"\xFF", "two\nlines", "bell\a"}) {
        TestModel model;
        model.input("x", {2, 2}).node("MatMul", {"x", "x"}, {"y"}, {}, name);
        EXPECT_THAT(problems_of(model), HasSubstr("node 0: a name of this node"));
    }
}

TEST(Graph, HasToBeInAnOrderInWhichItRuns) {
    TestModel cyclic;
    cyclic.input("x", {2, 2});
    cyclic.node("MatMul", {"x", "b"}, {"a"}, {}, "first").node("Relu", {"a"}, {"b"});
    EXPECT_THAT(problems_of(cyclic), HasSubstr("MatMul node first: no node before this one makes "
                                               "its input 'b'"));
    TestModel twice;
    twice.input("x", {2, 2}).node("Relu", {"x"}, {"a"}).node("Relu", {"x"}, {"a"}, {}, "again");
    EXPECT_THAT(problems_of(twice), HasSubstr("Relu node again: its output 'a' is there already"));
}

TEST(Graph, MayLeaveOptionalInputsOut) {
    TestModel model;
    model.input("x", {1, 2, 3})
        .weight("w", {1, 4, 3})
        .weight("r", {1, 4, 1})
        .weight("h", {1, 2, 1});
    model.node("LSTM", {"x", "w", "r", "", "", "h"}, {"", "y"}, {{"hidden_size", std::int64_t{1}}});
    EXPECT_THAT(read_model(model).workload.layers, SizeIs(2));
}

TEST(Unmodelled, NodesAreListedWithTheirShareOfTheWork) {
    TestModel model; // 10 · 10 · 10 MACs; 100, 500 and no operations
    model.input("x", {10, 10}).node("MatMul", {"x", "x"}, {"a"});
    model.node("Relu", {"a"}, {"b"}).node("Softmax", {"b"}, {"c"}).node("Transpose", {"c"}, {"d"});
    EXPECT_THAT(read_model(model).notes,
                ElementsAre("net.onnx: 3 of 4 nodes are not modelled, with 37.5 % of the work: "
                            "1 Softmax (31.2 %), 1 Relu (6.2 %), 1 Transpose (no work)"));
}

TEST(Unmodelled, PoolsReductionsAndNormalisationsAreCounted) {
    TestModel model; // 4 · 8 · 8 · 4 = 1024 MACs
    model.input("x", {1, 4, 8, 8}).weight("w", {4, 4, 1, 1});
    for (const char* name : {"s", "b", "m", "v"}) {
        model.weight(name, {4});
    }
    model.node("Conv", {"x", "w"}, {"a"});
    model.node("BatchNormalization", {"a", "s", "b", "m", "v"}, {"n"}); // 2 · 256
    model.node("MaxPool", {"n"}, {"p"},
               {{"kernel_shape", Integers{2, 2}}, {"strides", Integers{2, 2}}}); // 64 · 4
    model.node("Sum", {"p", "p", "p"}, {"t"});                                   // 2 · 64
    model.node("GlobalAveragePool", {"t"}, {"y"});                               // 64
    EXPECT_THAT(read_model(model).notes,
                ElementsAre("net.onnx: 4 of 5 nodes are not modelled, with 48.4 % of the work: 1 "
                            "BatchNormalization (25.8 %), 1 MaxPool (12.9 %), 1 Sum (6.5 %), 1 "
                            "GlobalAveragePool (3.2 %)"));
}

TEST(Unmodelled, NothingIsNotedWhereNothingIsLeftOut) {
    EXPECT_THAT(read_model(product(), {{"batch", 1}}).notes, IsEmpty());
}

TestModel with_foreign_node() {
    TestModel model;
    model.opset(13).opset(1, "org.example");
    model.input("x", {2, 2}).node("MatMul", {"x", "x"}, {"a"});
    model.node("org.example.Magic", {"a"}, {"b"}, {}, "wand");
    model.node("Relu", {"a"}, {"y"});
    return model;
}

TEST(Lenient, NodesThatAreNotKnownAreRefusedOtherwise) {
    EXPECT_THAT(
        problems_of(with_foreign_node()),
        AllOf(HasSubstr("net.onnx: org.example.Magic node wand: this operator is not known"),
              HasSubstr("--lenient")));
}

TEST(Lenient, LeavesThemOutAndSaysSo) {
    const ReadModel read = read_model(with_foreign_node(), {}, true);
    EXPECT_THAT(read.workload.layers, SizeIs(1));
    EXPECT_THAT(read.notes,
                ElementsAre("net.onnx: 2 of 3 nodes are not modelled, with more than 33.3 % of the "
                            "work: 1 Relu (33.3 %), 1 org.example.Magic (work not known)",
                            "net.onnx: left out: org.example.Magic node wand: this operator is not "
                            "known"));
}

TEST(Lenient, ControlFlowIsLeftOutToo) {
    TestModel model;
    model.input("x", {2, 2}).node("MatMul", {"x", "x"}, {"a"});
    model.node("Loop", {"", "", "a"}, {"b"}, {}, "again").with_subgraph();
    EXPECT_THAT(problems_of(model), HasSubstr("Loop node again: it has a graph of its own"));
    EXPECT_THAT(read_model(model, {}, true).workload.layers, SizeIs(1));
}

TEST(Lenient, StillNeedsALayer) {
    TestModel model;
    model.input("x", {2, 2}).node("Relu", {"x"}, {"y"});
    EXPECT_THAT(problems_of(model, true), HasSubstr("there is nothing to compute"));
}

// Since opset 18 the axes are an input; the library, which knows 17, would reduce over all.
TEST(NewerOpsets, ReductionsHaveTheirAxesAsAnInput) {
    TestModel model;
    model.opset(18).input("x", {2, 3, 4}).integers("axes", {-1}).weight("w", {3, 5});
    model.node("ReduceMean", {"x", "axes"}, {"m"}, {{"keepdims", std::int64_t{0}}});
    model.node("MatMul", {"m", "w"}, {"y"});
    EXPECT_THAT(described(read_model(model).workload), ElementsAre("y: GEMM M2 N5 K3"));
}

TEST(NewerOpsets, WhatTheLibraryWouldGetWrongIsNotGuessed) {
    TestModel model;
    model.opset(18).input("x", {7, 3}).weight("w", {3, 5});
    model.node("Split", {"x"}, {"a", "b"}, {{"num_outputs", std::int64_t{2}}});
    model.node("MatMul", {"a", "w"}, {"y"}, {}, "product");
    EXPECT_THAT(problems_of(model), HasSubstr("MatMul node product: the shape of its input 'a' is "
                                              "not known"));
    model.value_info("a", {4, 3});
    EXPECT_THAT(described(read_model(model).workload), ElementsAre("product: GEMM M4 N5 K3"));
}

TEST(NewerOpsets, OperatorsWhoseShapeIsThatOfTheirInputAreKnown) {
    TestModel model;
    model.opset(21).input("x", {7, 3}).weight("w", {3, 5});
    model.node("Gelu", {"x"}, {"a"}).node("MatMul", {"a", "w"}, {"y"});
    EXPECT_THAT(described(read_model(model).workload), ElementsAre("y: GEMM M7 N5 K3"));
}

} // namespace
} // namespace counterpoint::workloads::onnx
