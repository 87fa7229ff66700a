#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"

namespace counterpoint::cli {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

// Links half as wide as the port of 4 bytes, so every transfer takes twice as long inside.
const std::string tree =
    " --set 'hardware.memories.L1.fill.network={topology: tree, link_bytes: 2}'";
const std::string none = " --set 'hardware.memories.L1.drain.network={topology: none}'";

/// What the commands say of hardware with networks.
class Networks : public TwoGemmsTest {};

std::int64_t number(const json& value) { return value.get<std::int64_t>(); }

std::int64_t extra_cycles(const json& network) {
    const json& extra = network["extra_cycles"];
    return number(extra["fragmentation"]) + number(extra["narrow_links"]) +
           number(extra["contention"]);
}

// Layer second: M = 8, N = K = 4 in bytes: 16 of weights, 32 of inputs and 32 of outputs, a row of
// two times 4 of inputs and outputs in each of four phases.

TEST_F(Networks, SayWhatTheyCarriedAndWhatItTook) {
    const json layer = answer("simulate design.yaml" + tree + none)["layers"][1];
    ASSERT_EQ(layer["networks"].size(), 1U);
    const json& fill = layer["networks"]["L1"]["fill"];
    EXPECT_EQ(fill["topology"], "tree");
    EXPECT_EQ(fill["bytes"], 16 + 32) << "weights go to both PEs at once";
    EXPECT_EQ(fill["transfers"], 4);
    EXPECT_EQ(fill["networks"], 1);
    EXPECT_EQ(fill["cycles"], layer["busy_cycles"]["L1"]["fill"]);
    EXPECT_EQ(fill["cycles"], (16 + 32) / 2);
    EXPECT_EQ(fill["extra_cycles"]["narrow_links"], (16 + 32) / 4);
    EXPECT_FALSE(fill.contains("forwarded"));
    const json& drain = layer["networks"]["L1"]["drain"];
    EXPECT_EQ(drain["topology"], "none");
    EXPECT_EQ(drain["bytes"], 32);
    EXPECT_EQ(drain["cycles"], 32 / 4);
}

TEST_F(Networks, TakeTheCyclesOfTheIdealChannelAndTheExtraOnes) {
    const json with = answer("simulate design.yaml" + tree + none);
    const json ideal = answer("simulate design.yaml --ideal" + tree + none);
    for (std::size_t i = 0; i < 2; ++i) {
        for (const char* direction : {"fill", "drain"}) {
            const json& network = with["layers"][i]["networks"]["L1"][direction];
            EXPECT_EQ(number(network["cycles"]) - extra_cycles(network),
                      number(ideal["layers"][i]["busy_cycles"]["L1"][direction]));
            EXPECT_EQ(network["bytes"], ideal["layers"][i]["bandwidth"]["L1"][direction]["bytes"]);
        }
    }
}

TEST_F(Networks, NameTheirBusiestLinks) {
    const json layer = answer("simulate design.yaml" + tree + none)["layers"][1];
    for (const char* direction : {"fill", "drain"}) {
        const json& network = layer["networks"]["L1"][direction];
        const json& busiest = network["busiest_links"];
        ASSERT_GT(busiest.size(), 0U);
        EXPECT_LE(number(json(busiest.size())), number(network["links"]));
        double before = 1;
        for (const json& link : busiest) {
            EXPECT_NE(link["name"], "");
            const auto share = link["utilization"].get<double>();
            EXPECT_LE(share, before) << link;
            EXPECT_DOUBLE_EQ(share,
                             link["busy_cycles"].get<double>() / network["cycles"].get<double>());
            before = share;
        }
        EXPECT_LE(network["mean_link_utilization"].get<double>(),
                  busiest[0]["utilization"].get<double>());
        EXPECT_DOUBLE_EQ(network["links_per_byte"].get<double>(),
                         network["link_traversals"].get<double>() / network["bytes"].get<double>());
    }
}

TEST_F(Networks, AreThereOnlyWhereTheyAreMoreThanIdeal) {
    EXPECT_FALSE(answer("simulate design.yaml")["layers"][0].contains("networks"));
    EXPECT_FALSE(answer("simulate design.yaml --ideal" + tree)["layers"][0].contains("networks"));
    const json layer = answer("simulate design.yaml" + tree)["layers"][0];
    EXPECT_FALSE(layer["networks"]["L1"].contains("drain"));
}

TEST_F(Networks, AddUpInTheTotal) {
    const json report = answer("simulate design.yaml" + tree + none);
    const json& first = report["layers"][0]["networks"]["L1"];
    const json& second = report["layers"][1]["networks"]["L1"];
    const json& total = report["total"]["networks"]["L1"];
    for (const char* direction : {"fill", "drain"}) {
        for (const char* key :
             {"transfers", "bytes", "cycles", "link_traversals", "switch_traversals"}) {
            EXPECT_EQ(number(total[direction][key]),
                      number(first[direction][key]) + number(second[direction][key]))
                << key;
        }
        EXPECT_EQ(extra_cycles(total[direction]),
                  extra_cycles(first[direction]) + extra_cycles(second[direction]));
        for (const char* key : {"networks", "links", "busiest_links"}) {
            EXPECT_FALSE(total[direction].contains(key)) << key;
        }
        const double mean = total[direction]["mean_link_utilization"].get<double>();
        EXPECT_GT(mean, 0);
        EXPECT_LE(mean, 1);
    }
}

TEST_F(Networks, AreTheSameInValidate) {
    const json simulated = answer("simulate design.yaml" + tree + none);
    const json validated = answer("validate design.yaml --no-journal" + tree + none)["cases"][0];
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_EQ(validated["layers"][i]["networks"], simulated["layers"][i]["networks"]);
    }
    EXPECT_EQ(validated["total"]["networks"], simulated["total"]["networks"]);
    EXPECT_EQ(validated["memories"].back()["fill_network"], "tree");
    EXPECT_EQ(validated["memories"].back()["drain_network"], "none");
    EXPECT_EQ(validated["total"]["contributions"][0]["mechanism"], "networks");
    EXPECT_TRUE(validated["holds"]);
}

