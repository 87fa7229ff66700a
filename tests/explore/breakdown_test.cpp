#include "explore/breakdown.hpp"

#include <memory>

#include <gtest/gtest.h>

#include "explore/maestro_costs.hpp"
#include "explore/search.hpp"
#include "tests/explore/small_space.hpp"

namespace counterpoint::explore {
namespace {

std::int64_t cycles_in(const hw::CycleStack& stack) {
    std::int64_t cycles = stack.start + stack.compute + stack.operands + stack.tail;
    for (const hw::MemoryStalls& stalls : stack.waiting) {
        cycles += stalls.fill_transfer + stalls.fill_latency + stalls.drain;
    }
    return cycles;
}

constexpr const char* breakdown_axes =
    "    - {set: hardware.pe.count, from: 1, to: 4}\n"
    "    - {set: mapping.parameters.depth, values: [1, 5, 10]}\n"
    "    - {set: hardware.memories.L1.fill.bytes_per_cycle, from: 1, to: 3}\n";

/// All valid designs of the space.
std::vector<DesignFigures> valid_designs(const Question& question) {
    std::vector<DesignFigures> valid;
    SearchState state{0, Findings(question.goals, question.best_by, 0)};
    SearchOptions options;
    options.valid = [&](const std::vector<DesignFigures>& found) {
        valid.insert(valid.end(), found.begin(), found.end());
    };
    EXPECT_TRUE(search(question, state, options));
    return valid;
}

class BreakdownTest : public testing::TestWithParam<analytical::Timing> {};

TEST_P(BreakdownTest, PartsAddUpToWhatTheSearchSays) {
    const SmallSpace small(product_on_pes(), breakdown_axes);
    const MaestroCosts costs;
    Question question;
    question.designs = &small.designs;
    question.costs = &costs;
    question.goals = {{Objective::cycles, Objective::energy}, 420};
    question.timing = GetParam();
    const std::vector<DesignFigures> valid = valid_designs(question);
    ASSERT_GT(valid.size(), 5U);
    const auto all = breakdowns(question, valid, 2);
    ASSERT_EQ(all.size(), valid.size());
    for (std::size_t i = 0; i < valid.size(); ++i) {
        ASSERT_EQ(all[i].size(), 1U);
        const LayerBreakdown& layer = all[i].front();
        EXPECT_EQ(static_cast<double>(layer.cycles), valid[i].figures.cycles);
        EXPECT_EQ(cycles_in(layer.stack), layer.cycles);
        EXPECT_EQ(cycles_in(layer.exact_stack), layer.exact_cycles);
        std::int64_t energy = 0;
        for (const results::EnergyPart& part : layer.energy) {
            energy += part.energy;
        }
        EXPECT_NEAR(results::in_units(energy), valid[i].figures.energy,
                    1e-3 * static_cast<double>(layer.energy.size()));
    }
}

INSTANTIATE_TEST_SUITE_P(EveryTiming, BreakdownTest,
                         testing::Values(analytical::Timing::exact, analytical::Timing::maestro,
                                         analytical::Timing::timeloop),
                         [](const auto& timing) { return to_string(timing.param); });

TEST(Breakdown, OfNoDesignsIsEmpty) {
    const SmallSpace small(product_on_pes(), breakdown_axes);
    const MaestroCosts costs;
    Question question;
    question.designs = &small.designs;
    question.costs = &costs;
    EXPECT_TRUE(breakdowns(question, {}, 3).empty());
}

TEST(Breakdown, OfCostsThatHaveNoPartsHasNoEnergy) {
    const SmallSpace small(product_on_pes(), breakdown_axes);
    const ExactCosts costs;
    Question question;
    question.designs = &small.designs;
    question.costs = &costs;
    const auto all = breakdowns(question, {{27, {}}}, 1); // 4 PEs
    EXPECT_TRUE(all.front().front().energy.empty());
    EXPECT_GT(all.front().front().cycles, 0);
}

} // namespace
} // namespace counterpoint::explore
