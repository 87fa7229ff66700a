#include <filesystem>
#include <string>

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
using testing::StartsWith;

/// A short layer and one of 10^11 phases.
const char* const one_is_endless = R"(workload:
  name: two_gemms
  layers:
    - {name: short, type: GEMM, dimensions: {M: 4, N: 4, K: 4}}
    - {name: endless, type: GEMM, dimensions: {M: 10000, N: 10000, K: 2000}}
hardware:
  memories:
    - {name: DRAM}
    - {name: L1, fill: {bytes_per_cycle: 4}, drain: {bytes_per_cycle: 4}}
mapping:
  - nodes:
      - {temporal: M, tile: 2}
      - {temporal: N, tile: 1}
      - {temporal: K, tile: 1}
      - {store: [Weight, Input, Output], in: L1}
)";

const char* const suite_of_two_gemms = R"(suite: small
cases:
  - {name: gemms, files: design.yaml}
)";

class Validate : public ProgramTest {
  protected:
    Validate() {
        write("design.yaml", two_gemms);
        write("suite.yaml", suite_of_two_gemms);
    }

    /// The command with a cache of its own.
    [[nodiscard]] Finished validate(const std::string& arguments) const {
        return shell("export XDG_CACHE_HOME=\"$PWD/cache\"; $counterpoint validate " + arguments);
    }
};

TEST_F(Validate, PutsBothModelsSideBySideAndEndsWithTheVerdict) {
    const Finished finished = validate("design.yaml");
    EXPECT_EQ(finished.status, 0) << finished.err;
    EXPECT_EQ(finished.err, "");
    EXPECT_THAT(finished.out, AllOf(StartsWith("two_gemms on toy, mapped by design.yaml"),
                                    HasSubstr("first"), HasSubstr("exact"), HasSubstr("maestro"),
                                    HasSubstr("Total"), HasSubstr("\nHolds: ")));
    EXPECT_EQ(shell("ls cache/counterpoint").out, "") << "the journal is gone";
}

TEST_F(Validate, SaysWhichExpectationBreaksAndByHowMuch) {
    write("suite.yaml", std::string(suite_of_two_gemms) + R"(expect:
  - numbers: maestro.cycles
    layers: second
    between: [50 %, 60 %]
    cause: none
    reason: "nobody knows"
)");
    const Finished finished = validate("--suite suite.yaml");
    EXPECT_EQ(finished.status, 1);
    EXPECT_THAT(finished.err,
                AllOf(StartsWith("counterpoint: gemms: layer second: maestro.cycles: expected "),
                      HasSubstr(" +50 % to +60 %, found "), HasSubstr("nobody knows\n")));
    EXPECT_THAT(finished.out,
                AllOf(HasSubstr("! second"), HasSubstr("\nDoes not hold: "), HasSubstr("1 of ")));
}

TEST_F(Validate, WritesJsonCsvAndMarkdown) {
    const json all = json::parse(validate("design.yaml --format json").out);
    EXPECT_EQ(all["schema"], "counterpoint-validation/1");
    EXPECT_EQ(all["suite"], nullptr);
    EXPECT_EQ(all["cases"][0]["layers"].size(), 2U);
    EXPECT_EQ(all["cases"][0]["layers"][0].count("pe"), 0U);
    const json with_pes = json::parse(validate("design.yaml --format json --pe-utilization").out);
    EXPECT_EQ(with_pes["cases"][0]["layers"][0]["pe"]["macs"].size(), 2U);
    const std::string csv = validate("design.yaml --format csv").out;
    EXPECT_THAT(csv, StartsWith("case,layer,number,kind,analytical,simulated,deviation\n"
                                ",first,cycles,time,"));
    EXPECT_THAT(csv, HasSubstr("\n,second,maestro.cycles,estimate,"));
    EXPECT_THAT(validate("design.yaml --format markdown").out,
                AllOf(StartsWith("# Validation\n"), HasSubstr("| Layer | Analytical cycles |"),
                      HasSubstr("| **Total** |")));
    EXPECT_EQ(validate("design.yaml --format csv --output out.csv").out, "");
    EXPECT_EQ(read("out.csv"), csv);
}

TEST_F(Validate, RefusesWhatDoesNotGoTogether) {
    EXPECT_THAT(validate("").err, HasSubstr("there is nothing to validate"));
    EXPECT_THAT(validate("design.yaml --suite suite.yaml").err, HasSubstr("either files or a"));
    EXPECT_THAT(validate("--suite suite.yaml --layer first").err, HasSubstr("--layer belong"));
    EXPECT_THAT(validate("design.yaml --golden").err, HasSubstr("--golden FILE"));
    EXPECT_THAT(validate("design.yaml --update-golden").err, HasSubstr("--golden"));
    EXPECT_THAT(validate("design.yaml --layer third").err, HasSubstr("no layer of the workload"));
    EXPECT_THAT(validate("design.yaml --journal design.yaml").err, HasSubstr("not a journal"));
    for (const char* arguments :
         {"", "--suite none.yaml", "design.yaml --output none/out", "design.yaml --format xml"}) {
        const Finished finished = validate(arguments);
        EXPECT_EQ(finished.status, 2) << arguments;
        EXPECT_EQ(finished.out, "") << arguments;
    }
}

