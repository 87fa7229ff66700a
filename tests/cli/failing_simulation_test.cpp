#include <sstream>

#include <CLI/CLI.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cli/simulate.hpp"
#include "tests/cli/program.hpp"

namespace counterpoint::cli {
namespace {

using hw::MemoryIndex;
using testing::HasSubstr;

struct Said {
    ExitStatus status = ExitStatus::fine;
    std::string out;
    std::string err;
};

/// The command in this process, with a simulator that has a fault.
class FailingSimulation : public ProgramTest {
  protected:
    FailingSimulation() { write("design.yaml", two_gemms); }

    [[nodiscard]] Said say(const std::vector<std::string>& options,
                           const SimulateAll& simulate_all) const {
        CLI::App app;
        Action action;
        add_simulate_with(app, action, simulate_all);
        std::vector<std::string> arguments(options.rbegin(), options.rend());
        arguments.push_back(path("design.yaml"));
        arguments.emplace_back("simulate");
        app.parse(arguments);
        std::ostringstream out;
        std::ostringstream err;
        Console console{out, err, {}, {}};
        const ExitStatus status = action(console);
        return {status, out.str(), err.str()};
    }
};

/// L1 has no slot, so nothing can ever be filled.
std::vector<sim::Outcome> at_a_standstill(const std::vector<sim::Job>& jobs, hw::Hardware hardware,
                                          const sim::Options& options,
                                          const sim::Parallel& parallel) {
    hardware.memories[MemoryIndex{1}].slots = 0;
    return sim::simulate_all(jobs, hardware, options, parallel);
}

/// The second layer has twice the work that its mapping does.
std::vector<sim::Outcome> with_lost_macs(std::vector<sim::Job> jobs, const hw::Hardware& hardware,
                                         const sim::Options& options,
                                         const sim::Parallel& parallel) {
    for (mapping::Node& node : jobs[1].mapping.nodes) {
        if (auto* spatial = std::get_if<mapping::Spatial>(&node.what)) {
            spatial->units = 1;
        }
    }
    return sim::simulate_all(jobs, hardware, options, parallel);
}

TEST_F(FailingSimulation, SaysWhichEngineWaitsForWhat) {
    const Said said = say({}, at_a_standstill);
    EXPECT_EQ(said.status, ExitStatus::internal_error);
    EXPECT_EQ(static_cast<int>(said.status), 3);
    EXPECT_EQ(said.out, "");
    const std::string standstill = ": nothing moves any more at cycle 0: accelerator.fill_1 at "
                                   "phase 0 waits for a slot; accelerator.pes at phase 0 waits for "
                                   "its tiles\n";
    EXPECT_EQ(said.err,
              "counterpoint: layer first" + standstill + "counterpoint: layer second" + standstill);
}

TEST_F(FailingSimulation, ThatLosesMacsIsReportedAndTheOtherLayersDelivered) {
    write("out.json", "what was there before");
    const Said said = say({"--format", "json", "--output", path("out.json")}, with_lost_macs);
    EXPECT_EQ(said.status, ExitStatus::internal_error);
    EXPECT_THAT(said.err, HasSubstr("counterpoint: layer second: the PEs did 64 MACs, the layer "
                                    "has 128\n"));
    EXPECT_THAT(said.err, HasSubstr("is left as it was\n"));
    EXPECT_EQ(read("out.json"), "what was there before");
    const nlohmann::json written = nlohmann::json::parse(said.out);
    EXPECT_EQ(written["layers"].size(), 1U);
    EXPECT_EQ(written["missing_layers"], nlohmann::json({"second"}));
}

class Announcement : public FailingSimulation {
  protected:
    /// The first line on standard error where the first layer has these dimensions.
    [[nodiscard]] std::string of(const std::string& dimensions,
                                 std::vector<std::string> options) const {
        for (const char* option : {"--layer", "first", "--set"}) {
            options.emplace_back(option);
        }
        options.push_back("workload.layers.first.dimensions=" + dimensions);
        const std::string err =
            say(options, [](const auto& jobs, const auto&, const auto&, const auto&) {
                return std::vector<sim::Outcome>(jobs.size(), sim::Failure{"not simulated"});
            }).err;
        return err.substr(0, err.find('\n'));
    }
};

TEST_F(Announcement, CountsTheValuesThatMove) {
    const std::string dimensions = "{M: 2000000, N: 1000, K: 100}"; // M / 2 phases
    EXPECT_EQ(of(dimensions, {}), "counterpoint: not simulated") << "it takes a second";
    EXPECT_EQ(of(dimensions, {"--functional"}),
              "counterpoint: 1.00M phases to simulate, which takes about 13 min");
}

TEST_F(Announcement, CountsTheFilesThatAreWritten) {
    const std::string dimensions = "{M: 110000000, N: 1, K: 1}";
    EXPECT_EQ(of(dimensions, {}), "counterpoint: not simulated") << "it takes 55 seconds";
    EXPECT_EQ(of(dimensions, {"--trace", path("trace.json")}),
              "counterpoint: 55.0M phases to simulate, which takes about 67 s");
    EXPECT_EQ(of(dimensions, {"--vcd", path("waves.vcd")}),
              "counterpoint: 55.0M phases to simulate, which takes about 67 s");
}

} // namespace
} // namespace counterpoint::cli
