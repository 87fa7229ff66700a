// `counterpoint explore` as a user runs it.

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/explored_products.hpp"
#include "tests/cli/program.hpp"

namespace counterpoint::cli {
namespace {

using Json = nlohmann::json;

class ExploreTest : public ExploredProductsTest {
  protected:
    [[nodiscard]] Finished explore(const std::string& arguments) const {
        return shell("$counterpoint explore space.yaml design.yaml " + arguments);
    }
    [[nodiscard]] Finished refused(const std::string& arguments) const {
        Finished finished = explore(arguments);
        EXPECT_EQ(finished.status, 2) << finished.err;
        EXPECT_EQ(finished.out, "");
        return finished;
    }
    [[nodiscard]] Json answer(const std::string& arguments) const {
        const Finished finished = explore(arguments + " --format json");
        EXPECT_EQ(finished.status, 0) << finished.err;
        return Json::parse(finished.out);
    }
};

/// The values of a design as `--set`.
std::string overrides_of(const Json& design) {
    const Json& values = design["values"];
    const auto text = [&](const char* name) { return values[name].dump(); };
    return " --set hardware.memories.L1.capacity_bytes=" + text("L1.capacity_bytes") +
           " --set hardware.pe.count=" + text("pe.count") +
           " --set mapping.parameters.depth=" + text("depth") +
           " --set mapping.parameters.rows=" + text("rows") +
           " --set hardware.memories.L1.fill.bytes_per_cycle=" + text("bandwidth") +
           " --set hardware.memories.L1.drain.bytes_per_cycle=" + text("bandwidth");
}

using testing::HasSubstr;

TEST_F(ExploreTest, CountsEveryDesignOnce) {
    const Json report = answer("--max-area 0.02");
    EXPECT_EQ(report["designs"], 8 * 8 * 4 * 5 * 8);
    const Json& pruned = report["pruned"];
    EXPECT_EQ(report["searched"], report["designs"]);
    EXPECT_EQ(report["searched"].get<int>(),
              pruned["illegal"].get<int>() + pruned["too_small"].get<int>() +
                  pruned["too_large"].get<int>() + report["evaluated"].get<int>());
    EXPECT_GT(report["valid"], 0);
    EXPECT_GT(pruned["too_small"], 0);
    EXPECT_GT(pruned["too_large"], 0);
}

TEST_F(ExploreTest, DesignsOnTheFrontAreWhatAnalyzeSaysOfThem) {
    const Json report = answer("--objective cycles,energy");
    ASSERT_GT(report["front"].size(), 3U);
    for (const Json& design : report["front"]) {
        const std::string set = overrides_of(design);
        for (const std::string timing : {"maestro", "exact"}) {
            const Finished alone =
                shell("$counterpoint analyze design.yaml --format json --timing " + timing + set);
            ASSERT_EQ(alone.status, 0) << alone.err;
            EXPECT_EQ(Json::parse(alone.out)["layers"][0]["cycles"],
                      design[timing == "maestro" ? "cycles" : "exact_cycles"]);
        }
    }
}

TEST_F(ExploreTest, CostsAreThoseOfTheTechnologyIfThereIsOne) {
    const std::string technology = " --technology horowitz_45nm";
    const Json report = answer("--objective edp,area" + technology);
    EXPECT_EQ(report["technology"], "horowitz_45nm");
    ASSERT_GT(report["front"].size(), 3U);
    for (const Json& design : report["front"]) {
        const Finished finished =
            shell("$counterpoint analyze design.yaml --format json --timing maestro" + technology +
                  overrides_of(design));
        ASSERT_EQ(finished.status, 0) << finished.err;
        const Json alone = Json::parse(finished.out);
        const Json& energy = alone["layers"][0]["energy"];
        EXPECT_EQ(energy["total"], design["energy_pj"]);
        const double watts = energy["power_w"];
        EXPECT_NEAR(design["power_mw"], 1e3 * watts, 1e-9 * watts);
        const double area = alone["area"]["total"];
        EXPECT_NEAR(design["area_um2"], area, 1e-9 * area);
    }
    EXPECT_THAT(explore(technology).out,
                HasSubstr("Not in the area: networks: the technology has no area of them"));
    EXPECT_THAT(refused("--technology eyeriss_relative").err,
                HasSubstr("counts multiples of a MAC"));
    EXPECT_THAT(refused("--max-power 0.001" + technology).err,
                HasSubstr("mW in the one of least power"));
    write("space.yaml", "space: {axes: [{set: hardware.technology, values: [maestro]}]}");
    EXPECT_THAT(refused(technology).err, HasSubstr("holds for all designs of a search"));
}

TEST_F(ExploreTest, EnergiesOfVerifiedDesignsAreThoseOfTheirSimulations) {
    std::string design = product_on_four_pes;
    const std::string dram = "{name: DRAM";
    design.insert(design.find(dram) + dram.size(), ", dram: {standard: DDR4-2400}");
    write("design.yaml", design);
    const std::string technology = " --technology horowitz_45nm";
    const Json report = answer("--objective edp --verify 2" + technology);
    const Json& verified = report["verification"]["designs"];
    ASSERT_EQ(verified.size(), 2U);
    for (const Json& verified_design : verified) {
        const Finished finished = shell("$counterpoint simulate design.yaml --format json" +
                                        technology + overrides_of(verified_design));
        ASSERT_EQ(finished.status, 0) << finished.err;
        const Json layer = Json::parse(finished.out)["layers"][0];
        EXPECT_EQ(layer["cycles"], verified_design["simulated_cycles"]);
        EXPECT_EQ(layer["energy"]["total"], verified_design["simulated_energy_pj"]);
        // Commands of the DRAM are not what its bytes cost.
        EXPECT_NE(verified_design["energy_pj"], verified_design["simulated_energy_pj"]);
    }
    EXPECT_THAT(explore("--objective edp --verify 2" + technology).out, HasSubstr("simulated nJ"));
}

TEST_F(ExploreTest, SaysWhyTheFirstIllegalDesignIs) {
    EXPECT_TRUE(answer("")["first_illegal"].is_null());
    write("space.yaml", "space: {axes: [{set: mapping.parameters.rows, values: [0, 4]}]}");
    const Json report = answer("");
    EXPECT_EQ(report["pruned"]["illegal"], 1);
    EXPECT_EQ(report["first_illegal"]["design"], 0);
    EXPECT_THAT(report["first_illegal"]["problems"][0].get<std::string>(),
                HasSubstr("tile is positive"));
    EXPECT_THAT(explore("").out, HasSubstr("Illegal, first of all design 0: "));
}

TEST_F(ExploreTest, WritesTheSameWithAnyNumberOfThreads) {
    for (const std::string threads : {"1", "2", "5"}) {
        const Finished finished =
            explore("--threads " + threads + " --csv " + threads + ".csv --npy " + threads +
                    ".npy --output " + threads + ".json --format json");
        EXPECT_EQ(finished.status, 0) << finished.err;
    }
    const Finished compared =
        shell("cmp 1.csv 2.csv && cmp 1.csv 5.csv && cmp 1.npy 2.npy && cmp 1.npy 5.npy && "
              "cmp 1.json 2.json && cmp 1.json 5.json");
    EXPECT_EQ(compared.status, 0) << compared.out << compared.err;
    const Json report = Json::parse(read("1.json"));
    const Finished lines = shell("wc -l < 1.csv");
    EXPECT_EQ(std::stoi(lines.out), report["valid"].get<int>() + 1);
    EXPECT_EQ(read("1.npy").size(), 256 + 40 * report["valid"].get<std::size_t>());
}

TEST_F(ExploreTest, GoesOnWhereItWasKilledWithoutLosingOrRepeatingADesign) {
    make_space_longer();
    const std::string slow = "--timing exact --threads 1 --format json --objective cycles,energy ";
    ASSERT_EQ(explore(slow + "--csv whole.csv --npy whole.npy --output whole.json").status, 0);
    const std::string resumed =
        "$counterpoint explore space.yaml design.yaml " + slow +
        "--csv parts.csv --npy parts.npy --output parts.json --checkpoint c.json --save-every 0";
    for (int part = 0; part < 4; ++part) {
        ASSERT_TRUE(is_killed_after_saving(resumed)) << "the search is over too soon to be killed";
    }
    const Finished finished = shell(resumed);
    EXPECT_EQ(finished.status, 0) << finished.err;
    const Finished compared =
        shell("cmp whole.csv parts.csv && cmp whole.npy parts.npy && cmp whole.json parts.json");
    EXPECT_EQ(compared.status, 0) << compared.out << compared.err;
    EXPECT_EQ(shell("ls *.part c.json 2>/dev/null").out, "");
}

TEST_F(ExploreTest, LeavesFilesAloneThatExist) {
    write("old.csv", "mine");
    EXPECT_THAT(refused("--csv old.csv").err, HasSubstr("the file of results exists"));
    EXPECT_THAT(refused("--npy old.csv").err, HasSubstr("the file of results exists"));
    EXPECT_THAT(refused("--output old.csv").err, HasSubstr("the output exists"));
    EXPECT_THAT(refused("--checkpoint old.csv").err, HasSubstr("this is no checkpoint"));
    EXPECT_THAT(refused("--csv new.csv --npy new.csv").err, HasSubstr("name the same file"));
    EXPECT_THAT(refused("--csv new.csv --npy old.csv").err,
                HasSubstr("the file of results exists"));
    EXPECT_EQ(read("old.csv"), "mine");
    EXPECT_EQ(files(), 3);
    EXPECT_EQ(explore("--csv old.csv --force").status, 0);
    EXPECT_NE(read("old.csv"), "mine");
}

TEST_F(ExploreTest, LeavesUnfinishedResultsOfOthersAlone) {
    write("x.csv.part", "theirs");
    EXPECT_THAT(refused("--csv x.csv").err, HasSubstr("an unfinished file of results exists"));
    EXPECT_EQ(read("x.csv.part"), "theirs");
    // Killed before the first checkpoint, the same command begins anew.
    EXPECT_EQ(explore("--csv x.csv --checkpoint c.json").status, 0);
    EXPECT_EQ(files(), 3);
    EXPECT_THAT(refused("--max-area 0.001 --npy none.npy --checkpoint c.json").err,
                HasSubstr("no design keeps the limit"));
    EXPECT_EQ(files(), 3);
}

TEST_F(ExploreTest, RefusesTheCheckpointOfAnotherSearch) {
    const std::string interrupted =
        "timeout -s INT 0.3 $counterpoint explore space.yaml design.yaml --timing exact "
        "--threads 1 --checkpoint c.json --save-every 0; echo $?";
    // Where it is over before, there is no checkpoint left to speak of.
    while (shell(interrupted).out.find("130") == std::string::npos && files() < 3) {
        write("space.yaml",
              read("space.yaml") +
                  "    - {set: hardware.memories.L2.fill.latency, from: 0, to: 99}\n");
    }
    ASSERT_EQ(files(), 3);
    const std::string checkpoint = read("c.json");
    EXPECT_THAT(refused("--timing maestro --checkpoint c.json").err,
                HasSubstr("this is the checkpoint of another search"));
    EXPECT_THAT(refused("--timing exact --checkpoint c.json --objective area").err,
                HasSubstr("this is the checkpoint of another search"));
    EXPECT_EQ(read("c.json"), checkpoint);
}

TEST_F(ExploreTest, SaysHowCloseTheClosestDesignComes) {
    EXPECT_THAT(refused("--max-area 0.001").err, HasSubstr("mm2 in the smallest design"));
    EXPECT_THAT(refused("--max-power 0.5").err, HasSubstr("mW in the one of least power"));
    write("space.yaml",
          "space: {axes: [{set: hardware.memories.L1.capacity_bytes, values: [1, 5]}]}");
    EXPECT_THAT(refused("").err, HasSubstr("L1 needs 22 bytes and has at most 5"));
    write("space.yaml", "space: {axes: [{set: mapping.parameters.rows, values: [0]}]}");
    EXPECT_THAT(refused("").err, HasSubstr("tile is positive"));
}

TEST_F(ExploreTest, RefusesSpacesThatAreNone) {
    const auto told = [&](const std::string& axis) {
        write("space.yaml", "space: {axes: [" + axis + "]}");
        return refused("").err;
    };
    EXPECT_THAT(told("{set: hardware.memories.L1.slotz, values: [1]}"),
                HasSubstr("did you mean 'slots'"));
    EXPECT_THAT(told("{set: hardware.memories.L3.slots, values: [1]}"), HasSubstr("leads nowhere"));
    EXPECT_THAT(told("{set: hardware.pe.count, from: 8, to: 4}"), HasSubstr("the range is empty"));
    EXPECT_THAT(told("{set: hardware.pe.count, values: []}"), HasSubstr("the axis has no values"));
    EXPECT_THAT(told("{set: hardware.pe.count, values: [0, 4]}"), HasSubstr("out of range"));
    EXPECT_THAT(told("{set: hardware.pe.count, values: [4, 2]}"), HasSubstr("ascend"));
    EXPECT_THAT(told("{set: mapping.parameters.row, values: [1]}"),
                HasSubstr("did you mean 'rows'"));
    EXPECT_THAT(told("{set: workload.layers.l.dimensions.M, values: [1]}"),
                HasSubstr("a value of the hardware or a parameter of the mapping"));
    EXPECT_THAT(told("{set: hardware.pe.count, values: [1]}, {set: hardware.pe.count, name: x, "
                     "values: [1]}"),
                HasSubstr("is set twice"));
    EXPECT_THAT(told("{set: hardware.memories.L1.slots, values: [1]}, {set: "
                     "'hardware.memories[2].slots', values: [1]}"),
                HasSubstr("another axis sets the same value"));
    const std::string many = ", from: 1, to: 1000000}";
    EXPECT_THAT(told("{set: hardware.pe.count" + many + ", {set: hardware.pe.lanes" + many +
                     ", {set: hardware.memories.L1.fill.latency" + many +
                     ", {set: hardware.memories.L1.drain.latency" + many),
                HasSubstr("2^63"));
}

TEST_F(ExploreTest, RefusesObjectivesThatAreNone) {
    EXPECT_THAT(refused("--objective cycle").err, HasSubstr("did you mean 'cycles'"));
    EXPECT_THAT(refused("--objective cycles,cycles").err, HasSubstr("stands twice"));
}

} // namespace
} // namespace counterpoint::cli
