// The cost of a layer depends on the depth of its mapping, not on its dimensions: counted, not
// timed.

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "analytical/analysis.hpp"
#include "mapping/design.hpp"

namespace counterpoint::analytical {
namespace {

const std::string all_in_l2 = "store: [Weight, Input, Output]";
const std::string weights_past_l2 = "store: [Input, Output], bypass: [Weight]";
const std::string outputs_past_l2 = "store: [Weight, Input], bypass: [Output]";

/// A convolution `scale` times as large in K, C, P and Q on the same tiles; `ragged` tiles never
/// divide.
std::string design(std::int64_t scale, bool ragged, std::int64_t dram_rate,
                   const std::string& l2 = all_in_l2) {
    const auto times = [&](std::int64_t n) { return std::to_string(n * scale + (ragged ? 1 : 0)); };
    return "workload: {name: w, layers: [{name: l, type: CONV2D, dimensions: {K: " + times(64) +
           ", C: " + times(64) + ", P: " + times(48) + ", Q: " + times(48) +
           R"(, R: 3, S: 3}}]}
hardware:
  name: h
  memories:
    - {name: DRAM}
    - name: L2
      slots: 3
      fill: {bytes_per_cycle: )" +
           std::to_string(dram_rate) + R"(, latency: 50}
      drain: {bytes_per_cycle: 8, latency: 50}
    - name: L1
      slots: 4
      fill: {bytes_per_cycle: 32, latency: 3}
      drain: {bytes_per_cycle: 32, latency: 3}
mapping:
  nodes:
    - {temporal: K, tile: 32}
    - {temporal: P, tile: 16}
    - {temporal: C, tile: 16}
    - {)" + l2 +
           R"(, in: L2}
    - {temporal: K, tile: 8}
    - {temporal: Q, tile: 12}
    - {temporal: P, tile: 4}
    - {spatial: K, tile: 1, units: 8}
    - {spatial: C, tile: 2, units: 8}
    - {temporal: R, tile: 1}
    - {store: [Weight, Input, Output], in: L1}
)";
}

Analysis analysis_of(const std::string& text, Timing timing = Timing::exact) {
    const mapping::Design design = mapping::read_design_text(text, "effort");
    const workloads::Layer& layer = design.workload.layers.front();
    Options options;
    options.timing = timing;
    return analyze(layer, design.hardware, bind(design.dataflow, layer, design.hardware), options);
}

class Effort : public testing::TestWithParam<std::tuple<bool, std::int64_t>> {};

TEST_P(Effort, StaysWhenDimensionsGrow) {
    const auto [ragged, dram_rate] = GetParam();
    const Analysis base = analysis_of(design(4, ragged, dram_rate));
    for (const std::int64_t scale : {16, 64, 256}) {
        const Analysis larger = analysis_of(design(scale, ragged, dram_rate));
        EXPECT_GT(larger.phases[hw::MemoryIndex{2}], base.phases[hw::MemoryIndex{2}] * scale / 4);
        EXPECT_EQ(larger.effort.counting, base.effort.counting) << "scale " << scale;
        // A jump at drifting rates searches its length by halving.
        const double doublings = std::log2(static_cast<double>(scale) / 4);
        EXPECT_LE(static_cast<double>(larger.effort.timing),
                  static_cast<double>(base.effort.timing) * (1 + doublings))
            << "scale " << scale;
        RecordProperty("timing_at_" + std::to_string(scale), std::to_string(larger.effort.timing));
    }
}

TEST_P(Effort, OfTheEstimatesStaysTheSame) {
    const auto [ragged, dram_rate] = GetParam();
    for (const Timing timing : {Timing::maestro, Timing::timeloop}) {
        const Analysis base = analysis_of(design(4, ragged, dram_rate), timing);
        for (const std::int64_t scale : {16, 256}) {
            const Analysis larger = analysis_of(design(scale, ragged, dram_rate), timing);
            EXPECT_GT(larger.cycles, base.cycles * scale);
            EXPECT_EQ(larger.effort.timing, base.effort.timing)
                << to_string(timing) << ", scale " << scale;
        }
    }
}

TEST_P(Effort, StaysWhenDimensionsGrowAndTensorsPassAMemory) {
    const auto [ragged, dram_rate] = GetParam();
    for (const std::string& l2 : {weights_past_l2, outputs_past_l2}) {
        const Analysis base = analysis_of(design(4, ragged, dram_rate, l2));
        for (const std::int64_t scale : {16, 64, 256}) {
            const Analysis larger = analysis_of(design(scale, ragged, dram_rate, l2));
            EXPECT_EQ(larger.effort.counting, base.effort.counting) << l2 << ", scale " << scale;
            const double doublings = std::log2(static_cast<double>(scale) / 4);
            EXPECT_LE(static_cast<double>(larger.effort.timing),
                      static_cast<double>(base.effort.timing) * (1 + doublings))
                << l2 << ", scale " << scale;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(EvenAndRaggedComputeAndFillBound, Effort,
                         testing::Combine(testing::Bool(), testing::Values(64, 4, 1)));

} // namespace
} // namespace counterpoint::analytical
