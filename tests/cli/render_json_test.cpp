#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cli/render.hpp"
#include "tests/cli/sample_report.hpp"

namespace counterpoint::cli {
namespace {

using nlohmann::ordered_json;
using testing::ElementsAre;

std::vector<std::string> keys_of(const ordered_json& json) {
    std::vector<std::string> keys;
    for (const auto& item : json.items()) {
        keys.push_back(item.key());
    }
    return keys;
}

TEST(RenderJson, KeepsItsKeysAndTheirOrder) {
    const auto json = ordered_json::parse(render_json(sample_report()));
    EXPECT_THAT(keys_of(json), ElementsAre("schema", "model", "version", "workload", "hardware",
                                           "mapping", "clock_ghz", "pe", "layers", "total"));
    EXPECT_THAT(keys_of(json["layers"][0]),
                ElementsAre("name", "type", "dimensions", "cycles", "compute_cycles", "time_us",
                            "macs", "pes", "pes_available", "utilization", "arithmetic_intensity",
                            "cycle_stack", "phases", "units", "capacity_bytes", "fits", "counts",
                            "traffic_bytes", "reuse", "bandwidth"));
    EXPECT_THAT(keys_of(json["total"]),
                ElementsAre("layers", "cycles", "compute_cycles", "time_us", "macs", "utilization",
                            "arithmetic_intensity", "cycle_stack", "counts", "traffic_bytes"));
}

TEST(RenderJson, NamesEveryMemoryWhereItHasMeaning) {
    const auto layer = ordered_json::parse(render_json(sample_report()))["layers"][0];
    for (const char* key : {"phases", "units", "capacity_bytes", "reuse", "bandwidth"}) {
        EXPECT_THAT(keys_of(layer[key]), ElementsAre("L2", "L1")) << key;
    }
    EXPECT_THAT(keys_of(layer["cycle_stack"]["waiting"]), ElementsAre("L2", "L1"));
    for (const char* key : {"counts", "traffic_bytes"}) {
        EXPECT_THAT(keys_of(layer[key]), ElementsAre("DRAM", "L2", "L1")) << key;
    }
    EXPECT_EQ(layer["counts"]["L2"]["Output"].dump(), R"({"reads":36,"writes":36})");
}

TEST(RenderJson, WritesIntegersOf64BitsExactly) {
    NetworkReport report = sample_report();
    const std::int64_t large = std::numeric_limits<std::int64_t>::max() - 6000;
    report.layers[0].numbers.cycles = large;
    const auto json = ordered_json::parse(render_json(report));
    EXPECT_TRUE(json["layers"][0]["cycles"].is_number_integer());
    EXPECT_EQ(json["layers"][0]["cycles"].get<std::int64_t>(), large);
}

TEST(RenderJson, WritesWhatHasNoValueAsNull) {
    NetworkReport report = sample_report();
    report.layers[0].numbers.counts[hw::MemoryIndex{2}][0].writes = 0;
    report.hardware.pe.count.reset();
    const auto json = ordered_json::parse(render_json(report));
    EXPECT_TRUE(json["layers"][0]["reuse"]["L1"]["Weight"].is_null());
    EXPECT_TRUE(json["pe"]["count"].is_null());
}

TEST(RenderJson, FlagsALayerThatDoesNotFit) {
    NetworkReport report = sample_report();
    EXPECT_EQ(ordered_json::parse(render_json(report))["layers"][0]["fits"], true);
    report.hardware.memories[hw::MemoryIndex{2}].capacity_bytes = 64;
    EXPECT_EQ(ordered_json::parse(render_json(report))["layers"][0]["fits"], false);
}

} // namespace
} // namespace counterpoint::cli
