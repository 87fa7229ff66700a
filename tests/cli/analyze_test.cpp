#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"

namespace counterpoint::cli {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class Analyze : public ProgramTest {
  protected:
    Analyze() { write("design.yaml", two_gemms); }

    /// The JSON of `analyze design.yaml` with further arguments.
    [[nodiscard]] json analyzed(const std::string& arguments = "") const {
        const Finished finished =
            shell("$counterpoint analyze design.yaml --format json " + arguments);
        EXPECT_EQ(finished.status, 0) << finished.err;
        EXPECT_EQ(finished.err, "");
        return json::parse(finished.out, nullptr, false);
    }
};

std::vector<std::string> layer_names(const json& result) {
    std::vector<std::string> names;
    for (const json& layer : result["layers"]) {
        names.push_back(layer["name"]);
    }
    return names;
}

TEST_F(Analyze, AnswersForEveryLayerAndTheNetwork) {
    const json result = analyzed();
    EXPECT_EQ(result["schema"], "counterpoint/1");
    EXPECT_EQ(result["model"], "analytical");
    EXPECT_EQ(result["workload"], "two_gemms");
    EXPECT_EQ(result["hardware"], "toy");
    EXPECT_EQ(result["mapping"], "design.yaml");
    EXPECT_THAT(layer_names(result), ElementsAre("first", "second"));
    EXPECT_EQ(result["layers"][0]["macs"], 4 * 4 * 4);
    EXPECT_EQ(result["layers"][0]["pes"], 2);
    EXPECT_EQ(result["layers"][0]["compute_cycles"], 4 * 4 * 4 / 2);
    EXPECT_EQ(result["total"]["macs"], 4 * 4 * 4 + 8 * 4 * 4);
    EXPECT_EQ(result["total"]["cycles"].get<int>(),
              result["layers"][0]["cycles"].get<int>() + result["layers"][1]["cycles"].get<int>());
    EXPECT_DOUBLE_EQ(result["total"]["time_us"], result["total"]["cycles"].get<double>() / 500);
}

TEST_F(Analyze, SpendsEveryCycleOnSomething) {
    const json result = analyzed();
    for (const json& layer : result["layers"]) {
        const json& stack = layer["cycle_stack"];
        std::int64_t sum =
            stack["start"].get<std::int64_t>() + stack["compute"].get<std::int64_t>() +
            stack["operands"].get<std::int64_t>() + stack["tail"].get<std::int64_t>();
        for (const json& memory : stack["waiting"]) {
            for (const json& cycles : memory) {
                sum += cycles.get<std::int64_t>();
            }
        }
        EXPECT_EQ(sum, layer["cycles"]);
    }
}

TEST_F(Analyze, ShowsATableOrACsv) {
    const Finished table = shell("$counterpoint analyze design.yaml");
    EXPECT_EQ(table.status, 0) << table.err;
    EXPECT_THAT(table.out, HasSubstr("two_gemms on toy"));
    EXPECT_THAT(table.out, HasSubstr("Where the cycles go"));
    EXPECT_THAT(table.out, Not(HasSubstr("\x1b"))) << "this is no terminal";
    const Finished csv = shell("$counterpoint analyze design.yaml --format csv");
    EXPECT_EQ(csv.status, 0) << csv.err;
    EXPECT_THAT(csv.out, HasSubstr("\nanalytical,two_gemms,toy,second,GEMM,8,4,4,"));
}

TEST_F(Analyze, PicksLayersByGlob) {
    EXPECT_THAT(layer_names(analyzed("--layer 's*'")), ElementsAre("second"));
    EXPECT_THAT(layer_names(analyzed("--layer second --layer '[f]irst'")),
                ElementsAre("first", "second"))
        << "in the order of the network";
    EXPECT_EQ(analyzed("--layer first")["total"]["layers"], 1);
}

TEST_F(Analyze, SuggestsALayerWhereAGlobMatchesNone) {
    const Finished finished =
        shell("$counterpoint analyze design.yaml --layer first --layer secnd --layer 'x*'");
    EXPECT_EQ(finished.status, 2);
    EXPECT_EQ(finished.out, "");
    EXPECT_THAT(finished.err, HasSubstr("--layer: no layer of the workload matches"));
    EXPECT_THAT(finished.err, HasSubstr("did you mean 'second'?"));
    EXPECT_THAT(finished.err, HasSubstr("'x*'"));
    EXPECT_THAT(finished.err, HasSubstr("2 problems\n"));
}

TEST_F(Analyze, OverridesValues) {
    const json result =
        analyzed("--set hardware.memories.L1.fill.bytes_per_cycle=8 --set hardware.name=what_if "
                 "--set workload.layers.first.dimensions.K=5");
    EXPECT_EQ(result["hardware"], "what_if");
    EXPECT_EQ(result["layers"][0]["macs"], 4 * 4 * 5);
    EXPECT_EQ(result["layers"][0]["bandwidth"]["L1"]["fill"]["available_bytes_per_cycle"], 8);
}

TEST_F(Analyze, RefusesWhatDoesNotFitUnlessAskedToFlagIt) {
    const std::string line =
        "$counterpoint analyze design.yaml --set hardware.memories.L1.capacity_bytes=8 ";
    const Finished refused = shell(line);
    EXPECT_EQ(refused.status, 2);
    EXPECT_EQ(refused.out, "");
    EXPECT_THAT(refused.err, HasSubstr("L1"));
    EXPECT_THAT(refused.err, HasSubstr("layers first and second: L1 needs 32 bytes"));
    const Finished flagged = shell(line + "--no-capacity");
    EXPECT_EQ(flagged.status, 0) << flagged.err;
    EXPECT_THAT(flagged.out, HasSubstr("! first does not fit L1"));
    EXPECT_EQ(json::parse(shell(line + "--no-capacity --format json").out)["layers"][0]["fits"],
              false);
}

TEST_F(Analyze, SaysWhoseShortcutItsCyclesComeFrom) {
    const json exact = analyzed("--timing exact");
    EXPECT_EQ(exact, analyzed());
    EXPECT_FALSE(exact.contains("timing"));
    for (const std::string timing : {"maestro", "timeloop"}) {
        const json estimated = analyzed("--timing " + timing);
        EXPECT_EQ(estimated["timing"], timing);
        EXPECT_NE(estimated["total"]["cycles"], exact["total"]["cycles"]);
        EXPECT_EQ(estimated["total"]["counts"], exact["total"]["counts"]);
        const std::string command = "$counterpoint analyze design.yaml --timing " + timing;
        EXPECT_THAT(shell(command + " --format csv").out,
                    HasSubstr("analytical," + timing + ",two_gemms,toy,first,"));
        EXPECT_THAT(shell(command).out, HasSubstr("timing of " + timing));
    }
}

TEST_F(Analyze, RefusesATimingThatItDoesNotKnow) {
    const Finished finished = shell("$counterpoint analyze design.yaml --timing scalesim");
    EXPECT_EQ(finished.status, 2);
    EXPECT_EQ(finished.out, "");
    EXPECT_THAT(finished.err, HasSubstr("exact, maestro"));
    EXPECT_THAT(finished.err, HasSubstr("scalesim"));
}

TEST_F(Analyze, TakesADesignInSeveralFilesAndFromStandardInput) {
    write("cut.sh", "sed -n '/^hardware:/q;p' design.yaml > workload.yaml\n"
                    "sed -n '/^hardware:/,$p' design.yaml > rest.yaml\n");
    const std::string whole = shell("$counterpoint analyze design.yaml --format csv").out;
    ASSERT_NE(whole, "");
    EXPECT_EQ(shell(". ./cut.sh; $counterpoint analyze workload.yaml rest.yaml --format csv").out,
              whole);
    EXPECT_EQ(shell("cat rest.yaml | $counterpoint analyze workload.yaml - --format csv").out,
              whole);
    EXPECT_EQ(shell("$counterpoint analyze - --format csv < design.yaml").out, whole);
}

TEST_F(Analyze, UsesColoursOnATerminalUnlessToldNotTo) {
    if (shell("script --version").status != 0) {
        GTEST_SKIP() << "needs script(1), which runs a command on a terminal";
    }
    const std::string on_terminal = "export counterpoint; script -qec '$counterpoint analyze "
                                    "design.yaml' /dev/null";
    EXPECT_THAT(shell("export TERM=xterm; " + on_terminal).out, HasSubstr("\x1b[1mtwo_gemms"));
    EXPECT_THAT(shell("export TERM=xterm NO_COLOR=1; " + on_terminal).out, Not(HasSubstr("\x1b[")));
    EXPECT_THAT(shell("export TERM=dumb; " + on_terminal).out, Not(HasSubstr("\x1b[")));
    EXPECT_THAT(shell("export TERM=xterm; " + on_terminal).out, HasSubstr("Where the cycles go"));
}

TEST_F(Analyze, AdaptsTheTableToTheWidthAskedFor) {
    EXPECT_THAT(shell("COLUMNS=50 $counterpoint analyze design.yaml").out,
                Not(HasSubstr("MACs/B")));
    EXPECT_THAT(shell("COLUMNS=140 $counterpoint analyze design.yaml").out, HasSubstr("MACs/B"));
}

} // namespace
} // namespace counterpoint::cli
