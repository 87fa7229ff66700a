#include <gmock/gmock.h>

#include "tests/cli/program.hpp"

namespace counterpoint::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// A convolution, a transposed one and a product, with an activation between them.
constexpr const char* model_text = R"(
ir_version: 8
opset_import { version: 17 }
graph {
  name: "net"
  input { name: "x" type { tensor_type { elem_type: 1 shape {
    dim { dim_param: "batch" } dim { dim_value: 4 } dim { dim_value: 9 } dim { dim_value: 8 } } } } }
  initializer { name: "w" data_type: 1 dims: [6, 4, 3, 3] }
  initializer { name: "u" data_type: 1 dims: [6, 2, 3, 2] }
  initializer { name: "f" data_type: 1 dims: [12, 5] }
  node { name: "/net.0/Conv" op_type: "Conv" input: ["x", "w"] output: "a" }
  node { op_type: "Relu" input: "a" output: "b" }
  node { name: "up" op_type: "ConvTranspose" input: ["b", "u"] output: "c"
         attribute { name: "strides" type: INTS ints: [2, 2] } }
  node { name: "product" op_type: "MatMul" input: ["c", "f"] output: "y" }
  output { name: "y" }
}
)";

class Onnx : public ProgramTest {
  protected:
    Onnx() {
        write("net.txt", model_text);
        encode();
        write("rest.yaml", "hardware: {pe: {count: 4}, memories: [{name: D}, {name: L, fill: "
                           "{bytes_per_cycle: 4}, drain: {bytes_per_cycle: 4}}]}\n"
                           "mapping:\n"
                           "  - layers: ['*']\n"
                           "    nodes:\n"
                           "      - {temporal: K, tile: 1}\n"
                           "      - {store: [Weight, Input, Output], in: L}\n");
    }

    void encode() const {
        const Finished encoded = shell("protoc --encode=onnx.ModelProto --proto_path="
                                       "/usr/include/onnx onnx.proto < net.txt > net.onnx");
        ASSERT_EQ(encoded.status, 0) << encoded.err;
    }
};

TEST_F(Onnx, GoesFromFileToResultsInOneCommand) {
    const Finished analyzed = shell("$counterpoint analyze net.onnx rest.yaml --dim batch=2");
    EXPECT_EQ(analyzed.status, 0) << analyzed.err;
    EXPECT_THAT(analyzed.out,
                AllOf(HasSubstr("/net.0/Conv"), HasSubstr("up.outputs.0.0"), HasSubstr("product")));
    EXPECT_THAT(analyzed.err, HasSubstr("counterpoint: net.onnx: 1 of 4 nodes are not modelled"));
}

TEST_F(Onnx, GivesTheSameResultsConverted) {
    const std::string csv = " --format csv 2>/dev/null | cut -d, -f4-";
    const Finished analyzed = shell("$counterpoint analyze net.onnx rest.yaml --dim batch=2" + csv);
    const Finished converted = shell("$counterpoint convert net.onnx --dim batch=2 -o native");
    EXPECT_EQ(converted.out, "native/workload.yaml\n") << converted.err;
    const Finished again = shell("$counterpoint analyze native/workload.yaml rest.yaml" + csv);
    EXPECT_EQ(again.out, analyzed.out) << again.err;
    EXPECT_THAT(analyzed.out, HasSubstr("product"));
    EXPECT_THAT(read("native/workload.yaml"), AllOf(HasSubstr("1 of 4 nodes are not modelled"),
                                                    HasSubstr("ONNX opset 17, batch=2")));
}

TEST_F(Onnx, TakesOverridesAndGlobs) {
    const Finished analyzed =
        shell("$counterpoint analyze net.onnx rest.yaml --dim batch=2 --layer product "
              "--set workload.layers.product.dimensions.M=3 --format csv");
    EXPECT_THAT(analyzed.out, AllOf(HasSubstr("product"), Not(HasSubstr("up.outputs"))));
    EXPECT_EQ(analyzed.status, 0) << analyzed.err;
}

TEST_F(Onnx, AsksForTheSizesOfSymbolicDimensions) {
    const Finished asked = shell("$counterpoint analyze net.onnx rest.yaml");
    EXPECT_EQ(asked.status, 2);
    EXPECT_THAT(asked.err, AllOf(HasSubstr("net.onnx: input x: the dimension 'batch' has no size"),
                                 HasSubstr("--dim batch=1")));
    const Finished misspelt =
        shell("$counterpoint analyze net.onnx rest.yaml --dim batch=1 --dim Batch=1");
    EXPECT_EQ(misspelt.status, 2);
    EXPECT_THAT(misspelt.err, HasSubstr("no ONNX model that is read has the symbolic dimension "
                                        "'Batch'"));
}

TEST_F(Onnx, DimensionsThatAreNoneAreRefused) {
    for (const char* text : {"batch", "batch=", "batch=0", "batch=-1", "=2", "batch=2x",
                             "batch=99999999999999999999"}) {
        const Finished refused =
            shell("$counterpoint analyze net.onnx rest.yaml --dim '" + std::string(text) + "'");
        EXPECT_EQ(refused.status, 2) << text;
        EXPECT_THAT(refused.err, HasSubstr("this is no dimension")) << text;
    }
    EXPECT_THAT(shell("$counterpoint analyze net.onnx rest.yaml --dim batch=1 --dim batch=2").err,
                HasSubstr("twice"));
}

TEST_F(Onnx, NodesThatCannotBeModelledAreLeftOutOnRequest) {
    EXPECT_EQ(shell("sed -i s/Relu/Magic/ net.txt").status, 0);
    encode();
    const Finished refused = shell("$counterpoint analyze net.onnx rest.yaml --dim batch=1");
    EXPECT_EQ(refused.status, 2);
    EXPECT_THAT(refused.err, AllOf(HasSubstr("net.onnx: Magic node b: this operator is not known"),
                                   HasSubstr("--lenient")));
    const Finished listed =
        shell("$counterpoint analyze net.onnx rest.yaml --dim batch=1 --lenient --format csv");
    EXPECT_EQ(listed.status, 0);
    EXPECT_THAT(listed.out, HasSubstr("/net.0/Conv"));
    EXPECT_THAT(listed.err, HasSubstr("left out: Magic node b: this operator is not known"));
}

TEST_F(Onnx, WhatIsNoModelIsRefused) {
    EXPECT_EQ(shell("head -c 100 net.onnx > part.onnx; cp rest.yaml text.onnx; touch empty.onnx; "
                    "mkdir folder.onnx; mkfifo pipe.onnx")
                  .status,
              0);
    for (const char* name : {"part", "text", "empty", "folder", "pipe", "missing"}) {
        const Finished refused =
            shell("$counterpoint analyze " + std::string(name) + ".onnx rest.yaml --dim batch=1");
        EXPECT_EQ(refused.status, 2) << name;
        EXPECT_THAT(refused.err, HasSubstr(std::string(name) + ".onnx: ")) << name;
    }
}

} // namespace
} // namespace counterpoint::cli
