#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"

namespace counterpoint::cli {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

const std::string dram = " --set 'hardware.memories.DRAM.dram={standard: DDR4-2400}'";
const std::string banks = " --set 'hardware.memories.L1.banks={count: 2, bytes_per_cycle: 1}'";

/// What the commands say of hardware with a DRAM, banks or both.
class RealMemory : public TwoGemmsTest {};

// Layer second: M = 8, N = K = 4 in bytes: 16 of weights, 32 of inputs and 32 of outputs, a row of
// two times 4 of inputs and outputs in each of four phases.

/// Bursts of 64 bytes, by how they find their row; none closes another one.
struct Rows {
    int hits = 0;
    int misses = 0;
};

json moves(int needed, const json& overfetch, const Rows& rows) {
    return {{"needed", needed},          {"moved", 64 * (rows.hits + rows.misses)},
            {"overfetch", overfetch},    {"row_hits", rows.hits},
            {"row_misses", rows.misses}, {"row_conflicts", 0}};
}

TEST_F(RealMemory, TheDramSaysWhatItMovesOfEachTensor) {
    const json report = answer("simulate design.yaml" + dram);
    const json second = report["layers"][1]["dram"];
    EXPECT_EQ(second["tensors"]["Weight"]["read"], moves(16, 4.0, {0, 1}));
    EXPECT_EQ(second["tensors"]["Weight"]["written"], moves(0, nullptr, {0, 0}));
    EXPECT_EQ(second["tensors"]["Input"]["read"], moves(32, 8.0, {3, 1}));
    EXPECT_EQ(second["tensors"]["Output"]["written"], moves(32, 8.0, {3, 1}));
    EXPECT_EQ(second["bytes"], (json{{"needed", 80}, {"moved", 9 * 64}, {"overfetch", 7.2}}));
    EXPECT_EQ(second["commands"]["RD"], 5);
    EXPECT_EQ(second["commands"]["WR"], 4);
    EXPECT_EQ(second["row_hits"].get<int>() + second["row_misses"].get<int>() +
                  second["row_conflicts"].get<int>(),
              9);
    // 19.2 bytes per nanosecond, cycles of two nanoseconds. The period in the standard is rounded.
    EXPECT_NEAR(second["peak_bytes_per_cycle"].get<double>(), 2 * 19.2, 0.02);
    EXPECT_DOUBLE_EQ(second["bytes_per_cycle"].get<double>(),
                     9 * 64 / report["layers"][1]["cycles"].get<double>());
    EXPECT_LE(second["busy_clocks"], second["clocks"]);
    EXPECT_FALSE(report["layers"][1].contains("banks"));
}

TEST_F(RealMemory, BanksSayWhoLostToWhom) {
    const json report = answer("simulate design.yaml" + banks);
    const json layer = report["layers"][1];
    EXPECT_FALSE(layer.contains("dram"));
    ASSERT_EQ(layer["banks"].size(), 1U);
    const json l1 = layer["banks"]["L1"];
    // Of the busier unit: 16 weights, four rows of 4 inputs and 4 outputs, a byte an access; and
    // for each row 16 MACs, which read weights, inputs and all but 4 sums and write them.
    EXPECT_EQ(l1["accesses"], 16 + 4 * (4 + 4) + 4 * (16 * 3 + 16 - 4));
    EXPECT_EQ(l1["lost"].size(), 5U);
    for (const auto& [loser, winners] : l1["lost"].items()) {
        EXPECT_EQ(winners.size(), 5U) << loser;
    }
    EXPECT_EQ(l1["lost"]["inner_fill"]["fill"], 0) << "nothing lies below the innermost memory";
}

TEST_F(RealMemory, PEsWaitForOperandsWhereTheBanksGiveThemTooSlowly) {
    const json report = answer("simulate design.yaml" + banks);
    const json second = report["layers"][1];
    EXPECT_EQ(second["compute_cycles"], 4 * 16);
    EXPECT_EQ(second["cycle_stack"]["compute"], 4 * 16);
    EXPECT_GE(second["cycle_stack"]["operands"], 4 * (30 - 16)) << "60 bytes a row, 2 a cycle";
    EXPECT_EQ(report["total"]["cycle_stack"]["operands"].get<std::int64_t>(),
              report["layers"][0]["cycle_stack"]["operands"].get<std::int64_t>() +
                  second["cycle_stack"]["operands"].get<std::int64_t>());
    EXPECT_EQ(answer("simulate design.yaml --ideal" + banks)["total"]["cycle_stack"]["operands"],
              0);
    EXPECT_THAT(run("simulate design.yaml" + banks).out,
                testing::ContainsRegex("L1 operands +[0-9]"));
}

TEST_F(RealMemory, TheTotalAddsUpTheLayers) {
    const json report = answer("simulate design.yaml" + dram + banks);
    const json& first = report["layers"][0];
    const json& second = report["layers"][1];
    const auto sum = [&](const json::json_pointer& key) {
        return first[key].get<std::int64_t>() + second[key].get<std::int64_t>();
    };
    for (const char* key :
         {"/dram/clocks", "/dram/busy_clocks", "/dram/row_hits", "/dram/row_misses",
          "/dram/commands/ACT", "/dram/refresh_clocks", "/dram/bytes/moved",
          "/dram/tensors/Input/read/needed", "/dram/tensors/Output/written/moved",
          "/banks/L1/accesses", "/banks/L1/busy_cycles", "/banks/L1/lost/fill/drain"}) {
        const json::json_pointer pointer(key);
        EXPECT_EQ(report["total"][pointer], sum(pointer)) << key;
    }
    EXPECT_EQ(report["total"]["dram"]["queue"]["most"],
              std::max(first["dram"]["queue"]["most"], second["dram"]["queue"]["most"]));
}

TEST_F(RealMemory, ValidateSaysTheSameOfTheMemories) {
    const json simulated = answer("simulate design.yaml" + dram + banks);
    const json validated = answer("validate design.yaml --no-journal" + dram + banks)["cases"][0];
    for (const char* key : {"dram", "banks"}) {
        for (std::size_t i = 0; i < 2; ++i) {
            EXPECT_EQ(validated["layers"][i][key], simulated["layers"][i][key]) << i << key;
        }
        EXPECT_EQ(validated["total"][key], simulated["total"][key]) << key;
    }
    EXPECT_EQ(validated["memories"][0]["dram"], (json{{"standard", "DDR4-2400"}, {"channels", 1}}));
    EXPECT_EQ(validated["memories"].back()["banks"], (json{{"count", 2}, {"ports", 1}}));
    const json without = answer("validate design.yaml --no-journal")["cases"][0];
    for (const json& part : {without["total"], without["layers"][0], without["memories"][0]}) {
        EXPECT_FALSE(part.contains("dram") || part.contains("banks")) << part;
    }
}

TEST_F(RealMemory, TheBytesDoNotDependOnTheNumberOfProcesses) {
    const std::string line = "simulate design.yaml --format json" + dram + banks + " --jobs ";
    const std::string alone = run(line + "1").out;
    EXPECT_THAT(alone, HasSubstr("\"row_conflicts\""));
    EXPECT_EQ(alone, run(line + "2").out);
}

TEST_F(RealMemory, IdealIsWhatAnalyzeSays) {
    for (const std::string& hardware : {dram, banks, dram + banks}) {
        json analyzed = answer("analyze design.yaml" + hardware);
        json simulated = answer("simulate design.yaml --ideal" + hardware);
        leave_what_analyze_says(simulated);
        analyzed["model"] = "simulation";
        EXPECT_EQ(analyzed, simulated) << json::diff(analyzed, simulated).dump(1);
        EXPECT_GT(answer("simulate design.yaml" + hardware)["total"]["cycles"],
                  analyzed["total"]["cycles"]);
    }
}

TEST_F(RealMemory, TheTableHasALineForTheDramAndOneForEachMemoryWithBanks) {
    const std::string table = run("simulate design.yaml" + dram + banks).out;
    EXPECT_THAT(table, testing::ContainsRegex("\nDRAM: [0-9.]+% row hits, [0-9.]+ bytes moved for "
                                              "one needed, busy [0-9.]+% of the time at [0-9.]+% "
                                              "of its peak\n"));
    EXPECT_THAT(table, testing::ContainsRegex(
                           "\nBanks of L1: [0-9]+ accesses, each waits [0-9.]+ cycles on average"));
    for (const char* command : {"simulate design.yaml", "simulate design.yaml --ideal"}) {
        const std::string without = run(command).out;
        EXPECT_THAT(without, Not(HasSubstr("row hits")));
        EXPECT_THAT(without, Not(HasSubstr("Banks")));
    }
}

TEST_F(RealMemory, AnalyzeSaysThatItsCyclesAreIdeal) {
    EXPECT_THAT(run("analyze design.yaml" + dram + banks).out,
                HasSubstr("Ideal cycles, as if without scratchpad banks and DRAM; simulate has "
                          "them.\n"));
    EXPECT_THAT(run("analyze design.yaml" + dram).out, HasSubstr("as if without DRAM;"));
    EXPECT_THAT(run("analyze design.yaml").out, Not(HasSubstr("Ideal cycles")));
    EXPECT_THAT(run("simulate design.yaml" + dram).out, Not(HasSubstr("Ideal cycles")));
}

TEST_F(RealMemory, ValuesAndObservationsWorkWithIt) {
    const Finished finished =
        run("simulate design.yaml --functional --trace t.json --vcd w.vcd --occupancy 10 "
            "--format json --output out.json" +
            dram + banks);
    EXPECT_THAT(finished.err, HasSubstr("all 48 output values are right"));
    const json report = json::parse(read("out.json"), nullptr, false);
    const json trace = json::parse(read("t.2-second.json"), nullptr, false);
    const json second = report["layers"][1];
    EXPECT_EQ(trace["otherData"]["cycles"], second["cycles"]);
    EXPECT_EQ(second["occupancy"]["L1"]["most_slots"], 2);
    EXPECT_THAT(read("w.2-second.vcd"), HasSubstr("$enddefinitions"));
}

TEST_F(RealMemory, ATensorThatDoesNotFitIsRefusedWithTheNumbers) {
    const Finished finished =
        shell("$counterpoint simulate design.yaml --no-capacity --layer first "
              "--set workload.layers.first.dimensions.N=4000000000 "
              "--set workload.layers.first.dimensions.K=100" +
              dram);
    EXPECT_EQ(finished.status, 2) << finished.err;
    EXPECT_THAT(finished.err, HasSubstr("400000000000"));
}

} // namespace
} // namespace counterpoint::cli
