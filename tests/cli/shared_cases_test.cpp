#include <filesystem>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cli/command_line.hpp"
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
        const ExitStatus status = run(arguments, console);
        return {static_cast<int>(status), out.str(), err.str()};
    }
};

TEST_F(SharedCases, AgreeInEveryNumber) {
    const auto cases = contract("semantics.jsonl");
    if (cases.empty()) {
        GTEST_SKIP() << "no cases at " COUNTERPOINT_SHARED_DIR;
    }
    for (std::size_t i = 0; i < cases.size(); ++i) {
        write("design.yaml", design_of(cases[i]["case"]));
        const Finished finished = command({"analyze", path("design.yaml"), "--format", "json"});
        ASSERT_EQ(finished.status, 0) << "case " << i << ": " << finished.err;
        const json layer = json::parse(finished.out)["layers"][0];
        for (const auto& [key, wanted] : cases[i]["want"].items()) {
            EXPECT_EQ(layer[key == "capacity" ? "capacity_bytes" : key], wanted)
                << "case " << i << ", " << key;
        }
    }
}

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
