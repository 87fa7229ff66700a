#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"

namespace counterpoint::cli {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

/// Three GEMMs of which the second takes hours in full, being a loop nest of 10^11 phases.
const char* const endless_in_the_middle = R"(workload:
  name: three_gemms
  layers:
    - {name: first, type: GEMM, dimensions: {M: 4, N: 4, K: 4}}
    - {name: endless, type: GEMM, dimensions: {M: 10000, N: 10000, K: 2000}}
    - {name: last, type: GEMM, dimensions: {M: 8, N: 4, K: 4}}
hardware:
  name: toy
  memories:
    - {name: DRAM}
    - {name: L1, fill: {bytes_per_cycle: 4}, drain: {bytes_per_cycle: 4}}
  pe: {count: 2}
mapping:
  - nodes:
      - {temporal: M, tile: 2}
      - {spatial: M, tile: 1, units: 2}
      - {temporal: N, tile: 1}
      - {temporal: K, tile: 1}
      - {store: [Weight, Input, Output], in: L1}
)";

class Simulate : public ProgramTest {
  protected:
    Simulate() { write("design.yaml", two_gemms); }

    /// The JSON of a command that ends well and has nothing to say.
    [[nodiscard]] json answer(const std::string& command) const {
        const Finished finished = shell("$counterpoint " + command + " --format json");
        EXPECT_EQ(finished.status, 0) << command << ": " << finished.err;
        EXPECT_EQ(finished.err, "") << command;
        return json::parse(finished.out, nullptr, false);
    }

    /// `analyze` and `simulate` say the same of these files and options, but for the model's name.
    void expect_agreement(const std::string& arguments) const {
        json analyzed = answer("analyze " + arguments);
        json simulated = answer("simulate " + arguments);
        EXPECT_EQ(simulated["model"], "simulation");
        leave_what_analyze_says(simulated);
        analyzed["model"] = "simulation";
        EXPECT_EQ(analyzed, simulated) << json::diff(analyzed, simulated).dump(1);
    }

    /// How many processes work in the folder of this test.
    [[nodiscard]] int processes() const {
        const fs::path folder = fs::canonical(path("."));
        int count = 0;
        for (const auto& entry : fs::directory_iterator("/proc")) {
            std::error_code error;
            count += fs::read_symlink(entry.path() / "cwd", error) == folder ? 1 : 0;
        }
        return count;
    }