TEST_F(Validate, HoldsADesignToItsGoldenNumbers) {
    const Finished missing = validate("design.yaml --golden g.txt");
    EXPECT_EQ(missing.status, 2);
    EXPECT_THAT(missing.err,
                HasSubstr("counterpoint validate design.yaml --golden g.txt --update-golden"));
    EXPECT_EQ(validate("design.yaml --golden g.txt --update-golden").status, 0);
    const std::string golden = read("g.txt");
    EXPECT_EQ(validate("design.yaml --golden g.txt").status, 0);
    EXPECT_THAT(validate("design.yaml --golden g.txt --update-golden").err,
                HasSubstr("nothing is different"));

    const Finished wider =
        validate("design.yaml --golden g.txt --set hardware.memories.L1.fill.bytes_per_cycle=8");
    EXPECT_EQ(wider.status, 1);
    EXPECT_THAT(wider.err, AllOf(HasSubstr("the files say something else"),
                                 HasSubstr("layer first: cycles: was "),
                                 HasSubstr("bytes_per_cycle=8' --golden g.txt --update-golden")));
    EXPECT_EQ(read("g.txt"), golden);
    EXPECT_EQ(validate("design.yaml --golden g.txt --update-golden "
                       "--set hardware.memories.L1.fill.bytes_per_cycle=8")
                  .status,
              0);
    EXPECT_NE(read("g.txt"), golden);
}

TEST_F(Validate, RefusesAGoldenFileOfAnotherSchemaBeforeAnythingRuns) {
    write("endless.yaml", one_is_endless);
    write("g.txt", "counterpoint-golden/9\n");
    const Finished finished = validate("endless.yaml --golden g.txt");
    EXPECT_EQ(finished.status, 2);
    EXPECT_THAT(finished.err, AllOf(HasSubstr("g.txt:1"), HasSubstr("another schema")));
}

TEST_F(Validate, DoesNotTakeNumbersForGoldenWhileExpectationsAreBroken) {
    write("suite.yaml", std::string(suite_of_two_gemms) + R"(expect:
  - {numbers: maestro.cycles, between: [50 %, 60 %], cause: none, reason: none}
)");
    const Finished finished = validate("--suite suite.yaml --golden --update-golden");
    EXPECT_EQ(finished.status, 1);
    EXPECT_THAT(finished.err, HasSubstr("suite.golden is left as it was"));
    EXPECT_FALSE(std::filesystem::exists(path("suite.golden")));
}

TEST_F(Validate, GoesOnWhereItWasInterrupted) {
    write("endless.yaml", one_is_endless);
    const std::string run = "endless.yaml --no-fast-forward --jobs 2 --journal kept & ";
    const std::string kept = "until [ -s kept ]; do sleep 0.1; done; ";
    EXPECT_EQ(validate(run + kept + "kill -KILL $!; wait $!; echo $?").out, "137\n");
    const Finished ended = validate(run + "sleep 2; kill -TERM $!; wait $!; echo $?");
    EXPECT_EQ(ended.out, "130\n");
    EXPECT_THAT(ended.err,
                AllOf(HasSubstr("counterpoint: 1 of 2 simulations are taken from kept\n"),
                      HasSubstr("counterpoint: interrupted\n"),
                      HasSubstr("what is finished is kept in kept")));
    const Finished rest = validate("endless.yaml --layer short --journal kept");
    EXPECT_EQ(rest.status, 0);
    EXPECT_THAT(rest.err, HasSubstr("1 of 1 simulations"));
    EXPECT_FALSE(std::filesystem::exists(path("kept")));
}

TEST_F(Validate, KeepsNothingWithoutAJournal) {
    write("endless.yaml", one_is_endless);
    const Finished ended = validate(
        "endless.yaml --no-fast-forward --no-journal & sleep 0.5; kill -TERM $!; wait $!; echo $?");
    EXPECT_EQ(ended.out, "130\n");
    EXPECT_THAT(ended.err, Not(HasSubstr("kept")));
    EXPECT_FALSE(std::filesystem::exists(path("cache")));
}

TEST_F(Validate, GoesOnWithoutACache) {
    const Finished finished =
        shell("export XDG_CACHE_HOME=/proc/none; $counterpoint validate design.yaml");
    EXPECT_EQ(finished.status, 0);
    EXPECT_THAT(finished.err, HasSubstr("counterpoint: without a journal: "));
    EXPECT_EQ(shell("unset XDG_CACHE_HOME HOME; $counterpoint validate design.yaml").status, 0);
}

} // namespace
} // namespace counterpoint::cli
