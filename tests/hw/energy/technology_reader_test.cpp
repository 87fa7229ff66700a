#include "hw/energy/technology_reader.hpp"

#include <fstream>
#include <ostream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/hw/energy/designs.hpp"
#include "tests/temporary_folder.hpp"

namespace counterpoint::hw {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

/// A technology of all that one has to say.
const std::string own =
    "{name: own, process: made up, sources: {me: {citation: a test, technology: any}}, "
    "arithmetic: {mac: {value: 2, source: me}}, "
    "sram: {access_bits: 32, read: {source: me, points: {8192: 4}, below: 1, above: 1}, "
    "write: {source: me, points: {8192: 8}, below: 1, above: 1}}, "
    "places: {outermost: {read: 100, write: 50, per: byte, source: me}}}";

/// The same with a part of it replaced.
std::string changed(const std::string& part, const std::string& by) {
    std::string text = own;
    return text.replace(text.find(part), part.size(), by);
}

TEST(Technology, TheShippedOnesHaveTheirNames) {
    EXPECT_THAT(technology_names(),
                ElementsAre("eyeriss_relative", "horowitz_45nm", "horowitz_45nm_float", "maestro",
                            "scaled_16nm", "scaled_28nm"));
}

TEST(Technology, AnOwnOneStandsInTheHardware) {
    const ReadHardware reading = with_technology(own);
    EXPECT_EQ(reading.told(), "");
    const EnergyTable& table = reading.value.energy.value();
    EXPECT_EQ(table.memories[MemoryIndex{0}].access.write, 50);
    EXPECT_DOUBLE_EQ(table.memories[MemoryIndex{2}].access.read, 4.0 / 4) << "32 bits an access";
    EXPECT_DOUBLE_EQ(table.memories[MemoryIndex{1}].access.write, 32.0 / 4)
        << "four times as large";
    EXPECT_EQ(table.mac({8, 64}), 2) << "whatever the width";
}

TEST(Technology, NamesAMemoryBeforeItsPlaceAndItsSize) {
    const ReadHardware reading = with_technology(
        changed("places:", "memories: {L1: {read: 1, write: 2, update: 3, area_um2: 7, leakage_uw: "
                           "1000, per: element, source: me, tensors: {Weight: {read: 9, write: "
                           "8}}}}, places:"));
    EXPECT_EQ(reading.told(), "");
    const MemoryEnergy& innermost = reading.value.energy->memories[MemoryIndex{2}];
    EXPECT_EQ(innermost.of("Input").read, 1);
    EXPECT_EQ(innermost.of("Weight").read, 9);
    EXPECT_EQ(innermost.of("Output").update, 3);
    EXPECT_EQ(innermost.area, 7);
    EXPECT_DOUBLE_EQ(innermost.leakage_per_cycle, 2) << "1 mW over 2 ns is 2 pJ";
}

TEST(Technology, StandsOnAnotherOne) {
    const ReadHardware reading =
        with_technology("{name: mine, based_on: horowitz_45nm, sources: {me: {citation: a test, "
                        "technology: any}}, arithmetic: {mac: {value: 2, source: me}}}");
    EXPECT_EQ(reading.told(), "");
    EXPECT_EQ(reading.value.energy->mac({8, 8}), 2);
    EXPECT_DOUBLE_EQ(reading.value.energy->memories[MemoryIndex{2}].access.read, 10.0 / 8);
    EXPECT_EQ(reading.value.energy->sources.count("me"), 1U);
    EXPECT_EQ(reading.value.energy->sources.count("horowitz"), 1U);
}

TEST(Technology, IsFoundBesideTheFileThatNamesIt) {
    const TemporaryFolder folder;
    std::ofstream(folder / "own.yaml") << own;
    std::ofstream(folder / "base.yaml") << "{name: derived, based_on: own.yaml}";
    const ReadHardware reading = with_technology((folder / "base.yaml").string());
    EXPECT_EQ(reading.told(), "");
    EXPECT_EQ(reading.value.energy->technology, "derived");
    EXPECT_EQ(reading.value.energy->mac({8, 8}), 2);
}

TEST(Technology, ThatStandsOnItselfEnds) {
    const TemporaryFolder folder;
    std::ofstream(folder / "own.yaml") << "{name: own, based_on: own.yaml}";
    const std::string told = with_technology((folder / "own.yaml").string()).told();
    EXPECT_THAT(told, HasSubstr("too many technologies stand on each other"));
    EXPECT_THAT(told, Not(HasSubstr("does not say"))) << "what follows from that";
}

TEST(Technology, IsScaledButForTheOutermostMemory) {
    const TemporaryFolder folder;
    std::ofstream(folder / "own.yaml")
        << changed("places:", "memories: {DRAM: {read: 80, write: 70, source: me}, L1: {read: 4, "
                              "write: 2, source: me}}, places:");
    std::ofstream(folder / "half.yaml")
        << "{name: half, based_on: own.yaml, scale: {energy: 0.5, rule: a test}}";
    const ReadHardware reading = with_technology((folder / "half.yaml").string());
    EXPECT_EQ(reading.told(), "");
    const Table<MemoryIndex, MemoryEnergy>& memories = reading.value.energy->memories;
    EXPECT_EQ(memories[dram].access.read, 80);
    EXPECT_EQ(memories[l1].access.read, 2);
    EXPECT_EQ(reading.value.energy->mac({8, 8}), 1);
}

TEST(Technology, OfSomeTensorsAloneHasNoEnergyOfTheOthers) {
    const ReadHardware reading = with_technology(
        changed("places:",
                "memories: {L1: {source: me, tensors: {Weight: {read: 9, write: 8}}}}, places:"));
    EXPECT_EQ(reading.told(), "");
    const Table<MemoryIndex, MemoryEnergy>& memories = reading.value.energy->memories;
    EXPECT_TRUE(memories[l1].has("Weight"));
    EXPECT_FALSE(memories[l1].has("Input"));
    EXPECT_TRUE(memories[l2].has("Input"));
}

TEST(Technology, CountsMultiplesOfAMacWithoutLeakageInMicrowatts) {
    EXPECT_EQ(with_technology(changed("process:", "unit: MAC, process:")).told(), "");
    std::string leaking = changed("process:", "unit: MAC, process:");
    const std::string access = "access_bits: 32, ";
    leaking.replace(leaking.find(access), access.size(),
                    "leakage: {source: me, points: {8: 1}, below: 1, above: 1}, " + access);
    EXPECT_THAT(with_technology(leaking).told(), HasSubstr("leakage in µW cannot be added"));
}

struct Wrong {
    std::string technology;
    std::string message;
};

void PrintTo(const Wrong& wrong, std::ostream* out) { *out << wrong.technology; }

class WrongTechnology : public testing::TestWithParam<Wrong> {};

TEST_P(WrongTechnology, IsRefusedWithWhatIsWrong) {
    const ReadHardware reading = with_technology(GetParam().technology);
    EXPECT_THAT(reading.told(), HasSubstr(GetParam().message));
    EXPECT_FALSE(reading.value.energy);
}

INSTANTIATE_TEST_SUITE_P(
    Technology, WrongTechnology,
    testing::Values(
        Wrong{"horowitz_46nm", "did you mean 'horowitz_45nm'"},
        Wrong{"no/such/file.yaml", "there is no such technology"}, Wrong{"{}", "name"}, //
        Wrong{"{name: x}", "does not say what a MAC costs"},
        Wrong{changed("source: me}}, sram", "source: you}}, sram"), "no such source"},
        Wrong{changed(", source: me}}, sram", "}}, sram"), "'source'"},
        Wrong{changed("value: 2", "value: -2"), "a number of 0 or more"},
        Wrong{changed("value: 2", "value: two"), "a number of 0 or more"},
        Wrong{changed("{8192: 4}, below: 1, above: 1", "{8192: 4}"), "`below` and `above`"},
        Wrong{changed("{8192: 4}", "{8192: 0}"), "positive"},
        Wrong{changed("{8192: 4}", "{none: 4}"), "a point stands at a positive number"},
        Wrong{changed("{8192: 4}", "{8192: 4, 8192.0: 5}"), "two points"},
        Wrong{changed("{8192: 4}", "[]"), "these are not points"},
        Wrong{changed("read: 100, ", ""), "the memory has no energies"},
        Wrong{changed("per: byte", "per: bit"), "no choice for per"},
        Wrong{changed("places: {outermost", "places: {outside"), "outside"},
        Wrong{changed("places: {outermost: {read: 100, write: 50, per: byte, source: me}}",
                      "places: {}"),
              "has no energy for the memory DRAM"},
        Wrong{changed("places:", "network: {wire_bit_mm: {value: 1, source: me}}, places:"),
              "`hop_mm`"},
        Wrong{"{name: x, based_on: horowitz_45nm, scale: {energy: 0.5}}", "rule"},
        Wrong{"{name: x, based_on: nowhere}", "there is no such technology"},
        Wrong{"{name: x, based_on: horowitz_45nm, unit: MAC}", "figures in two units"},
        Wrong{"{name: x, based_on: horowitz_45nm, memories: 5}", "these are no memories"},
        Wrong{"{name: x, based_on: maestro, memories: {L22: {read: 1, write: 1, source: maestro}}}",
              "did you mean 'L2'"},
        Wrong{"{name: x, based_on: maestro, memories: {L2: {read: 1, write: 1, source: maestro, "
              "tensors: 5}}}",
              "these are no tensors"},
        Wrong{changed("places:", "network: {not_counted: why, switch_bit: {value: 1, source: me}}, "
                                 "places:"),
              "networks that are not counted have no energies"},
        Wrong{"[horowitz_45nm, maestro]", "a shipped technology stands alone"},
        Wrong{"[]", "these are no tables"}));

} // namespace
} // namespace counterpoint::hw
