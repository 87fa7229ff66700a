#include "hw/energy/energy_table.hpp"

#include <array>
#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "hw/energy/technology_reader.hpp"
#include "hw/mechanisms.hpp"
#include "tests/hw/energy/designs.hpp"

namespace counterpoint::hw {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

EnergyTable table_of(const ReadHardware& reading) {
    EXPECT_EQ(reading.told(), "");
    return reading.value.energy.value_or(EnergyTable{});
}

TEST(EnergyTable, IsThereOnlyWhereATechnologyIsNamed) {
    EXPECT_FALSE(with_technology("").value.energy);
    for (const std::string& name : technology_names()) {
        const EnergyTable table = table_of(with_technology(name));
        EXPECT_EQ(table.technology, name);
        EXPECT_FALSE(table.process.empty()) << name;
        for (const auto& [key, source] : table.sources) {
            EXPECT_FALSE(source.citation.empty()) << name << ' ' << key;
            EXPECT_FALSE(source.technology.empty()) << name << ' ' << key;
        }
    }
}

TEST(EnergyTable, TakesAnSramByItsCapacity) {
    const EnergyTable table = table_of(with_technology("horowitz_45nm"));
    EXPECT_DOUBLE_EQ(table.memories[l2].access.read, 20.0 / 8) << "64 bits cost 20 pJ";
    EXPECT_DOUBLE_EQ(table.memories[l1].access.read, 10.0 / 8);
    EXPECT_EQ(table.memories[l1].access.per, Per::byte);
    EXPECT_EQ(table.memories[l1].basis, "an array of 8192 bytes, as cited");
    EXPECT_DOUBLE_EQ(table.memories[dram].access.read, 1950.0 / 8);
}

TEST(EnergyTable, TakesABankByItsOwnSizeAndItsPorts) {
    const std::string banks = ", banks: {count: 4, bytes_per_cycle: 8, ports: ";
    const EnergyTable one = table_of(with_technology("horowitz_45nm", banks + "1}"));
    EXPECT_DOUBLE_EQ(one.memories[l2].access.read, 10.0 / 8) << "four banks of 8 KiB";
    const EnergyTable two = table_of(with_technology("horowitz_45nm", banks + "2}"));
    EXPECT_DOUBLE_EQ(two.memories[l2].access.read, 1.42 * 10 / 8);
    EXPECT_EQ(two.memories[l2].basis,
              "an array of 8192 bytes, as cited, with the share of a second port");
    EXPECT_DOUBLE_EQ(two.memories[l2].area.value_or(0), 2.01 * one.memories[l2].area.value_or(0));
}

TEST(EnergyTable, SaysWhatATechnologyDoesNotCount) {
    const auto left_out = [](const std::string& technology, const std::string& of_dram = "") {
        return table_of(with_technology(technology, "", "capacity_bytes: 8192", of_dram))
            .not_counted;
    };
    EXPECT_THAT(left_out("horowitz_45nm"), ElementsAre());
    EXPECT_THAT(left_out("eyeriss_relative"),
                ElementsAre(HasSubstr("no energy of links and switches"), HasSubstr("leakage")));
    EXPECT_THAT(left_out("maestro"),
                ElementsAre(HasSubstr("DRAM"), HasSubstr("networks"), HasSubstr("leakage")));
    EXPECT_THAT(left_out("horowitz_45nm", ", dram: {standard: DDR4-2400}"), ElementsAre());
    EXPECT_THAT(left_out("horowitz_45nm", ", dram: {standard: HBM2}"),
                ElementsAre("commands of DRAM: HBM2 has no currents, so that its bytes count"));
    EXPECT_THAT(left_out("maestro", ", dram: {standard: HBM2}"),
                ElementsAre(HasSubstr("MAESTRO counts no traffic off the chip"),
                            HasSubstr("networks"), HasSubstr("leakage")));
}

TEST(EnergyTable, AreaAndLeakageGrowWithTheBits) {
    const auto of = [](const std::string& bytes) {
        return table_of(with_technology("horowitz_45nm", "", "capacity_bytes: " + bytes))
            .memories[l1];
    };
    EXPECT_DOUBLE_EQ(of("131072").area.value_or(0), 478199);
    EXPECT_DOUBLE_EQ(of("1310720").area.value_or(0), 4781990);
    EXPECT_DOUBLE_EQ(of("1024").area.value_or(0), 478199.0 / 128);
    // µW over a cycle of 2 ns
    EXPECT_DOUBLE_EQ(of("131072").leakage_per_cycle, 8.572 * 2e-3);
    EXPECT_DOUBLE_EQ(of("1310720").leakage_per_cycle, 85.72 * 2e-3);
}

TEST(EnergyTable, TakesAMacByTheWidthsOfItsOperands) {
    const EnergyTable table = table_of(with_technology("horowitz_45nm"));
    EXPECT_DOUBLE_EQ(table.mac({8, 32}), 0.2 + 0.1);
    EXPECT_DOUBLE_EQ(table.mac({32, 32}), 3.1 + 0.1);
    EXPECT_DOUBLE_EQ(table.mac({16, 8}), std::sqrt(0.2 * 3.1) + 0.03) << "half way in bits";
    EXPECT_DOUBLE_EQ(table.addition({8, 32}), 0.1);
    EXPECT_DOUBLE_EQ(table.mac_area({8, 32}).value_or(0), 282 + 137);
    EXPECT_DOUBLE_EQ(table.mac_leakage({8, 32}), (5.754 + 2.762) * 2e-3);
    EXPECT_DOUBLE_EQ(table_of(with_technology("horowitz_45nm_float")).mac({16, 32}), 1.1 + 0.9);
}

TEST(EnergyTable, TakesALinkByTheLengthOfAHop) {
    const NetworkEnergy network = table_of(with_technology("horowitz_45nm")).network;
    EXPECT_DOUBLE_EQ(network.byte_link, 8 * 0.121 * 1);
    EXPECT_DOUBLE_EQ(network.byte_switch, 8 * 0.01036);
    EXPECT_EQ(network.element_neighbour, 0);
}

TEST(EnergyTable, CountsEyerissInMacsWhateverTheSizes) {
    const EnergyTable table = table_of(with_technology("eyeriss_relative", "", ""));
    EXPECT_EQ(table.unit, EnergyUnit::mac);
    EXPECT_EQ(table.mac({16, 16}), 1);
    EXPECT_EQ(table.memories[dram].access.read, 200);
    EXPECT_EQ(table.memories[l2].access.write, 6);
    EXPECT_EQ(table.memories[l1].access.read, 1);
    EXPECT_EQ(table.memories[l1].access.per, Per::element);
    EXPECT_EQ(table.network.element_neighbour, 2);
    EXPECT_EQ(table.addition({16, 16}), 2) << "a sum goes to the neighbour";
    EXPECT_FALSE(table.memories[l1].area);
    EXPECT_FALSE(table.mac_area({16, 16}));
}

TEST(EnergyTable, SaysWhatMaestroDoesNotCount) {
    const EnergyTable table = table_of(with_technology("maestro"));
    EXPECT_FALSE(table.memories[dram].counted);
    EXPECT_THAT(table.not_counted, ElementsAre("DRAM: MAESTRO counts no traffic off the chip",
                                               "networks: MAESTRO has no energy for them",
                                               "leakage: the technology has none"));
    EXPECT_NEAR(table.memories[l1].access.read / table.mac({8, 8}), 1.68, 1e-9);
    EXPECT_NEAR(table.memories[l2].access.read / table.mac({8, 8}), 18.61, 1e-9);
    EXPECT_DOUBLE_EQ(table.memories[l1].area.value_or(0), 0.104 * 8192);
}

/// The dynamic energy of a gate after Stillmaker and Baas, in their units.
double gate(std::array<double, 3> coefficients, double volts) {
    return (coefficients[0] * volts + coefficients[1]) * volts + coefficients[2];
}

TEST(EnergyTable, ScalesByTheRuleThatTheFilesState) {
    const double at_45 = gate({1.103, -0.362, 0.2767}, 0.9);
    const double at_28 =
        gate({0.9559, -0.7823, 0.471}, 0.9) * 2 / 3 + gate({0.373, -0.1582, 0.04104}, 0.9) / 3;
    const double at_16 = gate({0.2958, -0.1241, 0.03024}, 0.8);
    const EnergyTable base = table_of(with_technology("horowitz_45nm"));
    const EnergyTable small = table_of(with_technology("scaled_28nm"));
    const EnergyTable smaller = table_of(with_technology("scaled_16nm"));
    EXPECT_NEAR(small.mac({8, 8}) / base.mac({8, 8}), at_28 / at_45, 1e-4);
    EXPECT_NEAR(smaller.mac({8, 8}) / base.mac({8, 8}), at_16 / at_45, 1e-4);
    EXPECT_NEAR(smaller.memories[l1].access.read / base.memories[l1].access.read, at_16 / at_45,
                1e-4);
    EXPECT_NEAR(*small.memories[l2].area / *base.memories[l2].area, 0.46 * 2 / 3 + 0.21 / 3, 1e-4);
    EXPECT_NEAR(*smaller.mac_area({8, 8}) / *base.mac_area({8, 8}), 0.19, 1e-9);
    EXPECT_NEAR(smaller.network.byte_link / base.network.byte_link,
                std::pow(0.8 / 0.9, 2) * std::sqrt(0.19), 1e-4);
    EXPECT_EQ(smaller.memories[dram].access.read, base.memories[dram].access.read)
        << "another chip";
    EXPECT_THAT(small.scaling, HasSubstr("Stillmaker"));
    EXPECT_EQ(base.scaling, "");
}

TEST(EnergyTable, StaysWhenMechanismsAreStripped) {
    Hardware hardware = with_technology("horowitz_45nm", ", banks: {count: 4, bytes_per_cycle: 8}",
                                        "capacity_bytes: 8192", ", dram: {standard: DDR4-2400}")
                            .value;
    strip_all(hardware);
    ASSERT_TRUE(hardware.energy);
    EXPECT_DOUBLE_EQ(hardware.energy->memories[l2].access.read, 10.0 / 8);
    EXPECT_TRUE(hardware.energy->dram);
}

TEST(EnergyTable, AsksForASizeByTheNameOfTheMemory) {
    const std::string messages = with_technology("horowitz_45nm", "", "").told();
    EXPECT_THAT(messages, HasSubstr("the memory L1 has none"));
    EXPECT_THAT(messages, HasSubstr("capacity_bytes"));
}

} // namespace
} // namespace counterpoint::hw
