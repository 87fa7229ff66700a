#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.hpp"

namespace counterpoint::cli {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class Usage : public ProgramTest {};

TEST_F(Usage, HelpAndVersionGoToStandardOutput) {
    for (const char* line : {"$counterpoint", "$counterpoint --help", "$counterpoint -h"}) {
        const Finished finished = shell(line);
        EXPECT_EQ(finished.status, 0) << line;
        EXPECT_THAT(finished.out, HasSubstr("analyze")) << line;
        EXPECT_THAT(finished.out, HasSubstr("Exit codes")) << line;
        EXPECT_EQ(finished.err, "") << line;
    }
    const Finished version = shell("$counterpoint --version");
    EXPECT_EQ(version.status, 0);
    EXPECT_THAT(version.out, testing::MatchesRegex("counterpoint [0-9]+\\.[0-9]+\\.[0-9]+\n"));
}

TEST_F(Usage, HelpOfAnalyzeNamesEveryOption) {
    const Finished finished = shell("$counterpoint analyze --help");
    EXPECT_EQ(finished.status, 0);
    for (const char* word : {"FILE", "--layer GLOB", "--set PATH=VALUE", "--no-capacity",
                             "--format", "--output", "Examples", "Exit codes", "docs/formats.md"}) {
        EXPECT_THAT(finished.out, HasSubstr(word));
    }
}

TEST_F(Usage, MistakesAreExplained) {
    struct Mistake {
        const char* arguments;
        const char* explanation;
    };
    const std::vector<Mistake> mistakes = {
        {"analise x", "unknown command 'analise', did you mean 'analyze'?"},
        {"--verison", "unknown option '--verison', did you mean '--version'?"},
        {"analyze", "FILE is required"},
        {"analyze x --fromat json", "unknown option '--fromat', did you mean '--format'?"},
        {"analyze x --fromat=json", "unknown option '--fromat=json', did you mean '--format'?"},
        {"analyze x --format xml", "expected table, json, csv or maestro.csv, found 'xml'"},
        {"analyze x --format", "--format: 1 required"},
        {"analyze x --format json --format csv", "--format"},
        {"analyze x --layer", "--layer: 1 required GLOB missing"},
        {"analyze x --no-capacity=3", "no-capacity was given"},
        {"analyze x --set nothing", "--set: this names no value of the files"},
        {"analyze x --set =1", "expected PATH=VALUE"},
    };
    for (const Mistake& mistake : mistakes) {
        const Finished finished = shell(std::string("$counterpoint ") + mistake.arguments);
        EXPECT_EQ(finished.status, 2) << mistake.arguments;
        EXPECT_EQ(finished.out, "") << mistake.arguments;
        EXPECT_THAT(finished.err, HasSubstr(mistake.explanation)) << mistake.arguments;
    }
}

TEST_F(Usage, MistakesPointToTheHelp) {
    EXPECT_THAT(shell("$counterpoint analyze").err,
                HasSubstr("See 'counterpoint analyze --help'."));
    EXPECT_THAT(shell("$counterpoint frobnicate").err, HasSubstr("See 'counterpoint --help'."));
}

TEST_F(Usage, AnInputNamedLikeAnOptionStandsBehindTwoDashes) {
    EXPECT_THAT(shell("$counterpoint analyze -- --help").err, StartsWith("--help: "));
}

} // namespace
} // namespace counterpoint::cli
