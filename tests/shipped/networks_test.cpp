#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <ostream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/shipped/shipped.hpp"

namespace counterpoint::shipped {
namespace {

using workloads::LayerType;

std::int64_t macs_of(const workloads::Layer& layer) {
    std::int64_t macs = 1;
    for (const workloads::Dimension& dimension : layer.dimensions) {
        macs *= dimension.size;
    }
    return macs;
}

struct Published {
    std::string network;
    std::size_t layers;
    std::map<LayerType, std::int64_t> macs; ///< in all layers of a type
};

std::ostream& operator<<(std::ostream& out, const Published& published) {
    return out << published.network;
}

constexpr std::int64_t square(std::int64_t side) { return side * side; }

/// A square convolution: `side` output pixels and `kernel` taps, both squared.
constexpr std::int64_t convolution(std::int64_t from, std::int64_t to, std::int64_t kernel,
                                   std::int64_t side) {
    return from * to * square(kernel) * square(side);
}

constexpr std::int64_t fully_connected(std::int64_t from, std::int64_t to) { return from * to; }

/// The layers of a VGG-16 stage: the first one widens, all are 3 x 3.
constexpr std::int64_t vgg_stage(std::int64_t side, std::int64_t from, std::int64_t to,
                                 std::int64_t layers) {
    return convolution(from, to, 3, side) + (layers - 1) * convolution(to, to, 3, side);
}

/// The blocks of a ResNet-50 stage, `side` output pixels squared and `width` channels inside. The
/// first block's 1x1a still sees the stage before: `before` pixels squared.
constexpr std::int64_t resnet_stage(std::int64_t before, std::int64_t side, std::int64_t from,
                                    std::int64_t width, std::int64_t blocks) {
    const std::int64_t wide = 4 * width;
    const std::int64_t rest =
        convolution(width, width, 3, side) + convolution(width, wide, 1, side);
    const std::int64_t first =
        convolution(from, width, 1, before) + convolution(from, wide, 1, side);
    return first + (blocks - 1) * convolution(wide, width, 1, side) + blocks * rest;
}

/// The two basic blocks of a ResNet-18 stage. Where it narrows the image the shortcut is projected.
constexpr std::int64_t basic_stage(std::int64_t side, std::int64_t from, std::int64_t width) {
    const std::int64_t projection = from == width ? 0 : convolution(from, width, 1, side);
    return convolution(from, width, 3, side) + 3 * convolution(width, width, 3, side) + projection;
}

/// MobileNetV2's inverted residuals, after Table 2 of its paper.
struct MobileNet {
    std::int64_t pointwise = 0;
    std::int64_t depthwise = 0;

    MobileNet() {
        std::int64_t from = 32;
        std::int64_t side = 112;
        for (const Row& row : rows) {
            for (std::int64_t block = 0; block < row.blocks; ++block) {
                const std::int64_t inside = row.expansion * from;
                pointwise += row.expansion > 1 ? convolution(from, inside, 1, side) : 0;
                side /= block == 0 ? row.stride : 1;
                depthwise += convolution(1, inside, 3, side);
                pointwise += convolution(inside, row.to, 1, side);
                from = row.to;
            }
        }
    }

  private:
    struct Row {
        std::int64_t expansion, to, blocks, stride;
    };

