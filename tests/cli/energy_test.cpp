#include <cmath>
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

/// A technology in which every access of an element costs 1 pJ, and a MAC.
const char* const all_one =
    "{name: all_one, sources: {me: {citation: a test, technology: any}}, arithmetic: {mac: {value: "
    "1, source: me}}, places: {outermost: {read: 1, write: 1, source: me}, innermost: {read: 1, "
    "write: 1, source: me, area_um2: 500000}}}";

class EnergyCommand : public TwoGemmsTest {};

TEST_F(EnergyCommand, IsNotToldWithoutATechnology) {
    const json result = answer("analyze design.yaml");
    EXPECT_FALSE(result.contains("technology"));
    EXPECT_FALSE(result.contains("area"));
    EXPECT_FALSE(result["layers"][0].contains("energy"));
    EXPECT_FALSE(result["total"].contains("energy"));
    EXPECT_THAT(run("analyze design.yaml").out, Not(HasSubstr("energy")));
    EXPECT_THAT(run("analyze design.yaml --format csv").out, Not(HasSubstr("energy")));
}

TEST_F(EnergyCommand, IsThatOfTheCountsThatAreToldBesideIt) {
    write("one.yaml", all_one);
    const json result = answer("analyze design.yaml --technology one.yaml");
    double total = 0;
    for (const json& layer : result["layers"]) {
        double actions = layer["macs"];
        for (const json& memory : layer["counts"]) {
            for (const json& tensor : memory) {
                actions += tensor["reads"].get<double>() + tensor["writes"].get<double>();
            }
        }
        EXPECT_EQ(layer["energy"]["total"], actions);
        EXPECT_EQ(layer["energy"]["unit"], "pJ");
        const double seconds = layer["time_us"].get<double>() * 1e-6;
        EXPECT_DOUBLE_EQ(layer["energy"]["power_w"], actions * 1e-12 / seconds);
        EXPECT_DOUBLE_EQ(layer["energy"]["edp_js"], actions * 1e-12 * seconds);
        EXPECT_DOUBLE_EQ(layer["energy"]["tops_per_watt"],
                         2 * layer["macs"].get<double>() / actions);
        total += actions;
    }
    EXPECT_EQ(result["total"]["energy"]["total"], total);
    EXPECT_EQ(result["technology"]["sources"]["me"]["citation"], "a test");
    EXPECT_EQ(result["area"]["parts"]["L1"]["count"], 2);
    EXPECT_EQ(result["area"]["total"], 1e6);
    EXPECT_EQ(result["area"]["left_out"].size(), 2U) << "PE, networks";
}

/// Sums of the values of an object, in thousandths.
long long thousandths(const json& object) {
    long long sum = 0;
    for (const json& value : object) {
        sum += std::llround(1000 * value.get<double>());
    }
    return sum;
}

TEST_F(EnergyCommand, AddsUpAsPrinted) {
    for (const char* technology : {"horowitz_45nm", "horowitz_45nm_float", "scaled_28nm",
                                   "scaled_16nm", "eyeriss_relative", "maestro"}) {
        const json result = answer(std::string("analyze design.yaml --technology ") + technology);
        for (const json* part : {&result["layers"][0], &result["layers"][1], &result["total"]}) {
            const json& energy = part->at("energy");
            const long long total = std::llround(1000 * energy["total"].get<double>());
            EXPECT_GT(total, 0);
            EXPECT_EQ(thousandths(energy["causes"]), total) << technology;
            EXPECT_EQ(thousandths(energy["tensors"]) + thousandths(json{energy["no_tensor"]}),
                      total)
                << technology;
            EXPECT_EQ(thousandths(energy["memories"]) + thousandths(energy["networks"]) +
                          thousandths(json{energy["pe"]}),
                      total)
                << technology;
        }
    }
}

TEST_F(EnergyCommand, InMultiplesOfAMacSaysNothingInJoules) {
    const json energy =
        answer("analyze design.yaml --technology eyeriss_relative")["total"]["energy"];
    EXPECT_EQ(energy["unit"], "MAC");
    for (const char* key : {"edp_js", "power_w", "tops_per_watt"}) {
        EXPECT_FALSE(energy.contains(key)) << key;
    }
    EXPECT_THAT(run("analyze design.yaml --technology eyeriss_relative").out,
                AllOf(HasSubstr("Where the energy goes"), HasSubstr("no joules or watts"),
                      Not(HasSubstr("TOPS"))));
}

