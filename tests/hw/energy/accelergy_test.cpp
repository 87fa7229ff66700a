#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "hw/energy/accelergy_reader.hpp"
#include "tests/hw/energy/designs.hpp"
#include "tests/temporary_folder.hpp"

namespace counterpoint::hw {
namespace {

using testing::HasSubstr;

const char* const ert = R"(ERT:
  version: '0.4'
  tables:
    - name: system.DRAM[1..1]
      actions:
        - {name: read, arguments: {}, energy: 512.0}
        - {name: write, arguments: {}, energy: 500.0}
        - {name: update, arguments: {}, energy: 490.0}
        - {name: leak, arguments: {}, energy: 0.0}
    - name: system.chip.L2[1..1]
      actions:
        - {name: read, arguments: {}, energy: 18.0}
        - {name: write, arguments: {}, energy: 14.0}
        - {name: leak, arguments: {}, energy: 0.5}
    - name: system.chip.PE[0..3].L1
      actions:
        - {name: read, arguments: {address_delta: 0, data_delta: 0}, energy: 1.0}
        - {name: read, arguments: {address_delta: 1, data_delta: 1}, energy: 2.0}
        - {name: fill, arguments: {address_delta: 1, data_delta: 1}, energy: 3.0}
        - {name: idle, arguments: null, energy: 0.25}
    - name: system.chip.PE[0..3].mac
      actions:
        - {name: mac_random, arguments: null, energy: 0.2}
        - {name: idle, arguments: null, energy: 0.01}
)";

const char* const art = R"(ART:
  version: '0.4'
  tables:
    - {name: "system.DRAM[1..1]", area: 0.0}
    - {name: "system.chip.L2[1..1]", area: 2000.5}
    - {name: "system.chip.PE[0..3].L1", area: 100}
    - {name: "system.chip.PE[0..3].mac", area: 30}
)";

class Accelergy : public testing::Test {
  protected:
    Accelergy() {
        put("ERT.yaml", ert);
        put("ART.yaml", art);
    }
    void put(const std::string& name, const std::string& text) const {
        std::ofstream(folder_ / name) << text;
    }
    [[nodiscard]] std::string at(const std::string& name) const {
        return (folder_ / name).string();
    }
    /// A technology whose section `accelergy` says this besides its tables.
    [[nodiscard]] ReadHardware with_section(const std::string& section) const {
        put("own.yaml", "{name: own, accelergy: {ert: ERT.yaml, art: ART.yaml" + section + "}}");
        return with_technology(at("own.yaml"), "", "");
    }
    static std::string without(std::string text, const std::string& part) {
        return text.replace(text.find(part), part.size(), "");
    }

  private:
    TemporaryFolder folder_;
};

TEST_F(Accelergy, ComponentsMatchMemoriesByTheLastPartOfTheirNames) {
    const ReadHardware reading =
        with_technology('[' + at("ERT.yaml") + ", " + at("ART.yaml") + ']', "", "");
    EXPECT_EQ(reading.told(), "");
    const EnergyTable& table = reading.value.energy.value();
    EXPECT_EQ(table.technology, "ERT");
    EXPECT_EQ(table.unit, EnergyUnit::picojoule);
    EXPECT_EQ(table.memories[dram].access.read, 512);
    EXPECT_EQ(table.memories[dram].access.update, 490) << "of partial sums";
    EXPECT_EQ(table.memories[l2].access.write, 14);
    EXPECT_FALSE(table.memories[l2].access.update);
    EXPECT_EQ(table.memories[l2].access.per, Per::element);
    EXPECT_EQ(table.memories[l1].access.read, 2) << "the dearest of all arguments";
    EXPECT_EQ(table.memories[l1].access.write, 3) << "a fill";
    EXPECT_EQ(table.memories[l1].leakage_per_cycle, 0.25) << "idle";
    EXPECT_EQ(table.memories[l2].area, 2000.5);
    EXPECT_EQ(table.mac({8, 8}), 0.2);
    EXPECT_EQ(table.mac_leakage({8, 8}), 0.01);
    EXPECT_EQ(table.mac_area({8, 8}), 30);
}

TEST_F(Accelergy, AnErtDoesWithoutAnArt) {
    const ReadHardware reading = with_technology(at("ERT.yaml"), "", "");
    EXPECT_EQ(reading.told(), "");
    EXPECT_FALSE(reading.value.energy->memories[l2].area);
    EXPECT_FALSE(reading.value.energy->mac_area({8, 8}));
}

