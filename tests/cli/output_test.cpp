#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"

namespace counterpoint::cli {
namespace {

using testing::HasSubstr;

class Output : public ProgramTest {
  protected:
    Output() { write("design.yaml", two_gemms); }
};

TEST_F(Output, GoesWholeIntoTheFileAndNotToStandardOutput) {
    const Finished finished =
        shell("$counterpoint analyze design.yaml --format json --output result.json");
    EXPECT_EQ(finished.status, 0) << finished.err;
    EXPECT_EQ(finished.out, "");
    EXPECT_TRUE(nlohmann::json::accept(read("result.json")));
    EXPECT_EQ(files(), 2) << "the design and the result, nothing beside";
}

TEST_F(Output, OfBadInputLeavesTheOldFileAlone) {
    write("result.json", "old\n");
    write("bad.yaml", "workload: 3\n");
    const Finished finished = shell("$counterpoint analyze bad.yaml --output result.json");
    EXPECT_EQ(finished.status, 2);
    EXPECT_EQ(read("result.json"), "old\n");
    EXPECT_EQ(files(), 3);
}

TEST_F(Output, ThatCannotBeCompletedLeavesTheOldFileAlone) {
    write("result.json", "old\n");
    // No file may grow beyond two blocks of 512 bytes.
    const Finished finished = shell(
        "(ulimit -f 2; exec $counterpoint analyze design.yaml --format json --output result.json)");
    EXPECT_EQ(finished.status, 2);
    EXPECT_THAT(finished.err,
                HasSubstr("result.json: the output cannot be written: File too large"));
    EXPECT_EQ(read("result.json"), "old\n");
    EXPECT_EQ(files(), 2);
}

TEST_F(Output, ToNowhereIsRefused) {
    const Finished finished =
        shell("$counterpoint analyze design.yaml --output no_such_folder/result.json");
    EXPECT_EQ(finished.status, 2);
    EXPECT_EQ(finished.out, "");
    EXPECT_THAT(finished.err, HasSubstr("there is no folder no_such_folder"));
    EXPECT_EQ(shell("$counterpoint analyze design.yaml --output .").status, 2);
    EXPECT_EQ(shell("$counterpoint analyze design.yaml --output ''").status, 2);
}

TEST_F(Output, ToAFullOrClosedStandardOutputIsAnError) {
    for (const char* where : {"> /dev/full", ">&-"}) {
        const Finished finished = shell(std::string("$counterpoint analyze design.yaml ") + where);
        EXPECT_EQ(finished.status, 2) << where;
        EXPECT_THAT(finished.err, HasSubstr("standard output cannot be written")) << where;
    }
    EXPECT_EQ(shell("$counterpoint --help > /dev/full").status, 2);
}

TEST_F(Output, ToAReaderThatWentAwayEndsQuietly) {
    const Finished finished = shell("{ $counterpoint analyze design.yaml --format json; echo "
                                    "status $? >&2; } | true");
    EXPECT_EQ(finished.err, "status 0\n");
}

TEST_F(Output, NeedsNoStandardStreamsWhereItGoesToAFile) {
    const Finished finished = shell("$counterpoint analyze design.yaml --format json --output "
                                    "result.json <&- >&- 2>&-");
    EXPECT_EQ(finished.status, 0);
    EXPECT_TRUE(nlohmann::json::accept(read("result.json")));
}

TEST_F(Output, IsTheSameEveryTime) {
    const std::string line = "$counterpoint analyze design.yaml --format json";
    EXPECT_EQ(shell(line).out, shell(line).out);
}

} // namespace
} // namespace counterpoint::cli
