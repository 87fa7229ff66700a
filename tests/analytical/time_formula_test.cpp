// The formula of an estimate says at every bandwidth what the estimate itself says there.

#include "analytical/time_formula.hpp"

#include <cstdint>
#include <random>

#include <gtest/gtest.h>

#include "analytical/analysis.hpp"
#include "tests/walker/case_text.hpp"
#include "tests/walker/generator.hpp"
#include "tests/walker/random.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::analytical {
namespace {

constexpr std::uint64_t seed_of_formulas = 20'261'122;
constexpr std::uint64_t cases_of_formulas = 1'000;

void change_bandwidths(hw::Hardware& hardware, walker::Random& random) {
    for (hw::Memory& memory : hardware.memories) {
        memory.fill.bytes_per_cycle = random.between(1, 40);
        memory.drain.bytes_per_cycle = random.between(1, 40);
    }
}

void check_at_other_bandwidths(const walker::Case& given, Timing timing, walker::Random& random) {
    const FormulaAnalysis once =
        analyze_formula(given.layer, given.hardware, given.mapping, timing);
    Options options;
    options.check_capacity = false;
    options.timing = timing;
    hw::Hardware other = given.hardware;
    for (int times = 0; times < 4; ++times) {
        const Analysis wanted = analyze(given.layer, other, given.mapping, options);
        EXPECT_EQ(cycles_of(once.time, other), wanted.cycles);
        EXPECT_EQ(once.numbers.compute_cycles, wanted.compute_cycles);
        EXPECT_TRUE(once.numbers.counts == wanted.counts);
        change_bandwidths(other, random);
    }
}

TEST(TimeFormula, SaysWhatTheEstimateSaysAtAnyBandwidth) {
    std::uint64_t checked = 0;
    for (std::uint64_t number = 0; number < cases_of_formulas && !testing::Test::HasFailure();
         ++number) {
        std::mt19937_64 engine(seed_of_formulas + number);
        const walker::Case given = walker::random_case(
            engine, number % 2 == 0 ? walker::Limits{} : walker::with_bypasses());
        walker::Random random(engine);
        SCOPED_TRACE("seed " + std::to_string(seed_of_formulas + number) + "\n" + to_yaml(given));
        try {
            check_at_other_bandwidths(given, Timing::maestro, random);
            check_at_other_bandwidths(given, Timing::timeloop, random);
            ++checked;
        } catch (const InputError&) { // the hardware cannot run the mapping
        }
    }
    EXPECT_GT(checked, cases_of_formulas / 2);
}

} // namespace
} // namespace counterpoint::analytical