TEST_F(Accelergy, ASectionSaysWhichIsWhichAndWhatAnAccessMoves) {
    const ReadHardware reading = with_section(
        ", mac: system.chip.PE.mac, memories: {L2: {component: L2, access_bytes: 8}, "
        "L1: {Weight: L1, Input: {component: L2, access_bytes: 2}, Output: system.chip.PE.L1}}");
    EXPECT_EQ(reading.told(), "");
    const EnergyTable& table = reading.value.energy.value();
    EXPECT_EQ(table.memories[l2].access.read, 18.0 / 8);
    EXPECT_EQ(table.memories[l2].access.per, Per::byte);
    EXPECT_EQ(table.memories[l1].of("Weight").read, 2);
    EXPECT_EQ(table.memories[l1].of("Input").read, 9);
    EXPECT_EQ(table.memories[l1].area, 100 + 2000.5 + 100) << "all three arrays";
}

TEST_F(Accelergy, AComponentThatStandsForNothingIsRefusedUnlessItIsIgnored) {
    put("ART.yaml", std::string(art) + "    - {name: system.noc, area: 1}\n");
    const std::string told = with_section("").told();
    EXPECT_THAT(told, HasSubstr("the component stands for nothing in the hardware"));
    EXPECT_THAT(told, HasSubstr("'system.noc'"));
    EXPECT_THAT(told, HasSubstr("DRAM, L2 and L1"));
    EXPECT_EQ(with_section(", ignore: [noc]").told(), "");
}

TEST_F(Accelergy, AMemoryWithoutAComponentIsNamedWithThoseThereAre) {
    put("ERT.yaml", R"({ERT: {tables: [{name: glb, actions: [{name: compute, energy: 1}]}]}})");
    put("ART.yaml", "{ART: {tables: []}}");
    const std::string told = with_section("").told();
    for (const char* memory : {"DRAM", "L2", "L1"}) {
        EXPECT_THAT(told, HasSubstr(std::string("no component for the memory ") + memory));
    }
    EXPECT_THAT(told, HasSubstr("found glb"));
}

TEST_F(Accelergy, WrongTablesAndChoicesAreRefused) {
    EXPECT_THAT(with_section(", memories: {L3: L2}").told(), HasSubstr("no such memory"));
    EXPECT_THAT(with_section(", memories: 5").told(), HasSubstr("these are no memories"));
    EXPECT_THAT(with_section(", memories: {L2: l2}").told(), HasSubstr("did you mean 'L2'"));
    EXPECT_THAT(with_section(", memories: {L2: mac}").told(),
                HasSubstr("the component is no memory"));
    EXPECT_THAT(with_section(", mac: L2").told(), HasSubstr("do not say what a MAC costs"));
    put("ERT.yaml", without(ert, "        - {name: mac_random, arguments: null, energy: 0.2}\n"));
    EXPECT_THAT(with_section("").told(), HasSubstr("do not say what a MAC costs"));
    put("ERT.yaml", "{ERT: {version: 0.4}}");
    EXPECT_THAT(with_section("").told(), HasSubstr("this is no table of Accelergy"));
    put("ERT.yaml", "{ERT: {tables: [{actions: []}, {name: x}, {name: y, actions: [{name: z}]}]}}");
    const std::string told = with_section("").told();
    EXPECT_THAT(told, HasSubstr("a component has no name"));
    EXPECT_THAT(told, HasSubstr("the component has no actions"));
    EXPECT_THAT(told, HasSubstr("this is no action"));
    put("ERT.yaml", art);
    EXPECT_THAT(with_section("").told(), HasSubstr("there is no energy reference table"));
    EXPECT_THAT(with_technology('[' + at("own.yaml") + ']').told(),
                HasSubstr("this is no table of Accelergy"));
    EXPECT_THAT(with_technology('[' + at("nothing.yaml") + ']').told(), HasSubstr("nothing.yaml"));
}

TEST_F(Accelergy, TablesStandOnATechnologyInTheSameUnit) {
    const auto based_on = [this](const std::string& base) {
        put("own.yaml",
            "{name: own, based_on: " + base + ", accelergy: {ert: ERT.yaml, art: ART.yaml}}");
        return with_technology(at("own.yaml"), "", "");
    };
    EXPECT_THAT(based_on("eyeriss_relative").told(),
                HasSubstr("the tables of Accelergy are in pJ"));
    const ReadHardware reading = based_on("horowitz_45nm");
    EXPECT_EQ(reading.told(), "");
    EXPECT_GT(reading.value.energy->network.byte_link, 0);
    EXPECT_EQ(reading.value.energy->not_counted.size(), 0U) << "the base has wires";
    EXPECT_EQ(reading.value.energy->memories[l2].access.read, 18);
}

TEST_F(Accelergy, NamesAreTakenApart) {
    const AccelergyComponent component{"a.b[0..3].c[1..1]", {}, {}, {}};
    EXPECT_EQ(component.plain_name(), "a.b.c");
    EXPECT_EQ(component.last_part(), "c");
    EXPECT_EQ((AccelergyComponent{"alone", {}, {}, {}}).last_part(), "alone");
}

} // namespace
} // namespace counterpoint::hw