TEST_F(Networks, HaveALineEachBelowTheTable) {
    const std::string table = run("simulate design.yaml" + tree + none).out;
    EXPECT_THAT(table, ContainsRegex("\nL1 fill, tree: under way for 40 cycles, 50.0% narrow "
                                     "links; its links are busy [0-9.]+% of these\n"));
    EXPECT_THAT(table, ContainsRegex("\nL1 drain, none: under way for 12 cycles; its links"));
    EXPECT_THAT(run("simulate design.yaml --ideal" + tree).out, Not(HasSubstr("under way")));
    EXPECT_THAT(run("analyze design.yaml" + tree).out,
                HasSubstr("Ideal cycles, as if without networks; simulate has them.\n"));
}

TEST_F(Networks, WithoutThemAllIsAsAnalyzeSays) {
    json analyzed = answer("analyze design.yaml" + tree + none);
    json simulated = answer("simulate design.yaml --ideal" + tree + none);
    leave_what_analyze_says(simulated);
    analyzed["model"] = "simulation";
    EXPECT_EQ(analyzed, simulated) << json::diff(analyzed, simulated).dump(1);
}

TEST_F(Networks, ThatCannotReachAllPesAreRefusedWithWhatWouldFit) {
    for (const char* command : {"analyze", "simulate", "validate --no-journal"}) {
        const Finished finished =
            shell(std::string("$counterpoint ") + command +
                  " design.yaml --set hardware.pe.count=168 --set "
                  "'hardware.memories.L1.fill.network={topology: mesh, size: 16x16}'");
        EXPECT_EQ(finished.status, 2);
        EXPECT_THAT(finished.err, AllOf(HasSubstr("16 x 16"), HasSubstr("168 PEs"),
                                        HasSubstr("12 x 14, 8 x 21 or 7 x 24 would fit")));
    }
}

TEST_F(Networks, WithoutTheReductionThatAMappingNeedsAreRefusedByName) {
    const std::string spread = " --set 'mapping[0].nodes[1]={spatial: K, tile: 2, units: 2}' "
                               "--set 'mapping[0].nodes[0]={temporal: M, tile: 1}'";
    for (const char* command : {"analyze", "simulate"}) {
        const std::string line = std::string("$counterpoint ") + command + " design.yaml" + spread;
        const Finished refused = shell(line + none);
        EXPECT_EQ(refused.status, 2) << refused.out;
        EXPECT_THAT(refused.err,
                    AllOf(HasSubstr("none"), HasSubstr("tree, augmented_tree, chain or systolic")));
        EXPECT_EQ(shell(line).status, 0);
    }
}

} // namespace
} // namespace counterpoint::cli
