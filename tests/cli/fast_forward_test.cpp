#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"

namespace counterpoint::cli {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// 10^11 phases, all alike.
const char* const long_layer = R"(workload:
  layers: [{name: long, type: GEMM, dimensions: {M: 1000, N: 1000, K: 100000}}]
hardware:
  memories:
    - {name: DRAM}
    - {name: L1, fill: {bytes_per_cycle: 4}, drain: {bytes_per_cycle: 4}}
mapping:
  - nodes:
      - {temporal: M, tile: 1}
      - {temporal: N, tile: 1}
      - {temporal: K, tile: 1}
      - {store: [Weight, Input, Output], in: L1}
)";

/// What the commands say of iterations that are skipped.
class SkippedWork : public TwoGemmsTest {
  protected:
    /// Compares a run with a full one; returns how many phases were skipped in all.
    [[nodiscard]] std::int64_t skipped_without_a_trace(const std::string& arguments) const {
        json fast = answer("simulate " + arguments);
        json full = answer("simulate --no-fast-forward " + arguments);
        const std::int64_t skipped = fast["total"]["fast_forward"]["phases_skipped"];
        EXPECT_EQ(full["total"]["fast_forward"]["phases_skipped"], 0);
        for (json* report : {&fast, &full}) {
            (*report)["total"].erase("fast_forward");
            for (json& layer : (*report)["layers"]) {
                layer.erase("fast_forward");
            }
        }
        EXPECT_EQ(fast, full) << arguments << '\n' << json::diff(full, fast).dump(1);
        return skipped;
    }
};

TEST_F(SkippedWork, ChangesNoOtherNumberOfShippedNetworks) {
    const std::string house = COUNTERPOINT_SOURCE_DIR;
    const std::vector<std::pair<std::string, std::string>> samples = {
        {"alexnet", "conv3"},
        {"resnet18", "conv2_1_3x3a"},
        {"resnet50", "conv[14]_1_3x3"},
        {"mobilenet_v2", "bottleneck2_*"},
        {"vgg16", "conv5_1"},
        {"bert_base", "encoder0_scores"},
        {"gpt2_decoder_prefill", "qkv"},
        {"gpt2_decoder_token", "scores"}};
    const std::vector<std::string> dataflows = {"weight_stationary", "nvdla_like",
                                                "output_stationary", "row_stationary",
                                                "input_stationary"};
    for (const char* device : {"edge_256", "edge_256_ddr4", "tpu_like_256"}) {
        std::int64_t skipped = 0;
        for (std::size_t i = 0; i < samples.size(); ++i) {
            const auto& [network, layers] = samples[i];
            skipped += skipped_without_a_trace(
                house + "/workloads/networks/" + network + ".yaml " + house + "/hw/devices/" +
                device + ".yaml " + house + "/mapping/dataflows/" +
                dataflows[i % dataflows.size()] + ".yaml --layer '" + layers + "'");
        }
        EXPECT_GT(skipped, 1'000) << device << ": then this compares something with itself";
    }
}

TEST_F(SkippedWork, IsCountedByLayerAndInTotal) {
    write("design.yaml", long_layer);
    const json report = answer("simulate design.yaml");
    const json layer = report["layers"][0];
    EXPECT_EQ(layer["macs"], 100'000'000'000);
    const json skipped = layer["fast_forward"];
    EXPECT_EQ(skipped["enabled"], true);
    EXPECT_GT(skipped["phases_skipped"], 99'900'000'000);
    EXPECT_LT(skipped["phases_skipped"], layer["phases"]["L1"]);
    EXPECT_GE(skipped["cycles_skipped"], skipped["phases_skipped"]) << "a phase takes a cycle";
    EXPECT_LT(skipped["cycles_skipped"], layer["cycles"]);
    EXPECT_GT(skipped["jumps"], 0);
    EXPECT_EQ(report["total"]["fast_forward"], skipped);
}

TEST_F(SkippedWork, HasALineBelowTheTable) {
    EXPECT_THAT(run("simulate design.yaml").out, Not(HasSubstr("Fast-forward")))
        << "nothing was skipped";
    EXPECT_THAT(run("analyze design.yaml").out, Not(HasSubstr("Fast-forward")));
    write("design.yaml", long_layer);
    EXPECT_THAT(run("simulate design.yaml").out,
                testing::ContainsRegex("\nFast-forward: [0-9,]+ of 100,000,000,000 phases executed "
                                       "\\(<0.1%\\), the others repeat earlier ones.\n"));
}

TEST_F(SkippedWork, IsNothingWhereEveryPhaseIsWatchedOrAskedFor) {
    for (const char* option : {"--no-fast-forward", "--functional", "--trace trace.json",
                               "--vcd waves.vcd", "--occupancy 10"}) {
        const json report = answer(std::string("simulate design.yaml ") + option);
        const json none = {
            {"enabled", false}, {"phases_skipped", 0}, {"cycles_skipped", 0}, {"jumps", 0}};
        EXPECT_EQ(report["layers"][1]["fast_forward"], none) << option;
        EXPECT_EQ(report["total"]["fast_forward"], none) << option;
    }
    for (const char* option : {"--no-fast-forward", "--functional", "--trace trace.json"}) {
        EXPECT_THAT(run(std::string("simulate design.yaml ") + option).out,
                    HasSubstr("\nFast-forward: off, every phase was executed.\n"))
            << option;
    }
    EXPECT_THAT(run("simulate --help").out,
                AllOf(HasSubstr("--no-fast-forward"),
                      HasSubstr("--functional, --trace, --vcd and --occupancy imply it")));
}

TEST_F(SkippedWork, OfAValidationIsNothingWhereAskedFor) {
    write("design.yaml", long_layer);
    EXPECT_THAT(run("validate design.yaml --no-journal").out, HasSubstr("\nHolds: "));
    const Finished ended = shell(
        "timeout 1 $counterpoint validate design.yaml --no-journal --no-fast-forward || echo $?");
    EXPECT_EQ(ended.out, "124\n") << "10^11 phases take a day";
    write("design.yaml", two_gemms);
    EXPECT_EQ(run("validate design.yaml --no-journal --no-fast-forward --format json").out,
              run("validate design.yaml --no-journal --format json").out);
}

} // namespace
} // namespace counterpoint::cli
