#include "hw/energy/dram_energy.hpp"

#include <gtest/gtest.h>

#include "hw/dram/standard_reader.hpp"
#include "tests/hw/energy/designs.hpp"

namespace counterpoint::hw {
namespace {

DramEnergy energy_of(const std::string& standard, std::int64_t channels, double clock_ghz) {
    DramConfiguration configuration = default_configuration(find_dram_standard(standard).value());
    configuration.channels = channels;
    return dram_energy(configuration, clock_ghz).value_or(DramEnergy{});
}

double command(const DramEnergy& energy, DramCommand which) {
    return energy.command.at(index_of(which));
}

TEST(DramEnergy, FollowsFromTheCurrentsOfADdr4) {
    const DramEnergy energy = energy_of("DDR4-2400", 1, 0.8);
    // 1.2 V, eight devices, clocks of 0.833 ns: mA · V · ns are pJ.
    const double factor = 1.2 * 8 * 0.833;
    EXPECT_NEAR(command(energy, DramCommand::activate),
                factor * (60.75 * 55 - 44 * 39 - 38.25 * 16), 1e-6);
    EXPECT_NEAR(command(energy, DramCommand::read), factor * (184.5 - 44) * 4, 1e-6);
    EXPECT_NEAR(command(energy, DramCommand::write), factor * (168.75 - 44) * 4, 1e-6);
    EXPECT_NEAR(command(energy, DramCommand::refresh), factor * (118 - 44) * 312, 1e-6);
    EXPECT_EQ(command(energy, DramCommand::precharge), 0) << "an activation has it";
    EXPECT_NEAR(energy.active_clock, factor * 44, 1e-9);
    EXPECT_NEAR(energy.idle_clock, factor * 38.25, 1e-9);
    EXPECT_NEAR(energy.clocks_per_cycle, 1.25 / 0.833, 1e-9);
    EXPECT_NEAR(energy.refreshes_per_clock, 1.0 / 9360, 1e-12);
    EXPECT_EQ(energy.bytes_per_clock, 16);
}

TEST(DramEnergy, AddsUpTheSuppliesOfAnLpddr4) {
    const DramEnergy energy = energy_of("LPDDR4-3200", 1, 1);
    EXPECT_NEAR(command(energy, DramCommand::read), 1.1 * (275 - 30 + 150 - 0.75) * 8 * 0.625,
                1e-6);
    EXPECT_NEAR(energy.idle_clock, (1.8 * 2 + 1.1 * (27 + 0.75)) * 0.625, 1e-9);
    EXPECT_NEAR(command(energy, DramCommand::refresh_bank) * 8,
                command(energy, DramCommand::refresh), 1e-6);
}

TEST(DramEnergy, StandbyIsThatOfAllChannelsAndCommandsAreNot) {
    const DramEnergy one = energy_of("DDR4-2400", 1, 0.8);
    const DramEnergy four = energy_of("DDR4-2400", 4, 0.8);
    EXPECT_DOUBLE_EQ(four.idle_clock, 4 * one.idle_clock);
    EXPECT_DOUBLE_EQ(four.bytes_per_clock, 4 * one.bytes_per_clock);
    EXPECT_DOUBLE_EQ(four.refreshes_per_clock, 4 * one.refreshes_per_clock);
    EXPECT_EQ(four.command, one.command);
}

TEST(DramEnergy, IsNotThereWithoutCurrentsAndNotInMultiplesOfAMac) {
    EXPECT_FALSE(dram_energy(default_configuration(find_dram_standard("HBM2").value()), 1));
    const std::string ddr4 = ", dram: {standard: DDR4-2400}";
    const std::string hbm2 = ", dram: {standard: HBM2}";
    const auto table = [](const std::string& technology, const std::string& memory) {
        return with_technology(technology, "", "capacity_bytes: 8192", memory).value.energy.value();
    };
    EXPECT_TRUE(table("horowitz_45nm", ddr4).dram);
    EXPECT_FALSE(table("eyeriss_relative", ddr4).dram);
    EXPECT_FALSE(table("horowitz_45nm", hbm2).dram);
    EXPECT_EQ(table("horowitz_45nm", hbm2).memories[MemoryIndex{0}].access.per, Per::byte);
}

TEST(DramEnergy, CurrentsOfAnOwnStandardAreRead) {
    const ReadHardware wrong =
        with_technology("horowitz_45nm", "", "capacity_bytes: 8192",
                        ", dram: {standard: {name: x, currents: {devices: 0, supplies: [{volts: "
                        "1.2}]}}}");
    for (const char* key : {"source", "devices", "IDD0", "IDD5"}) {
        EXPECT_NE(wrong.told().find(key), std::string::npos) << key;
    }
}

} // namespace
} // namespace counterpoint::hw