    static constexpr std::array rows{Row{1, 16, 1, 1}, Row{6, 24, 2, 2}, Row{6, 32, 3, 2},
                                     Row{6, 64, 4, 2}, Row{6, 96, 3, 1}, Row{6, 160, 3, 2},
                                     Row{6, 320, 1, 1}};
};

/// Products of an encoder or decoder layer with the weights: Q, K, V, output, and two of the
/// feed-forward part, which is four times as wide.
constexpr std::int64_t projections(std::int64_t tokens, std::int64_t width) {
    return tokens * width * width * (4 + 2 * 4);
}

/// Scores and context, all heads together.
constexpr std::int64_t attention(std::int64_t tokens, std::int64_t context, std::int64_t width) {
    return 2 * tokens * context * width;
}

// To the last digit by formula; HaveRoundedTotalsAsTheLiteratureCitesThem holds them to the papers.
const std::array published{
    Published{
        "alexnet",
        8,
        {{LayerType::conv2d, convolution(3, 96, 11, 55) + 2 * convolution(48, 128, 5, 27) +
                                 convolution(256, 384, 3, 13) + 2 * convolution(192, 192, 3, 13) +
                                 2 * convolution(192, 128, 3, 13)},
         {LayerType::fc, fully_connected(9216, 4096) + fully_connected(4096, 4096) +
                             fully_connected(4096, 1000)}}},
    Published{"vgg16",
              16,
              {{LayerType::conv2d, vgg_stage(224, 3, 64, 2) + vgg_stage(112, 64, 128, 2) +
                                       vgg_stage(56, 128, 256, 3) + vgg_stage(28, 256, 512, 3) +
                                       vgg_stage(14, 512, 512, 3)},
               {LayerType::fc, fully_connected(25088, 4096) + fully_connected(4096, 4096) +
                                   fully_connected(4096, 1000)}}},
    Published{"resnet50",
              54,
              {{LayerType::conv2d, convolution(3, 64, 7, 112) + resnet_stage(56, 56, 64, 64, 3) +
                                       resnet_stage(56, 28, 256, 128, 4) +
                                       resnet_stage(28, 14, 512, 256, 6) +
                                       resnet_stage(14, 7, 1024, 512, 3)},
               {LayerType::fc, fully_connected(2048, 1000)}}},
    Published{"resnet18",
              21,
              {{LayerType::conv2d, convolution(3, 64, 7, 112) + basic_stage(56, 64, 64) +
                                       basic_stage(28, 64, 128) + basic_stage(14, 128, 256) +
                                       basic_stage(7, 256, 512)},
               {LayerType::fc, fully_connected(512, 1000)}}},
    Published{"mobilenet_v2",
              53,
              {{LayerType::conv2d,
                convolution(3, 32, 3, 112) + MobileNet().pointwise + convolution(320, 1280, 1, 7)},
               {LayerType::dwconv2d, MobileNet().depthwise},
               {LayerType::fc, fully_connected(1280, 1000)}}},
    Published{"bert_base",
              std::size_t{12} * 8,
              {{LayerType::gemm, 12 * projections(128, 768)},
               {LayerType::batched_gemm, 12 * attention(128, 128, 768)}}},
    Published{"gpt2_decoder_prefill",
              6,
              {{LayerType::gemm, projections(1024, 768)},
               {LayerType::batched_gemm, attention(1024, 1024, 768)}}},
    Published{"gpt2_decoder_token",
              6,
              {{LayerType::gemm, projections(1, 768)},
               {LayerType::batched_gemm, attention(1, 1024, 768)}}},
};

class Network : public testing::TestWithParam<Published> {};

TEST_P(Network, HasTheLayersAndTheMacsOfItsPublication) {
    const Combination any{GetParam().network, devices().front(), dataflows().front()};
    const workloads::Workload workload = design_of(any).workload;
    std::map<LayerType, std::int64_t> macs;
    for (const workloads::Layer& layer : workload.layers) {
        macs[layer.type] += macs_of(layer);
    }
    EXPECT_EQ(workload.name, GetParam().network);
    EXPECT_EQ(workload.layers.size(), GetParam().layers);
    EXPECT_EQ(macs, GetParam().macs);
}

INSTANTIATE_TEST_SUITE_P(Shipped, Network, testing::ValuesIn(published),
                         [](const auto& test) { return test.param.network; });

// Sze, Chen, Yang, Emer, "Efficient Processing of Deep Neural Networks", Proc. IEEE 105(12), 2017,
// Table II: AlexNet 724 M. torchvision's model pages (GFLOPS, a MAC counts one): VGG-16 15.47,
// ResNet-50 4.09, ResNet-18 1.81, MobileNetV2 0.3.
TEST(Networks, HaveRoundedTotalsAsTheLiteratureCitesThem) {
    const std::map<std::string, std::int64_t> tens_of_millions{{"alexnet", 72},
                                                               {"vgg16", 1547},
                                                               {"resnet50", 409},
                                                               {"resnet18", 181},
                                                               {"mobilenet_v2", 30}};
    for (const Published& network : published) {
        if (const auto cited = tens_of_millions.find(network.network);
            cited != tens_of_millions.end()) {
            std::int64_t total = 0;
            for (const auto& [type, macs] : network.macs) {
                total += macs;
            }
            EXPECT_EQ((total + 5'000'000) / 10'000'000, cited->second) << network.network;
        }
    }
}

TEST(Networks, AreAllComparedWithTheirPublications) {
    std::vector<std::string> compared;
    for (const Published& network : published) {
        compared.push_back(network.network);
    }
    EXPECT_THAT(networks(), testing::UnorderedElementsAreArray(compared));
}

} // namespace
} // namespace counterpoint::shipped
