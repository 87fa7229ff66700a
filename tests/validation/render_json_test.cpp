#include "validation/render_json.hpp"

#include <functional>
#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/validation/designs.hpp"

namespace counterpoint::validation {
namespace {

using nlohmann::json;

json rendered(const std::function<void(hw::LayerNumbers&)>& change, bool pe_macs = false) {
    RunOptions options;
    options.pe_macs = pe_macs;
    const Models models = pe_macs ? both_models() : disguised_models(change);
    return json::parse(render_json(run(plan_of_text(three_gemms), models, options)));
}

TEST(ValidationJson, SaysThatAllHolds) {
    const json all = rendered(nullptr);
    EXPECT_EQ(all["schema"], "counterpoint-validation/1");
    EXPECT_EQ(all["suite"], "suite");
    EXPECT_EQ(all["verdict"]["holds"], true);
    EXPECT_EQ(all["verdict"]["numbers"], all["verdict"]["equal"]);
    EXPECT_EQ(all["verdict"]["largest_deviation"], nullptr);
    const json& layer = all["cases"][0]["layers"][0];
    EXPECT_EQ(layer["differences"], json::array());
    EXPECT_EQ(layer["contributions"], json::array());
    EXPECT_EQ(layer["analytical"], layer["simulation"]);
    EXPECT_EQ(layer["estimates"]["exact"]["error"], 0);
    EXPECT_EQ(layer.count("pe"), 0U);
    EXPECT_EQ(all["cases"][0]["memories"][2]["fill_bytes_per_cycle"], 5);
}

TEST(ValidationJson, ListsWhatDiffersAndWhatIsBroken) {
    const json all = rendered([](hw::LayerNumbers& numbers) { numbers.macs *= 2; });
    EXPECT_EQ(all["verdict"]["holds"], false);
    EXPECT_EQ(all["verdict"]["largest_deviation"],
              json({{"case", "case"}, {"layer", "first"}, {"number", "macs"}, {"deviation", 1.0}}));
    EXPECT_EQ(all["cases"][0]["layers"][1]["differences"], json::array({{{"number", "macs"},
                                                                         {"kind", "work"},
                                                                         {"analytical", 140},
                                                                         {"simulated", 280},
                                                                         {"deviation", 1.0}}}));
    EXPECT_EQ(all["cases"][0]["broken"][0]["expectation"], "exact");
    EXPECT_EQ(all["cases"][0]["broken"][0]["found"], 2 * 576);
}

TEST(ValidationJson, HasEveryNumberAtItsPath) {
    const Plan plan = plan_of_text(three_gemms);
    const Validation validation = validated(plan, disguised_models());
    const json all = json::parse(render_json(validation));
    for (const Quantity& quantity : validation.cases[0].layers[0].quantities) {
        if (quantity.name.rfind("capacity_bytes_of.", 0) == 0) {
            continue;
        }
        std::string pointer = '/' + quantity.name;
        std::replace(pointer.begin(), pointer.end(), '.', '/');
        EXPECT_EQ(all["cases"][0]["layers"][0]["simulation"].at(json::json_pointer(pointer)),
                  quantity.simulated)
            << quantity.name;
    }
}

TEST(ValidationJson, HasTheMacsOfThePesOnRequest) {
    const json layer = rendered(nullptr, true)["cases"][0]["layers"][0];
    EXPECT_EQ(layer["pe"]["shape"], json({2, 4}));
    EXPECT_EQ(layer["pe"]["macs"], json({72, 72, 72, 72, 72, 72, 72, 72}));
}

/// Of the three GEMMs, with sizes for the SRAM, by a technology in pJ.
json with_technology(const std::function<void(hw::LayerNumbers&)>& change) {
    std::string design = three_gemms;
    for (const char* memory : {"name: L2", "name: L1"}) {
        const std::string name = memory;
        design.insert(design.find(name) + name.size(), "\n      capacity_bytes: 4096");
    }
    design.replace(design.find("name: toy"), 9, "name: toy\n  technology: horowitz_45nm");
    return json::parse(render_json(validated(plan_of_text(design), disguised_models(change))));
}

TEST(ValidationJson, AddsUpTheEnergyOfAllLayersFromBothModels) {
    const json all = with_technology([](hw::LayerNumbers& numbers) {
        numbers.cycles *= 2;
        numbers.macs *= 3;
    });
    const json& of_case = all["cases"][0];
    const json& sums = of_case["total"]["energy"]["sums"];
    for (const auto& [total, model] :
         {std::pair("analytical", "analytical"), std::pair("simulated", "simulation")}) {
        double mac = 0;
        double macs = 0;
        double cycles = 0;
        for (const json& layer : of_case["layers"]) {
            mac += layer[model]["energy"]["causes"]["mac"].get<double>();
            macs += layer[model]["macs"].get<double>();
            cycles += layer[model]["cycles"].get<double>();
        }
        const json& sum = sums[total];
        const double joules = sum["total"].get<double>() * 1e-12;
        EXPECT_EQ(sum["total"], of_case["total"]["energy"][total]);
        EXPECT_NEAR(sum["causes"]["mac"].get<double>(), mac, 1e-9 * mac);
        EXPECT_DOUBLE_EQ(sum["edp_js"].get<double>(), joules * cycles * 1e-9);
        EXPECT_NEAR(sum["power_w"].get<double>(), joules / (cycles * 1e-9), 1e-9);
        EXPECT_NEAR(sum["tops_per_watt"].get<double>(), 2 * macs / joules * 1e-12, 1e-9);
    }
    EXPECT_EQ(all["cases"][0]["layers"][0]["energy"].count("sums"), 0U);
}

} // namespace
} // namespace counterpoint::validation
