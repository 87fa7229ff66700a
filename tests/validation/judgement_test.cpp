#include "validation/judgement.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/validation/designs.hpp"
#include "validation/summary.hpp"

namespace counterpoint::validation {
namespace {

using testing::Each;
using testing::Field;
using testing::IsEmpty;
using testing::SizeIs;

/// One layer of which both models say these cycles, and whatever else is equal.
CaseComparison comparison_of(std::int64_t analytical, std::int64_t simulated) {
    CaseComparison comparison;
    LayerComparison layer;
    layer.layer.name = "conv1";
    layer.simulated.cycles = simulated;
    layer.quantities = {{"cycles", Kind::time, analytical, simulated}, {"macs", Kind::work, 5, 5}};
    layer.estimates = {{analytical::Timing::maestro, 110, 0.1}};
    comparison.layers.push_back(layer);
    return comparison;
}

std::vector<Outcome> broken(const std::vector<Expectation>& expectations, std::int64_t analytical,
                            std::int64_t simulated) {
    PlannedCase planned;
    planned.expectations = expectations;
    CaseComparison comparison = comparison_of(analytical, simulated);
    judge(planned, comparison);
    return comparison.broken;
}

TEST(Judgement, ExpectsEverythingToBeExactUnlessTold) {
    EXPECT_THAT(broken({}, 100, 100), IsEmpty());
    const std::vector<Outcome> outcomes = broken({}, 100, 101);
    ASSERT_THAT(outcomes, SizeIs(1));
    EXPECT_EQ(outcomes[0].layer, "conv1");
    EXPECT_EQ(outcomes[0].number, "cycles");
    EXPECT_EQ(outcomes[0].expectation, "exact");
    EXPECT_EQ(outcomes[0].expected, 100);
    EXPECT_EQ(outcomes[0].found, 101);
}

TEST(Judgement, LetsCyclesDifferWhereMechanismsExplainThem) {
    PlannedCase planned;
    hw::Memory scratchpad;
    scratchpad.banks.emplace();
    planned.hardware.memories = {hw::Memory{}, scratchpad};
    CaseComparison comparison = comparison_of(100, 101);
    comparison.layers[0].quantities.push_back({"cycle_stack.start", Kind::stack, 0, 1});
    judge(planned, comparison);
    EXPECT_THAT(comparison.broken, IsEmpty());

    comparison.layers[0].quantities.push_back({"counts.L2.Input.reads", Kind::accesses, 7, 8});
    judge(planned, comparison);
    ASSERT_THAT(comparison.broken, SizeIs(1));
    EXPECT_EQ(comparison.broken[0].number, "counts.L2.Input.reads");

    comparison.broken.clear();
    planned.expectations = {Expectation{}}; // exact, said of everything
    judge(planned, comparison);
    EXPECT_THAT(comparison.broken, SizeIs(3));
}

TEST(Judgement, TakesBothEndsOfABandIn) {
    for (const double percent : {0.1, 1.0, 2.0, 7.0, 12.0, 14.5}) {
        const double share = percent / 100;
        const auto gap = static_cast<std::int64_t>(percent * 10);
        EXPECT_THAT(broken({band({"cycles"}, -1, share)}, 1000, 1000 + gap), IsEmpty()) << percent;
        EXPECT_THAT(broken({band({"cycles"}, -1, share)}, 1000, 1001 + gap), SizeIs(1)) << percent;
        EXPECT_THAT(broken({band({"cycles"}, share, 1)}, 1000, 1000 + gap), IsEmpty()) << percent;
        EXPECT_THAT(broken({band({"cycles"}, share, 1)}, 1000, 999 + gap), SizeIs(1)) << percent;
    }
}

TEST(Judgement, OfABandIsSigned) {
    EXPECT_THAT(broken({band({"cycles"}, 0, 0.1)}, 100, 95), SizeIs(1));
    EXPECT_THAT(broken({band({"cycles"}, -0.1, 0)}, 100, 95), IsEmpty());
}

TEST(Judgement, HasNoBandAroundNothing) {
    EXPECT_THAT(broken({band({"cycles"}, -1, 1)}, 0, 1), SizeIs(1));
    EXPECT_THAT(broken({band({"cycles"}, -1, 1)}, 0, 0), IsEmpty());
}

TEST(Judgement, OfCyclesMeasuresAPartByTheWholeLayer) {
    Expectation expectation = band({"cycle_stack.tail"}, -0.1, 0.1);
    expectation.of_cycles = true;
    const auto holds = [&](std::int64_t analytical, std::int64_t simulated) {
        PlannedCase planned;
        planned.expectations = {expectation};
        CaseComparison comparison = comparison_of(1000, 1000);
        comparison.layers[0].analytical.cycles = 1000;
        comparison.layers[0].quantities.push_back(
            {"cycle_stack.tail", Kind::stack, analytical, simulated});
        judge(planned, comparison);
        return comparison.broken.empty();
    };
    EXPECT_TRUE(holds(0, 100)); // around nothing, too
    EXPECT_FALSE(holds(0, 101));
    EXPECT_TRUE(holds(150, 50));
    EXPECT_FALSE(holds(150, 49));
    EXPECT_EQ(in_words(expectation), "-10 % to +10 % of the cycles");
}

TEST(Judgement, GoesByTheLastExpectationThatMeansTheNumber) {
    const Expectation exact;
    EXPECT_THAT(broken({exact, band({"cycles"}, 0, 0.1)}, 100, 105), IsEmpty());
    EXPECT_THAT(broken({band({"cycles"}, 0, 0.1), exact}, 100, 105), SizeIs(1));
    Expectation elsewhere = exact;
    elsewhere.layers = {"fc*"};
    EXPECT_THAT(broken({band({"c*"}, 0, 0.1), elsewhere}, 100, 105), IsEmpty());
}

TEST(Judgement, ChecksEstimatesOnlyWhereTheyAreNamed) {
    EXPECT_THAT(broken({band({"*"}, 0, 0)}, 100, 100), IsEmpty());
    EXPECT_THAT(broken({band({"maestro.*"}, 0, 0.1)}, 100, 100), IsEmpty());
    const std::vector<Outcome> outcomes = broken({band({"maestro.cycles"}, 0, 0.05)}, 100, 100);
    ASSERT_THAT(outcomes, SizeIs(1));
    EXPECT_EQ(outcomes[0].found, 110);
    EXPECT_EQ(outcomes[0].cause, "a cause");
    EXPECT_EQ(outcomes[0].expectation, "+0 % to +5 %");
}

TEST(Judgement, CannotExpectWhatNoMechanismExplains) {
    const Plan plan = plan_of_text(three_gemms, {band({"*"}, -1, 1)});
    const Validation validation =
        validated(plan, disguised_models([](hw::LayerNumbers& numbers) { ++numbers.cycles; }));
    EXPECT_FALSE(validation.holds());
    EXPECT_THAT(validation.cases.front().broken, Each(Field(&Outcome::number, "unexplained")));
    EXPECT_THAT(validation.cases.front().broken, SizeIs(3));
}

TEST(Verdict, CountsWhatWasComparedAndNamesTheLargestDeviation) {
    const Plan plan = plan_of_text(three_gemms);
    const Validation validation =
        validated(plan, disguised_models([](hw::LayerNumbers& numbers) { numbers.macs += 4; }));
    const Verdict verdict = verdict_of(validation);
    EXPECT_FALSE(verdict.holds);
    EXPECT_EQ(verdict.layers, 3);
    EXPECT_EQ(verdict.numbers - verdict.equal, 3);
    EXPECT_EQ(verdict.broken, 3);
    EXPECT_EQ(verdict.expectations, verdict.numbers + 3);
    ASSERT_TRUE(verdict.largest);
    EXPECT_EQ(verdict.largest->layer, "second") << "4 of 140 MACs are more than 4 of 576";
    EXPECT_EQ(verdict.largest->number, "macs");
    EXPECT_DOUBLE_EQ(verdict.largest->deviation, 4.0 / (5 * 4 * 7));
}

TEST(CaseSummary, HasSumsAndTheDistributionOfDeviations) {
    CaseComparison comparison;
    for (const std::int64_t simulated : {100, 110, 95, 120}) {
        comparison.layers.push_back(comparison_of(100, simulated).layers.front());
        comparison.layers.back().analytical.cycles = 100;
    }
    const CaseSummary summary = summary_of(comparison);
    EXPECT_EQ(summary.analytical_cycles, 400);
    EXPECT_EQ(summary.simulated_cycles, 425);
    EXPECT_DOUBLE_EQ(*summary.deviation, 0.0625);
    EXPECT_DOUBLE_EQ(summary.distribution.minimum, -0.05);
    EXPECT_DOUBLE_EQ(summary.distribution.median, 0.05);
    EXPECT_DOUBLE_EQ(summary.distribution.maximum, 0.2);
    EXPECT_DOUBLE_EQ(summary.distribution.mean_absolute, 0.35 / 4);
}

} // namespace
} // namespace counterpoint::validation