    [[nodiscard]] bool all_processes_end() const {
        for (int tenths = 0; tenths < 100 && processes() > 0; ++tenths) {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
        return processes() == 0;
    }
};

TEST_F(Simulate, SaysWhatAnalyzeSays) { expect_agreement("design.yaml"); }

TEST_F(Simulate, SaysWhatAnalyzeSaysOfShippedLayers) {
    const std::string house = COUNTERPOINT_SOURCE_DIR;
    for (const char* dataflow : {"weight_stationary", "row_stationary"}) {
        expect_agreement(house + "/workloads/networks/resnet50.yaml " + house +
                         "/hw/devices/edge_256.yaml " + house + "/mapping/dataflows/" + dataflow +
                         ".yaml --layer conv1 --layer 'conv4_1_*' --layer fc");
    }
}

TEST_F(Simulate, SaysWhatAnalyzeSaysOfLayersAndValuesThatWereAskedFor) {
    expect_agreement("design.yaml --layer 's*' --set hardware.memories.L1.fill.latency=7");
    expect_agreement("design.yaml --set hardware.memories.L1.capacity_bytes=8 --no-capacity");
}

TEST_F(Simulate, ShowsATableOrACsv) {
    const Finished table = shell("$counterpoint simulate design.yaml");
    EXPECT_EQ(table.status, 0) << table.err;
    EXPECT_THAT(table.out, HasSubstr("(simulation model, 2 layers)"));
    const Finished csv = shell("$counterpoint simulate design.yaml --format csv");
    EXPECT_THAT(csv.out, HasSubstr("\nsimulation,two_gemms,toy,second,GEMM,8,4,4,"));
}

TEST_F(Simulate, AnswersInTheOrderOfTheNetworkWhateverTheNumberOfProcesses) {
    const std::string house = COUNTERPOINT_SOURCE_DIR;
    const std::string line = "$counterpoint simulate " + house +
                             "/workloads/networks/mobilenet_v2.yaml " + house +
                             "/hw/devices/edge_256.yaml " + house +
                             "/mapping/dataflows/output_stationary.yaml --format json --jobs ";
    const Finished alone = shell(line + "1");
    EXPECT_EQ(alone.status, 0) << alone.err;
    EXPECT_EQ(alone.out, shell(line + "2").out);
    EXPECT_EQ(alone.out, shell(line + "7").out);
}

TEST_F(Simulate, RefusesWhatDoesNotFitUnlessAskedToFlagIt) {
    const std::string line = "$counterpoint simulate design.yaml --output out.txt "
                             "--set hardware.memories.L1.capacity_bytes=8 ";
    const Finished refused = shell(line);
    EXPECT_EQ(refused.status, 2);
    EXPECT_EQ(refused.out, "");
    EXPECT_THAT(refused.err, HasSubstr("layers first and second: "));
    EXPECT_EQ(files(), 1) << "no output";
    EXPECT_EQ(shell(line + "--no-capacity").status, 0);
    EXPECT_THAT(read("out.txt"), HasSubstr("! first does not fit L1"));
}

TEST_F(Simulate, RefusesANumberOfProcessesThatIsNone) {
    for (const char* jobs : {"0", "-1", "many", "1.5"}) {
        const Finished finished =
            shell(std::string("$counterpoint simulate design.yaml --jobs ") + jobs);
        EXPECT_EQ(finished.status, 2) << jobs;
        EXPECT_THAT(finished.err, HasSubstr("--jobs")) << jobs;
    }
}

TEST_F(Simulate, TellsInItsHelpWhatItTakes) {
    const Finished finished = shell("$counterpoint simulate --help");
    EXPECT_EQ(finished.status, 0);
    for (const char* word :
         {"FILE", "--layer GLOB", "--set PATH=VALUE", "--no-capacity", "--jobs N", "--format",
          "--output", "Examples", "Ctrl-C", "Exit codes", "docs/formats.md"}) {
        EXPECT_THAT(finished.out, HasSubstr(word));
    }
    EXPECT_THAT(shell("$counterpoint --help").out, HasSubstr("simulate"));
}

TEST_F(Simulate, ReportsALayerWhoseProcessDiesAndFinishesTheOthers) {
    write("design.yaml", endless_in_the_middle);
    for (const char* jobs : {"1", "2"}) {
        // A process that takes more than a second of processor time is ended by the system.
        const Finished finished = shell("ulimit -S -t 1; $counterpoint simulate design.yaml "
                                        "--no-fast-forward --format json --jobs " +
                                        std::string(jobs));
        EXPECT_EQ(finished.status, 3) << finished.err;
        EXPECT_THAT(finished.err, HasSubstr("layer endless: the simulation died of signal"));
        EXPECT_THAT(finished.err, Not(HasSubstr("layer first")));
        const json result = json::parse(finished.out, nullptr, false);
        ASSERT_EQ(result["layers"].size(), 2U);
        EXPECT_EQ(result["layers"][0]["name"], "first");
        EXPECT_EQ(result["layers"][1]["name"], "last");
        EXPECT_EQ(result["missing_layers"], json({"endless"}));
    }
}

TEST_F(Simulate, WritesNoFileWhereALayerIsMissing) {
    write("design.yaml", endless_in_the_middle);
    write("out.json", "what was there before");
    const Finished finished = shell("ulimit -S -t 1; $counterpoint simulate design.yaml "
                                    "--no-fast-forward --format json --output out.json");
    EXPECT_EQ(finished.status, 3);
    EXPECT_EQ(read("out.json"), "what was there before");
    EXPECT_THAT(finished.err, HasSubstr("out.json is left as it was"));
    EXPECT_THAT(json::parse(finished.out, nullptr, false)["missing_layers"], json({"endless"}));
    EXPECT_EQ(files(), 2);
}

TEST_F(Simulate, AnnouncesThatItWillTakeLong) {
    write("design.yaml", endless_in_the_middle);
    const Finished finished =
        shell("timeout -s INT 1 $counterpoint simulate design.yaml --no-fast-forward || true");
    EXPECT_THAT(finished.err,
                HasSubstr("counterpoint: 100G phases to simulate, which takes about 28 h\n"));
    EXPECT_THAT(finished.err, Not(HasSubstr("\x1b"))) << "this is no terminal";
}

TEST_F(Simulate, AnswersNothingWhereNoLayerIsLeft) {
    write("design.yaml", endless_in_the_middle);
    const Finished finished = shell(
        "ulimit -S -t 1; $counterpoint simulate design.yaml --no-fast-forward --layer endless");
    EXPECT_EQ(finished.status, 3);
    EXPECT_EQ(finished.out, "");
    EXPECT_THAT(finished.err, HasSubstr("layer endless: the simulation died"));
}

class Interrupted : public Simulate, public testing::WithParamInterface<const char*> {};

TEST_P(Interrupted, EndsAtOnceWithoutAnOutputOrAProcessThatIsLeft) {
    write("design.yaml", endless_in_the_middle);
    // In the foreground only the process itself gets the signal, otherwise its children do as well.
    for (const char* whom : {"--foreground", ""}) {
        const Finished finished =
            shell(std::string("timeout --preserve-status ") + whom + " -s " + GetParam() +
                  " 1 $counterpoint simulate design.yaml --no-fast-forward --output out.json");
        EXPECT_EQ(finished.status, 130) << finished.err;
        EXPECT_THAT(finished.err, HasSubstr("counterpoint: interrupted\n"));
        EXPECT_THAT(finished.err, Not(HasSubstr("died")));
        EXPECT_EQ(finished.out, "");
        EXPECT_EQ(processes(), 0);
        EXPECT_EQ(files(), 1);
    }
}

INSTANTIATE_TEST_SUITE_P(By, Interrupted, testing::Values("INT", "TERM"));

TEST_F(Simulate, InTheBackgroundOfAScriptIsNotInterruptedByCtrlC) {
    write("design.yaml", endless_in_the_middle);
    // There shells have SIGINT ignored.
    const Finished finished =
        shell("$counterpoint simulate design.yaml --no-fast-forward & sleep 0.3; "
              "kill -INT $!; sleep 0.3; kill -TERM $!; wait $!; echo $?");
    EXPECT_EQ(finished.out, "130\n") << "of SIGTERM";
    EXPECT_TRUE(all_processes_end());
    const Finished gone =
        shell("$counterpoint simulate design.yaml --no-fast-forward & sleep 0.3; kill -INT $!; "
              "sleep 0.3; kill -0 $! && echo there; kill -KILL $!");
    EXPECT_EQ(gone.out, "there\n");
    EXPECT_TRUE(all_processes_end());
}

TEST_F(Simulate, LeavesNoProcessWhereItIsKilled) {
    write("design.yaml", endless_in_the_middle);
    const Finished finished =
        shell("$counterpoint simulate design.yaml --no-fast-forward --output out.json & "
              "sleep 0.5; ls -d /proc/[0-9]*/cwd -l | grep -c \"$PWD$\"; "
              "kill -KILL $!; wait $!; echo $?");
    EXPECT_THAT(finished.out, testing::MatchesRegex("[3-9]\n137\n"))
        << "the shell, the program and its children, then the end of the program";
    EXPECT_TRUE(all_processes_end());
    EXPECT_EQ(files(), 1);
}

TEST_F(Simulate, ShowsOnATerminalHowFarItIs) {
    if (shell("script --version").status != 0) {
        GTEST_SKIP() << "needs script(1), which runs a command on a terminal";
    }
    const std::string on_terminal = "export counterpoint; script -qec '$counterpoint simulate "
                                    "design.yaml' /dev/null";
    const Finished shown = shell("export TERM=xterm; " + on_terminal);
    EXPECT_THAT(shown.out, HasSubstr("\r\x1b[K0 of 2 layers, "));
    EXPECT_LT(shown.out.rfind("phases"), shown.out.rfind("\r\x1b[K")) << "the line is gone again";
    EXPECT_LT(shown.out.rfind("\r\x1b[K"), shown.out.find("two_gemms"));
    EXPECT_THAT(shell("export TERM=dumb; " + on_terminal).out, Not(HasSubstr("\x1b[K")));
}

} // namespace
} // namespace counterpoint::cli
