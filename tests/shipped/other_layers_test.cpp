#include <cstdint>
#include <initializer_list>
#include <random>
#include <string>

#include <gtest/gtest.h>

#include "analytical/analysis.hpp"
#include "tests/shipped/shipped.hpp"

namespace counterpoint::shipped {
namespace {

/// Layers that no shipped network has: odd sizes, one of everything, batches, groups, dilation.
class RandomLayers {
  public:
    explicit RandomLayers(std::uint32_t seed) : random_(seed) {}

    /// A `workload:` of `count` layers, as YAML.
    std::string workload(int count) {
        std::string text = "workload:\n  name: random\n  layers:\n";
        for (int i = 0; i < count; ++i) {
            text += "    - {name: layer" + std::to_string(i) + ", " + layer() + "}\n";
        }
        return text;
    }

  private:
    std::string layer() {
        switch (one_of({0, 1, 2, 3, 4})) {
        case 0:
            return "type: CONV2D, dimensions: {N: " + number({1, 1, 4}) +
                   ", G: " + number({1, 1, 2, 8}) + ", K: " + channels() + ", C: " + channels() +
                   pixels();
        case 1:
            return "type: DWCONV2D, dimensions: {N: " + number({1, 4}) + ", C: " + channels() +
                   pixels();
        case 2:
            return "type: FC, dimensions: {N: " + number({1, 4, 200}) + ", K: " + channels() +
                   ", C: " + channels() + "}";
        case 3:
            return "type: GEMM, dimensions: {" + product();
        default:
            return "type: BATCHED_GEMM, dimensions: {B: " + number({1, 3, 12, 40}) + ", " +
                   product();
        }
    }

    std::string pixels() {
        return ", P: " + side() + ", Q: " + side() + ", R: " + kernel() + ", S: " + kernel() +
               "}, stride: {P: " + number({1, 2, 4}) + ", Q: " + number({1, 2, 4}) +
               "}, dilation: {R: " + number({1, 2}) + ", S: " + number({1, 2}) + "}";
    }

    std::string product() {
        return "M: " + number({1, 3, 128, 1000}) + ", N: " + channels() +
               ", K: " + number({1, 3, 64, 770, 3072}) + "}";
    }

    std::string channels() { return number({1, 2, 3, 7, 16, 24, 96, 144, 320, 512, 1000}); }
    std::string side() { return number({1, 2, 7, 13, 14, 27, 56, 112, 224}); }
    std::string kernel() { return number({1, 1, 2, 3, 3, 5, 7, 11}); }

    std::string number(std::initializer_list<int> choices) {
        return std::to_string(one_of(choices));
    }

    int one_of(std::initializer_list<int> choices) {
        return choices.begin()[random_() % choices.size()];
    }

    std::mt19937 random_;
};

class OtherLayers : public testing::TestWithParam<std::uint32_t> {};

TEST_P(OtherLayers, FitAsWell) {
    SCOPED_TRACE("seed " + std::to_string(GetParam()));
    const std::string workload = RandomLayers(GetParam()).workload(60);
    for (const std::string& device : devices()) {
        for (const std::string& dataflow : dataflows()) {
            const std::string text =
                workload + text_of(device_file(device)) + text_of(dataflow_file(dataflow));
            const mapping::Design design = mapping::read_design_text(text, "random");
            for (const workloads::Layer& layer : design.workload.layers) {
                EXPECT_NO_THROW({
                    const auto mapping = mapping::bind(design.dataflow, layer, design.hardware);
                    const auto analysis = analytical::analyze(layer, design.hardware, mapping);
                    EXPECT_LE(analysis.pes, design.hardware.pe.count.value());
                }) << dataflow
                   << " on " << device << "\n"
                   << workload;
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, OtherLayers, testing::Range(1U, 6U));

} // namespace
} // namespace counterpoint::shipped
