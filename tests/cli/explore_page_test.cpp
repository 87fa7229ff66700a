#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "results/html/page.hpp"
#include "tests/cli/program.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::cli {
namespace {

using Json = nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* two_products = R"(
workload:
  layers:
    - {name: first, type: GEMM, dimensions: {M: 20, N: 9, K: 10}}
    - {name: second, type: GEMM, dimensions: {M: 6, N: 7, K: 30}}
hardware:
  pe: {count: 4}
  memories:
    - {name: DRAM}
    - {name: L2, capacity_bytes: 4000, fill: {bytes_per_cycle: 4, latency: 3}, drain: {bytes_per_cycle: 2}}
    - {name: L1, capacity_bytes: 64, fill: {bytes_per_cycle: 3}, drain: {bytes_per_cycle: 2}}
mapping:
  parameters: {rows: 4, depth: 5}
  nodes:
    - {temporal: M, tile: rows}
    - {store: [Weight, Input, Output], in: L2}
    - {temporal: N, tile: pe.count}
    - {temporal: K, tile: depth}
    - {spatial: N, tile: 1, units: pe.count}
    - {temporal: M, tile: 1}
    - {store: [Weight, Input, Output], in: L1}
)";

constexpr const char* some_axes = R"yaml(
space:
  name: two products
  axes:
    - {set: hardware.pe.count, from: 2, to: 8, step: 2}
    - {set: mapping.parameters.depth, values: [2, 5, "min(K, 7)"]}
    - {set: hardware.memories.L1.fill.bytes_per_cycle, name: fill, values: [1, 2, 4]}
    - {set: hardware.memories.L1.capacity_bytes, from: 16, to: 64, step: 16}
)yaml";

bool can_write_pages() {
    try {
        results::check_html_pages();
        return true;
    } catch (const InputError&) {
        return false;
    }
}

class ExplorePageTest : public ProgramTest {
  protected:
    ExplorePageTest() {
        write("design.yaml", two_products);
        write("space.yaml", some_axes);
    }
    [[nodiscard]] Finished explore(const std::string& arguments) const {
        return shell("$counterpoint explore space.yaml design.yaml " + arguments);
    }
    [[nodiscard]] Json answer(const std::string& arguments) const {
        const Finished finished = explore(arguments + " --format json");
        EXPECT_EQ(finished.status, 0) << finished.err;
        return Json::parse(finished.out);
    }
    [[nodiscard]] Finished refused(const std::string& arguments) const {
        Finished finished = explore(arguments);
        EXPECT_EQ(finished.status, 2) << finished.err;
        EXPECT_THAT(finished.out, IsEmpty());
        return finished;
    }
    /// What a command says of a design by itself.
    [[nodiscard]] Json alone(const std::string& command, const Json& design) const {
        const Json& values = design["values"];
        const Finished finished = shell(
            "$counterpoint " + command +
            " design.yaml --format json --set hardware.pe.count=" + values["pe.count"].dump() +
            " --set 'mapping.parameters.depth=" + values["depth"].get<std::string>() +
            "' --set hardware.memories.L1.fill.bytes_per_cycle=" + values["fill"].dump() +
            " --set hardware.memories.L1.capacity_bytes=" + values["L1.capacity_bytes"].dump());
        EXPECT_EQ(finished.status, 0) << finished.err;
        return Json::parse(finished.out);
    }
};

double sum_of(const Json& part) {
    if (part.is_number()) {
        return part.get<double>();
    }
    double sum = 0;
    for (const Json& each : part) {
        sum += sum_of(each);
    }
    return sum;
}

TEST_F(ExplorePageTest, GoesBesideTheTable) {
    if (!can_write_pages()) {
        GTEST_SKIP() << "built without ECharts: run scripts/install";
    }
    const Finished run = explore("--report page.html");
    EXPECT_EQ(run.status, 0) << run.err;
    EXPECT_THAT(run.out, HasSubstr("Front by cycles and energy"));
    EXPECT_THAT(run.out, Not(HasSubstr("<html")));
    const std::string page = read("page.html");
    EXPECT_THAT(page, HasSubstr("<!doctype html>"));
    EXPECT_THAT(page, HasSubstr("\"counterpoint-exploration/1\""));
    EXPECT_THAT(page, HasSubstr("default-src 'none'"));
}

TEST_F(ExplorePageTest, IsRefusedBeforeAnythingIsSearched) {
    if (!can_write_pages()) {
        GTEST_SKIP() << "built without ECharts: run scripts/install";
    }
    write("old.html", "mine");
    EXPECT_THAT(refused("--report old.html").err, HasSubstr("the output exists"));
    EXPECT_THAT(refused("--report missing/page.html").err, HasSubstr("missing/page.html"));
    EXPECT_THAT(refused("--report same.html --output same.html").err,
                HasSubstr("name the same file"));
    EXPECT_EQ(read("old.html"), "mine");
    EXPECT_EQ(files(), 3);
    EXPECT_EQ(explore("--report old.html --force").status, 0);
    EXPECT_THAT(read("old.html"), HasSubstr("<!doctype html>"));
    EXPECT_EQ(files(), 3);
}

