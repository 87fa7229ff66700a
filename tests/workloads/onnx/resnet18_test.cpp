#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "input/document.hpp"
#include "tests/workloads/onnx/models.hpp"
#include "workloads/reader.hpp"

namespace counterpoint::workloads::onnx {
namespace {

using Integers = std::vector<std::int64_t>;

/// ResNet-18 as He et al. (CVPR 2016, Table 1, option B) have it, written as PyTorch's exporter
/// does: normalisation apart from the convolutions, and names of paths.
class ResNet18 {
  public:
    TestModel model() {
        model_.opset(17).graph_name("main_graph");
        model_.input("input", {std::string("batch_size"), 3, 224, 224});
        std::string x = relu(convolution("/conv1", "input", 3, 64, 7, 2));
        model_.node("MaxPool", {x}, {"/pool"},
                    {{"kernel_shape", Integers{3, 3}},
                     {"strides", Integers{2, 2}},
                     {"pads", Integers{1, 1, 1, 1}}});
        x = "/pool";
        std::int64_t from = 64;
        for (std::int64_t stage = 1; stage <= 4; ++stage) {
            const std::int64_t width = 32 << stage;
            for (std::int64_t block = 0; block < 2; ++block) {
                x = basic_block(x, "/layer" + std::to_string(stage) + '.' + std::to_string(block),
                                from, width);
                from = width;
            }
        }
        model_.node("GlobalAveragePool", {x}, {"/average"});
        model_.node("Flatten", {"/average"}, {"/flat"});
        model_.weight("fc.weight", {1000, 512}).weight("fc.bias", {1000});
        model_.node("Gemm", {"/flat", "fc.weight", "fc.bias"}, {"output"},
                    {{"transB", std::int64_t{1}}}, "/fc/Gemm");
        return std::move(model_);
    }

  private:
    std::string convolution(const std::string& path, const std::string& from_tensor,
                            std::int64_t from, std::int64_t to, std::int64_t kernel,
                            std::int64_t stride) {
        const std::int64_t pad = kernel / 2;
        model_.weight(path + ".weight", {to, from, kernel, kernel});
        model_.node("Conv", {from_tensor, path + ".weight"}, {path + "/out"},
                    {{"kernel_shape", Integers{kernel, kernel}},
                     {"strides", Integers{stride, stride}},
                     {"pads", Integers{pad, pad, pad, pad}}},
                    path + "/Conv");
        std::vector<std::string> inputs{path + "/out"};
        for (const char* part : {".scale", ".bias", ".mean", ".variance"}) {
            model_.weight(path + part, {to});
            inputs.push_back(path + part);
        }
        model_.node("BatchNormalization", inputs, {path + "/normal"});
        return path + "/normal";
    }

    std::string relu(const std::string& from) {
        model_.node("Relu", {from}, {from + "/relu"});
        return from + "/relu";
    }

    /// The first block of a stage with more channels halves the image and projects the shortcut.
    std::string basic_block(const std::string& x, const std::string& path, std::int64_t from,
                            std::int64_t width) {
        const std::int64_t stride = from == width ? 1 : 2;
        const std::string inside = relu(convolution(path + "/conv1", x, from, width, 3, stride));
        const std::string outside = convolution(path + "/conv2", inside, width, width, 3, 1);
        const std::string shortcut =
            from == width ? x : convolution(path + "/downsample.0", x, from, width, 1, stride);
        model_.node("Add", {outside, shortcut}, {path + "/sum"});
        return relu(path + "/sum");
    }

    TestModel model_;
};

Workload shipped() {
    const input::Document document =
        input::read_document(COUNTERPOINT_SOURCE_DIR "/workloads/networks/resnet18.yaml");
    std::vector<Problem> problems;
    Workload workload = read_workload(*document.root().find("workload"), problems);
    EXPECT_TRUE(problems.empty());
    return workload;
}

TEST(ResNet18, IsTheShippedNetworkLayerByLayer) {
    const ReadModel read = read_model(ResNet18().model(), {{"batch_size", 1}});
    const Workload ours = shipped();
    ASSERT_EQ(read.workload.layers.size(), ours.layers.size());
    for (std::size_t i = 0; i < ours.layers.size(); ++i) {
        Layer layer = read.workload.layers[i];
        layer.name = ours.layers[i].name;
        EXPECT_EQ(described(layer), described(ours.layers[i]));
    }
    EXPECT_EQ(macs_of(read.workload), macs_of(ours));
    EXPECT_EQ(read.workload.layers.back().name, "/fc/Gemm");
}

TEST(ResNet18, HasFewOperationsThatAreNotModelled) {
    EXPECT_THAT(read_model(ResNet18().model(), {{"batch_size", 1}}).notes,
                testing::ElementsAre(testing::HasSubstr(
                    "net.onnx: 48 of 69 nodes are not modelled, with 0.54 % of the work: "
                    "20 BatchNormalization (0.27 %), 17 Relu (0.13 %), 1 MaxPool")));
}

} // namespace
} // namespace counterpoint::workloads::onnx
