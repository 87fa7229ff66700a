#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"

namespace counterpoint::cli {
namespace {

using nlohmann::json;
using testing::HasSubstr;

/// What `simulate --format json` says beyond what `analyze` says.
class Measured : public ProgramTest {
  protected:
    Measured() { write("design.yaml", two_gemms); }

    [[nodiscard]] json layer(const std::string& options) const {
        const Finished finished =
            shell("$counterpoint simulate design.yaml --format json " + options);
        EXPECT_EQ(finished.status, 0) << finished.err;
        return json::parse(finished.out, nullptr, false)["layers"][1];
    }
};

// Layer second: M = 8 in four phases of two PEs, N = K = 4. Its weights (16 bytes) come once, 8
// bytes of inputs and 8 of outputs move in each phase, 4 bytes a cycle.

TEST_F(Measured, BusyCyclesOfEveryNetworkComeUnasked) {
    const json second = layer("");
    EXPECT_EQ(second["busy_cycles"],
              (json{{"L1", {{"fill", (16 + 4 * 8) / 4}, {"drain", 4 * 8 / 4}}}}));
    EXPECT_FALSE(second.contains("occupancy"));
    EXPECT_FALSE(second.contains("pe_utilization"));
}

TEST_F(Measured, OccupancyHasAtMostSoManyPoints) {
    const json whole = layer("--occupancy 1000")["occupancy"]["L1"];
    const auto cycles = layer("")["cycles"].get<std::size_t>();
    EXPECT_EQ(whole["cycles_per_point"], 1);
    EXPECT_EQ(whole["slots"].size(), cycles);
    EXPECT_EQ(whole["bytes"].size(), cycles);
    EXPECT_EQ(whole["slots"][0], 1);
    EXPECT_EQ(whole["most_slots"], 2);
    // In one of the PEs: 16 weights, a row of 4 inputs and 4 outputs; twice the row in two slots.
    EXPECT_EQ(whole["bytes"][0], 16 + 4 + 4);
    EXPECT_EQ(whole["most_bytes"], 16 + 2 * (4 + 4));
    const json rough = layer("--occupancy 3")["occupancy"]["L1"];
    EXPECT_LE(rough["slots"].size(), 3U);
    EXPECT_GE(rough["slots"].size() * rough["cycles_per_point"].get<std::size_t>(), cycles);
    EXPECT_EQ(rough["most_bytes"], whole["most_bytes"]);
    EXPECT_EQ(layer("--occupancy 1")["occupancy"]["L1"]["bytes"], json({16 + 2 * (4 + 4)}));
}

TEST_F(Measured, UtilizationOfEveryPeIsAHeatMapWithItsSpread) {
    const json second = layer("--pe-utilization --set workload.layers.second.dimensions.M=7");
    const json utilization = second["pe_utilization"];
    EXPECT_EQ(utilization["spread"], json::parse(R"([{"dimension": "M", "tile": 1, "units": 2}])"));
    const auto share = [&](int macs) { return macs / second["cycles"].get<double>(); };
    EXPECT_EQ(utilization["rows"], json::array({json::array({share(4 * 16), share(3 * 16)})}))
        << "rows 0, 2, 4 and 6 of M on one PE, 1, 3 and 5 on the other";
}

TEST_F(Measured, OnePeIsOneRowWithoutSpread) {
    write(
        "design.yaml",
        R"(workload: {layers: [{name: a, type: GEMM, dimensions: {M: 1}}, {name: b, type: GEMM, dimensions: {M: 2}}]}
hardware: {memories: [{name: DRAM}, {name: L1, fill: {bytes_per_cycle: 4}, drain: {bytes_per_cycle: 4}}]}
mapping: [{nodes: [{store: [Weight, Input, Output], in: L1}]}]
)");
    const json only = layer("--pe-utilization");
    EXPECT_EQ(only["pe_utilization"]["spread"], json::array());
    EXPECT_EQ(only["pe_utilization"]["rows"], (json{{2 / only["cycles"].get<double>()}}));
}

TEST_F(Measured, GoesIntoTheJsonOnly) {
    for (const char* option : {"--occupancy 5", "--pe-utilization"}) {
        for (const char* format : {"", " --format table", " --format csv"}) {
            const Finished finished = shell(std::string("$counterpoint simulate design.yaml ") +
                                            option + format + " --output out.txt");
            EXPECT_EQ(finished.status, 2) << option << format;
            EXPECT_THAT(finished.err, HasSubstr("is part of the JSON only\n    add --format json"));
            EXPECT_EQ(files(), 1);
        }
    }
    for (const char* points : {"0", "-3", "many", "1000001"}) {
        const Finished finished = shell(
            std::string("$counterpoint simulate design.yaml --format json --occupancy ") + points);
        EXPECT_EQ(finished.status, 2) << points;
        EXPECT_THAT(finished.err, HasSubstr("--occupancy")) << points;
    }
}

TEST_F(Measured, ACsvHasTheColumnsOfTheAnalysis) {
    const Finished finished =
        shell("for model in analyze simulate; do $counterpoint $model design.yaml --format csv | "
              "head -n 1; done | uniq | wc -l");
    EXPECT_EQ(finished.out, "1\n");
}

} // namespace
} // namespace counterpoint::cli
