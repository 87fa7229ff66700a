#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "tests/cli/program.hpp"

namespace counterpoint::cli {
namespace {

using nlohmann::json;

/// The lines of a file of the contract; empty where the contract does not lie beside the project.
std::vector<json> contract(const std::string& name) {
    std::ifstream file(COUNTERPOINT_SHARED_DIR "/cases/" + name);
    std::vector<json> lines;
    for (std::string line; std::getline(file, line);) {
        lines.push_back(json::parse(line));
    }
    return lines;
}

/// A case as a file that users could have written.
std::string design_of(const json& the_case) {
    return json{{"workload", {{"name", "w"}, {"layers", {the_case["layer"]}}}},
                {"hardware", the_case["hardware"]},
                {"mapping", {{{"nodes", the_case["nodes"]}}}}}
        .dump(1);
}

class SharedCases : public ProgramTest {
  protected:
    /// Runs the command inside this process, which takes 400 starts of a process off the test.
    static Finished command(const std::vector<std::string>& arguments) {
        std::ostringstream out;
        std::ostringstream err;
        Console console{out, err, {}, {}};
        const ExitStatus status = run(arguments, commands(), console);
        return {static_cast<int>(status), out.str(), err.str()};
    }
};

/// A subcommand that answers for a layer, and how many cases to leave out after each one: a
/// simulation takes a process.
using Answering = std::pair<const char*, std::size_t>;

class AnsweredCases : public SharedCases, public testing::WithParamInterface<Answering> {};

TEST_P(AnsweredCases, AgreeInEveryNumber) {
    const auto cases = contract("semantics.jsonl");
    if (cases.empty()) {
        GTEST_SKIP() << "no cases at " COUNTERPOINT_SHARED_DIR;
    }
    const auto [name, left_out] = GetParam();
    for (std::size_t i = 0; i < cases.size(); i += 1 + left_out) {
        write("design.yaml", design_of(cases[i]["case"]));
        const Finished finished = command({name, path("design.yaml"), "--format", "json"});
        ASSERT_EQ(finished.status, 0) << "case " << i << ": " << finished.err;
        const json layer = json::parse(finished.out)["layers"][0];
        for (const auto& [key, wanted] : cases[i]["want"].items()) {
            EXPECT_EQ(layer[key == "capacity" ? "capacity_bytes" : key], wanted)
                << "case " << i << ", " << key;
        }
    }
}

std::vector<Answering> answering_commands() {
    std::vector<Answering> answering{{"analyze", 0}};
    if (commands().size() > 1) {
        answering.emplace_back("simulate", 6);
    }
    return answering;
}

INSTANTIATE_TEST_SUITE_P(Commands, AnsweredCases, testing::ValuesIn(answering_commands()));

TEST_F(SharedCases, ThatAreIllegalAreRefused) {
    const auto cases = contract("errors.jsonl");
    if (cases.empty()) {
        GTEST_SKIP() << "no cases at " COUNTERPOINT_SHARED_DIR;
    }
    for (std::size_t i = 0; i < cases.size(); ++i) {
        write("design.yaml", design_of(cases[i]["case"]));
        const Finished finished = shell("$counterpoint analyze design.yaml");
        EXPECT_EQ(finished.status, 2) << i << ": " << cases[i]["breaks"];
        EXPECT_EQ(finished.out, "") << i;
        EXPECT_THAT(finished.err, testing::ContainsRegex("^design\\.yaml:[0-9]+:[0-9]+: "))
            << i << ": " << cases[i]["breaks"];
    }
}

} // namespace
} // namespace counterpoint::cli
