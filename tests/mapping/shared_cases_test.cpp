#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "mapping/design.hpp"

namespace counterpoint::mapping {
namespace {

using nlohmann::json;
using testing::HasSubstr;

std::vector<json> shared_cases(const std::string& name) {
    std::ifstream file(std::string(COUNTERPOINT_SHARED_DIR) + "/cases/" + name);
    std::vector<json> cases;
    for (std::string line; std::getline(file, line);) {
        cases.push_back(json::parse(line));
    }
    return cases;
}

/// A shared case as a file of the product's own.
std::string as_design(const json& parts) {
    return json{{"workload", {{"name", "w"}, {"layers", json::array({parts.at("layer")})}}},
                {"hardware", parts.at("hardware")},
                {"mapping", {{"nodes", parts.at("nodes")}}}}
        .dump();
}

TEST(SharedCases, EveryLegalOneReadsAndBinds) {
    const std::vector<json> cases = shared_cases("semantics.jsonl");
    if (cases.empty()) {
        GTEST_SKIP() << "no semantics.jsonl under " << COUNTERPOINT_SHARED_DIR;
    }
    for (std::size_t i = 0; i < cases.size(); ++i) {
        SCOPED_TRACE("line " + std::to_string(i + 1));
        const json& parts = cases[i].at("case");
        const Design design = read_design_text(as_design(parts), "case");
        ASSERT_EQ(design.workload.layers.size(), 1U);
        const Mapping mapping =
            bind(design.dataflow, design.workload.layers.front(), design.hardware);
        EXPECT_EQ(mapping.nodes.size(), parts.at("nodes").size());
    }
}

/// What a problem of an illegal case has to say, and where.
struct Expected {
    std::string path;
    std::string message;
};

TEST(SharedCases, EveryIllegalOneIsRefusedAtItsPlace) {
    const std::vector<json> cases = shared_cases("errors.jsonl");
    if (cases.empty()) {
        GTEST_SKIP() << "no errors.jsonl under " << COUNTERPOINT_SHARED_DIR;
    }
    const std::string needs_counts;
    const std::vector<Expected> expected{
        {"mapping.nodes[4]", "must cover the nominal range (4 of K, 3 units"},
        {"mapping.nodes[6]", "Weight is stored twice in L1"},
        {"mapping.nodes[5]", "Output is not stored in L1"},
        {"mapping.nodes[0]", "Input is stored in L1 before L2"},
        {"mapping.nodes[2]", "a spatial node stands between the store nodes of L1"},
        {"mapping.nodes[6]", "a node stands below the last store node"},
        {"mapping.nodes[0]", "no memory is named 'L3'"},
        {"mapping.nodes[1]", "no dimension is named 'Z'"},
        {"mapping.nodes[0]", "nothing is stored in DRAM by a node"},
        {"mapping.nodes[1].tile", "tile is positive"},
        {"mapping.nodes[4].units", "units are positive"},
        {"hardware.memories[1].fill.bytes_per_cycle", "out of range"},
        {"hardware.memories[2].slots", "out of range"},
        {needs_counts, "needs more than its capacity"},
        {"workload.layers[0].dimensions.C", "out of range"},
        {"mapping.nodes[5]", "no tensor is named 'Bias'"},
        {needs_counts, "partial sums collide"},
        {"workload.layers[0].tensors.Y.axes[0]", "an axis of the output is a single dimension"},
    };
    ASSERT_EQ(cases.size(), expected.size());
    for (std::size_t i = 0; i < cases.size(); ++i) {
        SCOPED_TRACE("line " + std::to_string(i + 1) + ": " + cases[i].value("breaks", ""));
        try {
            const Design design = read_design_text(as_design(cases[i].at("case")), "case");
            bind(design.dataflow, design.workload.layers.front(), design.hardware);
            EXPECT_EQ(expected[i].path, needs_counts) << "it was not refused";
        } catch (const InputError& error) {
            ASSERT_EQ(error.problems().size(), 1U) << error.what();
            EXPECT_EQ(error.problems().front().place.path, expected[i].path);
            EXPECT_THAT(error.problems().front().message, HasSubstr(expected[i].message));
        }
    }
}

} // namespace
} // namespace counterpoint::mapping
