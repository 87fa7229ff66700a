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

class SimulatedEnergy : public TwoGemmsTest {
  protected:
    static constexpr const char* ddr4 =
        " --set 'hardware.memories.DRAM.dram={standard: DDR4-2400}'";
    static constexpr const char* horowitz = " --technology horowitz_45nm";
};

TEST_F(SimulatedEnergy, OnIdealHardwareIsThatOfAnalyze) {
    for (const char* technology : {"horowitz_45nm", "eyeriss_relative", "maestro"}) {
        const std::string arguments = std::string(" design.yaml --technology ") + technology;
        const json analyzed = answer("analyze" + arguments);
        const json simulated = answer("simulate" + arguments);
        EXPECT_EQ(simulated["total"]["energy"], analyzed["total"]["energy"]) << technology;
        EXPECT_EQ(simulated["layers"][1]["energy"], analyzed["layers"][1]["energy"]);
        EXPECT_EQ(simulated["technology"], analyzed["technology"]);
        EXPECT_EQ(simulated["area"], analyzed["area"]);
    }
}

TEST_F(SimulatedEnergy, WithoutTheMechanismsIsThatOfAnalyzeWithThem) {
    const std::string design = std::string(" design.yaml") + ddr4 + horowitz;
    EXPECT_EQ(answer("simulate --ideal" + design)["total"]["energy"],
              answer("analyze" + design)["total"]["energy"]);
}

TEST_F(SimulatedEnergy, OfADramIsThatOfItsCommands) {
    const json result = answer(std::string("simulate design.yaml") + ddr4 + horowitz);
    const json& commands = result["total"]["dram"]["commands"];
    const json& each = result["technology"]["dram_commands"];
    const json& causes = result["total"]["energy"]["causes"];
    EXPECT_GT(commands["ACT"], 0);
    EXPECT_NEAR(causes["activate"], commands["ACT"].get<double>() * each["ACT"].get<double>(), 0.1);
    const double moved = commands["RD"].get<double>() * each["RD"].get<double>() +
                         commands["WR"].get<double>() * each["WR"].get<double>();
    EXPECT_NEAR(result["total"]["energy"]["memories"]["DRAM"],
                moved + causes["activate"].get<double>() + causes["refresh"].get<double>() +
                    causes["background"].get<double>(),
                0.1);
}

TEST_F(SimulatedEnergy, IsComparedWithThatOfTheOtherModel) {
    const std::string command = std::string("validate --no-journal design.yaml") + horowitz;
    EXPECT_THAT(run(command).out, HasSubstr("Energy by horowitz_45nm: analytical"));
    const json ideal = answer(command);
    EXPECT_EQ(ideal["cases"][0]["total"]["energy"]["deviation"], 0.0);
    EXPECT_EQ(ideal["cases"][0]["total"]["energy"]["differences"], json::object());
    const json real = answer(command + ddr4);
    const json& energy = real["cases"][0]["layers"][0]["energy"];
    EXPECT_GT(energy["deviation"], 0.0) << "bursts are moved whole";
    EXPECT_GT(energy["differences"]["activate"], 0.0);
    EXPECT_FALSE(energy["differences"].contains("mac"));
    EXPECT_EQ(energy["simulated"], real["cases"][0]["layers"][0]["simulation"]["energy"]["total"]);
    EXPECT_EQ(energy["analytical"], real["cases"][0]["layers"][0]["analytical"]["energy"]["total"]);
}

TEST_F(SimulatedEnergy, IsInAllFormatsOfAValidation) {
    const std::string command = std::string("validate --no-journal design.yaml") + horowitz;
    EXPECT_THAT(run(command + " --format csv").out,
                AllOf(HasSubstr(",energy.causes.read,energy,"), HasSubstr(",energy.edp_js,energy,"),
                      HasSubstr(",energy.tops_per_watt,energy,")));
    EXPECT_THAT(run(command + " --format csv").out, HasSubstr(",energy.additions.L1,work,"));
    EXPECT_THAT(run(command + " --format markdown").out,
                AllOf(HasSubstr("Energy by horowitz_45nm"), HasSubstr("TOPS/W")));
}

TEST_F(SimulatedEnergy, IsToldWithWhatFollowsFromItAndWhatItLeavesOut) {
    const std::string command = "validate --no-journal design.yaml";
    const std::string horowitz_table = run(command + horowitz).out;
    EXPECT_THAT(horowitz_table,
                AllOf(HasSubstr("\nEDP "), HasSubstr(" W on average, "), HasSubstr("\nArea "),
                      HasSubstr("\nNot in the area: "), HasSubstr("\nUnconfirmed: figures of ")));
    EXPECT_THAT(horowitz_table, Not(HasSubstr("→"))) << "both models say the same";
    EXPECT_THAT(run(command + horowitz + ddr4).out, HasSubstr(" → "));
    EXPECT_THAT(run(command + " --technology eyeriss_relative").out,
                AllOf(HasSubstr("Energy by eyeriss_relative"), HasSubstr("\nNot counted: "),
                      Not(HasSubstr("EDP"))));
}

TEST_F(SimulatedEnergy, OfASuiteIsToldForEveryCase) {
    write("suite.yaml", "suite: small\ncases:\n  - {name: gemms, files: design.yaml}\n");
    const Finished finished = run("validate --no-journal --suite suite.yaml --technology maestro");
    EXPECT_THAT(finished.out, HasSubstr("Energy by maestro: analytical"));
}

TEST_F(SimulatedEnergy, OfAJournalIsTheSame) {
    const std::string command =
        std::string("validate design.yaml --journal kept --format json") + horowitz;
    const std::string first = run(command).out;
    EXPECT_EQ(run(command).out, first);
}

} // namespace
} // namespace counterpoint::cli
