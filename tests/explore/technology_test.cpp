// With a technology a search has the energies and areas that results says of every design.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "explore/search.hpp"
#include "explore/technology_costs.hpp"
#include "results/area.hpp"
#include "results/energy.hpp"
#include "tests/explore/small_space.hpp"
#include "tests/walker/random.hpp"

namespace counterpoint::explore {
namespace {

constexpr std::uint64_t seed_of_technologies = 20'261'125;

void replace(std::string& text, const std::string& old, const std::string& with) {
    text.replace(text.find(old), old.size(), with);
}

std::string random_text(walker::Random& random) {
    std::string text = random.chance(50) ? product_on_rows_of_pes() : product_on_pes();
    replace(text, "}}]}\n", "}}, {name: m, type: GEMM, dimensions: {M: 9, N: 3, K: 11}}]}\n");
    const std::string technology = random.pick(
        std::vector<std::string>{"horowitz_45nm", "horowitz_45nm_float", "scaled_16nm", "maestro"});
    replace(text, "hardware:\n",
            "hardware:\n  technology: " + technology + "\n  element_bytes: {Output: 4}\n");
    if (random.chance(50)) {
        replace(text, "{name: DRAM}", "{name: DRAM, dram: {standard: DDR4-2400}}");
    }
    if (random.chance(30)) { // there may be more PEs than any layer uses
        replace(text, "pe: {count: ", "pe: {lanes: 2, count: 1");
    }
    return text;
}

std::string random_axes_of_costs(walker::Random& random) {
    const std::string l1 = "    - {set: hardware.memories.L1.";
    const std::string l2 = "    - {set: hardware.memories.L2.";
    std::vector<std::string> axes{
        l1 + "capacity_bytes, values: [64, 100, 173, 4096]}\n",
        l2 + "capacity_bytes, values: [300, 700, 9000, 131072, 1000000]}\n",
        l1 + "fill.bytes_per_cycle, values: [1, 3, 8]}\n",
        l1 + "drain.bytes_per_cycle, values: [1, 2, 5]}\n",
        l2 + "fill.bytes_per_cycle, values: [1, 2, 16]}\n",
        "    - {set: hardware.clock_ghz, values: [1, 2]}\n",
        "    - {set: mapping.parameters.rows, values: [1, 3]}\n",
        "    - {set: mapping.parameters.columns, values: [1, 2, 4]}\n",
    };
    random.shuffle(axes);
    std::string text;
    for (std::size_t i = 0; i < static_cast<std::size_t>(random.between(2, 4)); ++i) {
        text += axes[i];
    }
    return text;
}

/// As `analyze --technology` says it; nothing where the design cannot be run.
std::optional<Figures> figures_by_results(const SmallSpace& small, std::int64_t number,
                                          analytical::Timing timing) {
    analytical::Options options;
    options.timing = timing;
    std::vector<results::LayerResult> layers;
    results::EnergySums energy;
    std::int64_t cycles = 0;
    std::int64_t macs = 0;
    try {
        const mapping::Design design = read_alone(small, number);
        for (const workloads::Layer& layer : design.workload.layers) {
            const mapping::Mapping mapping = bind(design.dataflow, layer, design.hardware);
            layers.push_back({layer, analyze(layer, design.hardware, mapping, options)});
            results::add(energy, *results::energy_of(layers.back(), design.hardware));
            cycles += layers.back().numbers.cycles;
            macs += layers.back().numbers.macs;
        }
        const auto figures = results::figures_of(energy, macs, cycles, design.hardware);
        return Figures{static_cast<double>(cycles), results::in_units(energy.total),
                       results::area_of(layers, design.hardware)->total, *figures->watts * 1e3};
    } catch (const InputError&) {
        return std::nullopt;
    }
}

bool is_within(const Figures& figures, const LimitsOfDesigns& limits) {
    return figures.area <= limits.area && figures.power <= limits.power;
}

void expect_alike(const DesignFigures& found, const DesignFigures& wanted) {
    EXPECT_EQ(found.number, wanted.number);
    EXPECT_EQ(found.figures.cycles, wanted.figures.cycles);
    EXPECT_EQ(found.figures.energy, wanted.figures.energy);
    EXPECT_NEAR(found.figures.area, wanted.figures.area, 1e-12 * wanted.figures.area);
    EXPECT_NEAR(found.figures.power, wanted.figures.power, 1e-12 * wanted.figures.power);
}

std::vector<std::int64_t> numbers_of(const std::vector<DesignFigures>& designs) {
    std::vector<std::int64_t> numbers;
    for (const DesignFigures& design : designs) {
        numbers.push_back(design.number);
    }
    return numbers;
}

TEST(Technology, GivesASearchTheEnergiesAndAreasOfResults) {
    std::size_t compared = 0;
    std::size_t beyond = 0;
    for (std::uint64_t number = 0; number < 60 && !testing::Test::HasFailure(); ++number) {
        std::mt19937_64 engine(seed_of_technologies + number);
        walker::Random random(engine);
        const std::string text = random_text(random);
        const std::string axes = random_axes_of_costs(random);
        SCOPED_TRACE("seed " + std::to_string(seed_of_technologies + number) + "\n" + text + axes);
        const SmallSpace small(text, axes);
        const TechnologyCosts costs(small.designs.technology()->technology, {});
        Question question;
        question.designs = &small.designs;
        question.costs = &costs;
        question.goals = {{Objective::energy, Objective::cycles}, 420};
        question.timing = random.pick(std::vector<analytical::Timing>{
            analytical::Timing::maestro, analytical::Timing::timeloop, analytical::Timing::exact});

        std::vector<DesignFigures> wanted;
        for (std::int64_t design = 0; design < small.designs.size(); ++design) {
            if (const auto figures = figures_by_results(small, design, question.timing)) {
                wanted.push_back({design, *figures});
            }
        }
        constexpr double no_rounding = 1 + 1e-9; // at the limit itself
        if (!wanted.empty() && random.chance(40)) {
            question.limits.power = no_rounding * random.pick(wanted).figures.power;
        }
        if (!wanted.empty() && random.chance(40)) {
            question.limits.area = no_rounding * random.pick(wanted).figures.area;
        }
        const auto end =
            std::remove_if(wanted.begin(), wanted.end(), [&](const DesignFigures& each) {
                return !is_within(each.figures, question.limits);
            });
        beyond += static_cast<std::size_t>(wanted.end() - end);
        wanted.erase(end, wanted.end());

        std::vector<DesignFigures> found;
        SearchState state{0, Findings(question.goals, question.best_by, question.best_wanted)};
        SearchOptions options;
        options.valid = [&](const std::vector<DesignFigures>& valid) {
            found.insert(found.end(), valid.begin(), valid.end());
        };
        EXPECT_TRUE(search(question, state, options));
        ASSERT_EQ(numbers_of(found), numbers_of(wanted));
        for (std::size_t i = 0; i < found.size(); ++i) {
            expect_alike(found[i], wanted[i]);
        }
        EXPECT_EQ(numbers_of(state.findings.front.designs()),
                  numbers_of(compared_front(wanted, question.goals)));
        compared += found.size();
    }
    EXPECT_GT(compared, 1000U);
    EXPECT_GT(beyond, 100U);
}

} // namespace
} // namespace counterpoint::explore
