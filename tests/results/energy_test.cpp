#include "results/energy.hpp"

#include <cmath>
#include <limits>
#include <numeric>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "results/area.hpp"
#include "results/network_bytes.hpp"
#include "tests/results/energy_example.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::results {
namespace {

using hw::MemoryIndex;
using testing::ElementsAre;

constexpr MemoryIndex in_dram{0};
constexpr MemoryIndex in_l2{1};
constexpr MemoryIndex in_l1{2};

EnergySums sums_of(const LayerResult& result, const hw::Hardware& hardware) {
    return energy_of(result, hardware).value_or(EnergySums{});
}

Energy cause(const EnergySums& sums, EnergyCause which) {
    return sums.causes.at(static_cast<std::size_t>(which));
}

/// Parts added up in every way are the total, to the last thousandth.
void expect_sums_add_up(const EnergySums& sums) {
    Energy places = sums.pe;
    for (MemoryIndex b{0}; sums.memories.contains(b); ++b.value) {
        places += sums.memories[b] + sums.networks[b];
    }
    Energy tensors = sums.no_tensor;
    for (const auto& [tensor, energy] : sums.tensors) {
        tensors += energy;
    }
    EXPECT_EQ(places, sums.total);
    EXPECT_EQ(tensors, sums.total);
    EXPECT_EQ(std::accumulate(sums.causes.begin(), sums.causes.end(), Energy{0}), sums.total);
}

TEST(Energy, NeedsAnEnergyOfEveryTensorThatIsAccessed) {
    const hw::Hardware hardware = energy_hardware(
        "{name: x, based_on: horowitz_45nm, memories: {L2: {source: horowitz, tensors: {Weight: "
        "{read: 1, write: 1}, Output: {read: 1, write: 1}}}}}");
    LayerResult result = energy_layer();
    try {
        energy_of(result, hardware);
        FAIL() << "the inputs cost nothing in L2";
    } catch (const InputError& error) {
        EXPECT_EQ(error.problems().front().message,
                  "the technology x has no energy for the Input of layer layer in the memory L2");
    }
    result.numbers.counts[in_l2][1] = {0, 0}; // they bypass it
    EXPECT_EQ(sums_of(result, hardware).tensors[0].first, "Weight");
}

TEST(Energy, IsTheSumThatOneGetsByHand) {
    const hw::Hardware hardware = energy_hardware("horowitz_45nm");
    const EnergySums sums = sums_of(energy_layer(), hardware);
    // pJ: a byte costs 243.75 in DRAM, 20/8 in L2, 10/8 in L1; outputs have 4 bytes. Thousandths.
    const double weight = 100 * 243.75 + (200 + 100) * 2.5 + (1000 + 200) * 1.25;
    const double input = 50 * 243.75 + (50 + 50) * 2.5 + (1000 + 50) * 1.25;
    const double output = 4 * (40 * 243.75 + (60 + 60) * 2.5 + (900 + 1000) * 1.25);
    // A byte over a link of 1 mm: 8 bits of 0.121. Inputs by what the outer memory reads, the
    // outputs by what drains; nothing comes back.
    const double link = 8 * 0.121;
    const double sums_added = 20 * 0.1;
    EXPECT_EQ(sums.tensors[0].second, std::llround(1000 * (weight + (100 + 200) * link)));
    EXPECT_EQ(sums.tensors[1].second, std::llround(1000 * (input + (50 + 50) * link)));
    EXPECT_EQ(sums.tensors[2].second,
              std::llround(1000 * (output + (160 + 240) * link + sums_added)));
    // A MAC multiplies 8 bits and adds 32; 4 PEs leak 5.754 + 2.762 µW, in 2 ns a cycle.
    EXPECT_EQ(cause(sums, EnergyCause::mac), std::llround(1000 * 1000 * (0.2 + 0.1)));
    EXPECT_EQ(sums.pe,
              std::llround(1000 * (1000 * (0.2 + 0.1) + 500 * 4 * (5.754 + 2.762) * 2e-3)));
    // SRAMs leak 8.572 µW in 128 KiB; there are 4 L1.
    const double l2_leaks = 500 * 2e-3 * 8.572 * 32768 / 131072;
    const double l1_leaks = 500 * 4 * 2e-3 * 8.572 * 8192 / 131072;
    EXPECT_EQ(sums.memories[in_dram], std::llround(1000 * 243.75 * (100 + 50 + 160)));
    EXPECT_EQ(sums.memories[in_l2],
              std::llround(1000 * 2.5 * (300 + 100 + 4 * 120)) + std::llround(1000 * l2_leaks));
    EXPECT_EQ(sums.memories[in_l1],
              std::llround(1000 * 1.25 * (1200 + 1050 + 4 * 1900)) + std::llround(1000 * l1_leaks));
    EXPECT_EQ(sums.networks[in_l2], std::llround(1000 * (150 + 160) * link));
    EXPECT_EQ(sums.networks[in_l1], std::llround(1000 * ((250 + 240) * link + sums_added)));
    EXPECT_EQ(sums.no_tensor,
              sums.pe + std::llround(1000 * l2_leaks) + std::llround(1000 * l1_leaks));
    expect_sums_add_up(sums);
}

TEST(Energy, GivesPowerAndEfficiencyWhereItIsInJoules) {
    const hw::Hardware hardware = energy_hardware("horowitz_45nm");
    EnergySums sums;
    sums.total = 2'000'000; // 2 nJ
    const EnergyFigures figures = figures_of(sums, 1000, 500, hardware).value();
    EXPECT_DOUBLE_EQ(figures.joules, 2e-9);
    EXPECT_DOUBLE_EQ(figures.edp, 2e-9 * 1e-6) << "500 cycles of 2 ns";
    EXPECT_DOUBLE_EQ(figures.watts.value(), 2e-3);
    EXPECT_DOUBLE_EQ(figures.tops_per_watt.value(), 1) << "2000 operations in 2000 pJ";
    EXPECT_FALSE(figures_of(sums, 1000, 0, hardware)->watts);
    EXPECT_FALSE(figures_of(EnergySums{}, 1000, 500, hardware)->tops_per_watt);
    EXPECT_FALSE(figures_of(sums, 1000, 500, energy_hardware("eyeriss_relative")));
}

TEST(Energy, IsThereOnlyWithATechnology) {
    EXPECT_FALSE(energy_of(energy_layer(), energy_hardware("")));
    EXPECT_FALSE(area_of({energy_layer()}, energy_hardware("")));
}

TEST(Energy, OfNoWorkIsNothing) {
    LayerResult result = energy_layer();
    result.numbers = {};
    result.numbers.units = {1, 1, 2};
    result.numbers.counts = hw::Counts(3, std::vector<hw::Access>(3));
    result.numbers.fill_bytes = {0, 0, 0};
    result.numbers.drain_bytes = {0, 0, 0};
    const EnergySums sums = sums_of(result, energy_hardware("horowitz_45nm"));
    EXPECT_EQ(sums.total, 0);
    expect_sums_add_up(sums);
}

TEST(Energy, RelativeToAMacCountsElements) {
    const EnergySums sums = sums_of(energy_layer(), energy_hardware("eyeriss_relative"));
    EXPECT_EQ(sums.memories[in_dram], 1000 * 200 * (100 + 50 + 40)) << "whatever their width";
    EXPECT_EQ(sums.memories[in_l2], 1000 * 6 * (300 + 100 + 120));
    EXPECT_EQ(sums.memories[in_l1], 1000 * (1200 + 1050 + 1900));
    EXPECT_EQ(sums.pe, 1000 * 1000);
    EXPECT_EQ(cause(sums, EnergyCause::adders), 1000 * 20 * 2) << "to the neighbour";
    EXPECT_EQ(cause(sums, EnergyCause::network), 0);
    EXPECT_EQ(cause(sums, EnergyCause::leakage), 0);
    expect_sums_add_up(sums);
}

TEST(Energy, LeavesOutWhatTheTechnologyDoesNotCount) {
    const EnergySums sums = sums_of(energy_layer(), energy_hardware("maestro"));
    EXPECT_EQ(sums.memories[in_dram], 0);
    EXPECT_NEAR(static_cast<double>(sums.memories[in_l1]), 386.4 * (1200 + 1050 + 1900), 3);
    EXPECT_EQ(sums.networks[in_l1], 0);
    EXPECT_EQ(sums.pe, 230 * 1000);
    expect_sums_add_up(sums);
}

TEST(Energy, OfADramFollowsItsCommandsWhereTheyWereCounted) {
    const hw::Hardware hardware =
        energy_hardware("horowitz_45nm", ", dram: {standard: DDR4-2400, refresh: none}");
    const hw::DramEnergy& figures = *hardware.energy->dram;
    const auto each = [&](hw::DramCommand which) {
        return 1000 * figures.command.at(hw::index_of(which));
    };
    LayerResult result = energy_layer();
    DramNumbers& measured = result.measured.emplace().memories.dram.emplace();
    measured.commands.at(hw::index_of(hw::DramCommand::activate)) = 7;
    measured.commands.at(hw::index_of(hw::DramCommand::refresh)) = 2;
    measured.busy_clocks = 100;
    measured.tensors = {{"Weight", {{100, 128}, 1, 1, 0}, {}},
                        {"Input", {{50, 64}, 0, 1, 0}, {}},
                        {"Output", {}, {{160, 192}, 0, 1, 2}}};
    const EnergySums sums = sums_of(result, hardware);
    EXPECT_NEAR(static_cast<double>(cause(sums, EnergyCause::activate)),
                7 * each(hw::DramCommand::activate), 3);
    EXPECT_NEAR(static_cast<double>(cause(sums, EnergyCause::refresh)),
                2 * each(hw::DramCommand::refresh), 1);
    const double clocks = 500 * figures.clocks_per_cycle;
    EXPECT_NEAR(static_cast<double>(cause(sums, EnergyCause::background)),
                1000 * (100 * figures.active_clock + (clocks - 100) * figures.idle_clock), 2);
    EXPECT_NEAR(static_cast<double>(sums.memories[in_dram]),
                3 * each(hw::DramCommand::read) + 3 * each(hw::DramCommand::write) +
                    7 * each(hw::DramCommand::activate) + 2 * each(hw::DramCommand::refresh) +
                    static_cast<double>(cause(sums, EnergyCause::background)),
                8);
    expect_sums_add_up(sums);
}

TEST(Energy, OfADramFollowsItsBytesWhereOnlyTheseAreKnown) {
    const hw::Hardware hardware = energy_hardware("horowitz_45nm", ", dram: {standard: DDR4-2400}");
    const hw::DramEnergy& figures = *hardware.energy->dram;
    const auto each = [&](hw::DramCommand which) {
        return 1000 * figures.command.at(hw::index_of(which));
    };
    LayerResult result = energy_layer();
    result.numbers.cycles = 20000;
    const EnergySums sums = sums_of(result, hardware);
    EXPECT_NEAR(static_cast<double>(cause(sums, EnergyCause::activate)),
                (100 + 50 + 160) * each(hw::DramCommand::activate) / 8192, 3)
        << "whole rows";
    const double clocks = 20000 * figures.clocks_per_cycle; // 48,019
    EXPECT_NEAR(static_cast<double>(cause(sums, EnergyCause::refresh)),
                std::floor(clocks / 9360) * each(hw::DramCommand::refresh), 1);
    EXPECT_NEAR(
        static_cast<double>(cause(sums, EnergyCause::background)),
        1000 * (310.0 / 16 * figures.active_clock + (clocks - 310.0 / 16) * figures.idle_clock), 2);
    expect_sums_add_up(sums);
}

TEST(Energy, OfANetworkFollowsItsLinksWhereTheyWereCounted) {
    const hw::Hardware hardware = energy_hardware("horowitz_45nm");
    LayerResult result = energy_layer();
    MemoryTraffic& memories = result.measured.emplace().memories;
    memories.networks = Table<MemoryIndex, MemoryNetworks>(3);
    NetworkNumbers& fill = memories.networks[in_l1].fill.emplace();
    fill.topology = "mesh";
    fill.bytes = 250;
    fill.link_traversals = 1000;
    fill.switch_traversals = 1250;
    fill.forwarded = {{"Weight", 0, 0}, {"Input", 30, 20}, {"Output", 0, 0}};
    const EnergySums sums = sums_of(result, hardware);
    const double link = 8 * 0.121;
    EXPECT_NEAR(static_cast<double>(cause(sums, EnergyCause::network)),
                1000 * ((150 + 160 + 240 + 1000) * link + 1250 * 8 * 0.01036), 8);
    EXPECT_NEAR(static_cast<double>(cause(sums, EnergyCause::forwarding)), 1000 * 30 * link, 1);
    fill.topology = "ideal";
    EXPECT_NEAR(static_cast<double>(cause(sums_of(result, hardware), EnergyCause::network)),
                1000 * (150 + 160 + 240 + 250) * link, 8)
        << "one link for each byte";
    expect_sums_add_up(sums);
}

TEST(Energy, LayersAddUp) {
    const hw::Hardware hardware = energy_hardware("horowitz_45nm");
    const EnergySums one = sums_of(energy_layer(), hardware);
    EnergySums sum;
    add(sum, one);
    add(sum, one);
    EXPECT_EQ(sum.total, 2 * one.total);
    EXPECT_EQ(sum.tensors[2].second, 2 * one.tensors[2].second);
    expect_sums_add_up(sum);
}

TEST(Energy, ThatDoesNotFitIsRefused) {
    LayerResult result = energy_layer();
    result.numbers.macs = std::int64_t{10'000'000} * 1'000'000'000; // 10^19 thousandths of a MAC
    EXPECT_NO_THROW(energy_of(result, energy_hardware("maestro")));
    EXPECT_THROW(energy_of(result, energy_hardware("eyeriss_relative")), InputError);
    EnergySums sums;
    sums.total = std::numeric_limits<Energy>::max();
    EXPECT_THROW(add(sums, sums), InputError);
}

TEST(NetworkBytes, WhatComesBackIsTheOutputsAndWhatPassesIsNobodys) {
    LayerResult result = energy_layer();
    const hw::Hardware hardware = energy_hardware("");
    result.numbers.fill_bytes[in_l1] = 250 + 12;
    EXPECT_THAT(network_bytes(result.layer, result.numbers, hardware, in_l1).fill,
                ElementsAre(200, 50, 12, 0));
    EXPECT_THAT(network_bytes(result.layer, result.numbers, hardware, in_l1).drain,
                ElementsAre(0, 0, 240, 0));
    result.numbers.counts[in_l2][0] = {0, 0}; // weights pass L2
    EXPECT_THAT(network_bytes(result.layer, result.numbers, hardware, in_l1).fill,
                ElementsAre(0, 50, 0, 212));
}

TEST(Area, IsThatOfAllUnitsThereAre) {
    const hw::Hardware hardware = energy_hardware("horowitz_45nm");
    const AreaNumbers area = area_of({energy_layer()}, hardware).value();
    ASSERT_EQ(area.parts.size(), 3U);
    EXPECT_EQ(area.parts[0].name, "L2");
    EXPECT_EQ(area.parts[0].count, 1);
    EXPECT_EQ(area.parts[1].count, 4) << "of all PEs, not of those that the mapping uses";
    EXPECT_EQ(area.parts[2].name, "PE");
    EXPECT_DOUBLE_EQ(area.parts[2].all(), 4 * (282 + 137));
    EXPECT_DOUBLE_EQ(area.total, area.parts[0].all() + area.parts[1].all() + area.parts[2].all());
    EXPECT_THAT(area.left_out, ElementsAre("networks: the technology has no area of them"));
}

TEST(Area, OfMaestroHasItsBusAndItsArbiter) {
    const AreaNumbers area = area_of({energy_layer()}, energy_hardware("maestro")).value();
    EXPECT_DOUBLE_EQ(area.parts[0].each, 0.104 * 32768);
    EXPECT_DOUBLE_EQ(area.parts[2].all(), 4 * 283);
    const double bus = 101.7938 * (14.662 * 4 + 28.895) * 8;
    const double arbiter = 395.473 * (1.2886 * 16 + 5.5814 * 4 - 23.711);
    EXPECT_NEAR(area.parts[3].all(), bus + arbiter, 1e-6);
    EXPECT_TRUE(area.left_out.empty());
}

TEST(Area, NamesWhatHasNone) {
    const AreaNumbers area = area_of({energy_layer()}, energy_hardware("eyeriss_relative")).value();
    EXPECT_TRUE(area.parts.empty());
    EXPECT_THAT(area.left_out, ElementsAre("L2: the technology has no area of it",
                                           "L1: the technology has no area of it",
                                           "PE: the technology has no area of a MAC",
                                           "networks: the technology has no area of them"));
    hw::Hardware sizeless = energy_hardware("maestro");
    sizeless.memories[in_l1].capacity_bytes.reset();
    sizeless.energy->memories[in_l1].area.reset();
    EXPECT_THAT(area_of({energy_layer()}, sizeless)->left_out,
                ElementsAre("L1: it has no capacity_bytes"));
}

} // namespace
} // namespace counterpoint::results