TEST_F(ExplorePageTest, SaysWhatIsMissingInABuildWithoutChartLibrary) {
    if (can_write_pages()) {
        GTEST_SKIP() << "built with ECharts";
    }
    EXPECT_THAT(refused("--report page.html").err, HasSubstr("scripts/install"));
    EXPECT_EQ(files(), 2);
}

TEST_F(ExplorePageTest, HasTheSameDataForAnyNumberOfThreadsAndAfterBeingResumed) {
    if (!can_write_pages()) {
        GTEST_SKIP() << "built without ECharts: run scripts/install";
    }
    const auto page = [&](const std::string& arguments) {
        EXPECT_EQ(explore(arguments + " --report page.html --force").status, 0);
        const std::string text = read("page.html");
        return text.substr(0, text.rfind(",[", text.find("</script>", text.find("id=\"data\""))));
    };
    const std::string once = page("--threads 1");
    EXPECT_THAT(once, HasSubstr("density"));
    EXPECT_EQ(page("--threads 5"), once);
    EXPECT_EQ(page("--threads 2 --checkpoint c.json --save-every 0"), once);
}

TEST_F(ExplorePageTest, StacksOfADesignAreThoseOfAnalyze) {
    const Json report = answer("--objective cycles,area");
    ASSERT_GT(report["front"].size(), 2U);
    for (const Json& design : report["front"]) {
        const Json exact = alone("analyze", design);
        const Json estimate = alone("analyze --timing maestro", design);
        EXPECT_EQ(design["cycle_stack"], estimate["total"]["cycle_stack"]);
        EXPECT_EQ(design["exact_cycle_stack"], exact["total"]["cycle_stack"]);
        EXPECT_EQ(sum_of(design["cycle_stack"]), design["cycles"]);
        EXPECT_EQ(sum_of(design["exact_cycle_stack"]), design["exact_cycles"]);
        for (std::size_t l = 0; l < 2; ++l) {
            const Json& layer = design["layers"][l];
            EXPECT_EQ(layer["name"], exact["layers"][l]["name"]);
            EXPECT_EQ(layer["cycles"], estimate["layers"][l]["cycles"]);
            EXPECT_EQ(layer["cycle_stack"], estimate["layers"][l]["cycle_stack"]);
            EXPECT_EQ(layer["exact_cycles"], exact["layers"][l]["cycles"]);
            EXPECT_EQ(layer["exact_cycle_stack"], exact["layers"][l]["cycle_stack"]);
        }
    }
}

TEST_F(ExplorePageTest, EnergyOfADesignIsThatOfItsParts) {
    for (const std::string technology : {"", " --technology horowitz_45nm"}) {
        const Json report = answer("--objective edp,area" + technology);
        for (const Json& design : report["front"]) {
            const double energy = design["energy_pj"];
            EXPECT_NEAR(sum_of(design["energy"]), energy, 1e-9 * energy + 0.05);
            EXPECT_NEAR(sum_of(design["layers"][0]["energy"]) +
                            sum_of(design["layers"][1]["energy"]),
                        energy, 1e-9 * energy + 0.05);
            if (technology.empty()) {
                continue;
            }
            const Json energies =
                alone("analyze --timing maestro" + technology, design)["total"]["energy"];
            for (const auto& memory : design["energy"]["memories"].items()) {
                const double amount = energies["memories"][memory.key()];
                EXPECT_NEAR(sum_of(memory.value()), amount, 1e-9 * energy);
            }
            const double pes = energies["pe"];
            EXPECT_NEAR(sum_of(design["energy"]["pe"]), pes, 1e-9 * energy);
        }
    }
}

TEST_F(ExplorePageTest, VerifiedDesignsHaveTheStackOfTheirSimulation) {
    const Finished finished = explore("--objective cycles,area --verify 3 --format json");
    if (finished.status == 2) {
        GTEST_SKIP() << "built without the simulator";
    }
    const Json report = Json::parse(finished.out);
    ASSERT_EQ(report["verification"]["designs"].size(), 3U);
    for (const Json& design : report["verification"]["designs"]) {
        const Json simulation = alone("simulate", design);
        EXPECT_EQ(design["simulated_cycles"], simulation["total"]["cycles"]);
        EXPECT_EQ(design["simulated_cycle_stack"], simulation["total"]["cycle_stack"]);
        EXPECT_EQ(design["layers"][1]["simulated_cycle_stack"],
                  simulation["layers"][1]["cycle_stack"]);
    }
}

TEST_F(ExplorePageTest, SaysByWhichArgumentsItsDesignsAreReadAgain) {
    const Json report =
        answer("--layer 'sec*' --set hardware.clock_ghz=2 --technology horowitz_45nm");
    EXPECT_EQ(report["arguments"], Json({"design.yaml", "--layer", "sec*", "--technology",
                                         "horowitz_45nm", "--set", "hardware.clock_ghz=2"}));
    EXPECT_EQ(report["layers"], Json({"second"}));
    EXPECT_EQ(report["axes"][1]["words"], Json({"2", "5", "min(K, 7)"}));
    EXPECT_FALSE(report["front"][0].contains("layers"));
}

} // namespace
} // namespace counterpoint::cli