TEST_F(EnergyCommand, IsToldWhereItIsNothing) {
    write("free.yaml",
          "{name: free, sources: {me: {citation: a test, technology: any}}, arithmetic: {mac: "
          "{value: 0, source: me}}, places: {outermost: {read: 0, write: 0, source: me}, "
          "innermost: {read: 0, write: 0, source: me}}}");
    const std::string table = run("analyze design.yaml --technology free.yaml").out;
    EXPECT_THAT(table, AllOf(HasSubstr("Where the energy goes: 0 pJ, free\n"),
                             HasSubstr("EDP 0 J·s"), Not(HasSubstr("By tensor"))));
    EXPECT_EQ(answer("analyze design.yaml --technology free.yaml")["total"]["energy"]["total"], 0);
}

TEST_F(EnergyCommand, TheHardwareNamesATechnologyAndTheCommandLineAnother) {
    const std::string named = "analyze design.yaml --set hardware.technology=maestro --format json";
    EXPECT_EQ(json::parse(run(named).out)["technology"]["name"], "maestro");
    EXPECT_EQ(json::parse(run(named + " --technology scaled_16nm").out)["technology"]["name"],
              "scaled_16nm");
}

TEST_F(EnergyCommand, ColumnsOfTheCsvComeLast) {
    const std::string with = run("analyze design.yaml --format csv --technology maestro").out;
    const std::string without = run("analyze design.yaml --format csv").out;
    const std::string header = without.substr(0, without.find('\n'));
    EXPECT_EQ(with.substr(0, header.size()), header);
    EXPECT_THAT(with, HasSubstr(",energy.unit,energy.total,energy.memories.DRAM,"));
    EXPECT_THAT(with, HasSubstr(",energy.causes.leakage,"));
}

TEST_F(EnergyCommand, TablesOfAccelergyComeAsAPair) {
    write("ERT.yaml", "{ERT: {tables: [{name: s.DRAM, actions: [{name: read, energy: 5}, {name: "
                      "write, energy: 5}]}, {name: s.L1, actions: [{name: read, energy: 2}, {name: "
                      "write, energy: 2}, {name: leak, energy: 0}]}, {name: s.mac, actions: "
                      "[{name: compute, energy: 1}]}]}}");
    write("ART.yaml", "{ART: {tables: [{name: s.L1, area: 10}, {name: s.mac, area: 3}]}}");
    const json result = answer("analyze design.yaml --technology ERT.yaml --technology ART.yaml");
    EXPECT_EQ(result["area"]["total"], 2 * (10 + 3));
    EXPECT_EQ(result["total"]["energy"]["pe"], result["total"]["macs"].get<double>());
    EXPECT_THAT(result["technology"]["not_counted"][0], HasSubstr("networks"));
}

TEST_F(EnergyCommand, WhatIsWrongWithATechnologyIsToldWithWhereItStands) {
    const auto refused = [this](const std::string& arguments) {
        const Finished finished = shell("$counterpoint analyze design.yaml " + arguments);
        EXPECT_EQ(finished.status, 2);
        EXPECT_EQ(finished.out, "");
        return finished.err;
    };
    EXPECT_THAT(refused("--technology horowitz"),
                AllOf(HasSubstr("there is no such technology"), HasSubstr("horowitz_45nm")));
    write("own.yaml", "name: own\narithmetic: {mac: {value: 1, source: nobody}}\n");
    EXPECT_THAT(refused("--technology own.yaml"), HasSubstr("own.yaml:2:"));
    write("size.yaml", two_gemms);
    const Finished finished =
        shell("sed 's/capacity_bytes: 64, //' size.yaml > unknown.yaml; $counterpoint analyze "
              "unknown.yaml --technology horowitz_45nm");
    EXPECT_EQ(finished.status, 2);
    EXPECT_THAT(finished.err,
                AllOf(HasSubstr("the memory L1 has none"), HasSubstr("unknown.yaml")));
}

} // namespace
} // namespace counterpoint::cli
