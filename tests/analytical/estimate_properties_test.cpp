// What holds of the estimates on any layer: random legal cases of the walker's generator.

#include <cstdint>
#include <optional>
#include <random>

#include <gtest/gtest.h>

#include "analytical/analysis.hpp"
#include "tests/analytical/stack_sum.hpp"
#include "tests/walker/case_text.hpp"
#include "tests/walker/generator.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::analytical {
namespace {

constexpr std::uint64_t seed = 20'261'121;
constexpr std::uint64_t cases = 2'000;

/// Nothing where the hardware cannot run the mapping.
std::optional<Analysis> analysed(const walker::Case& given, Timing timing) {
    Options options;
    options.check_capacity = false;
    options.timing = timing;
    try {
        return analyze(given.layer, given.hardware, given.mapping, options);
    } catch (const InputError&) {
        return std::nullopt;
    }
}

template <class Check>
void on_random_cases(const Check& check) {
    std::uint64_t checked = 0;
    for (std::uint64_t number = 0; number < cases && !testing::Test::HasFailure(); ++number) {
        std::mt19937_64 engine(seed + number);
        // Every other case has tensors that bypass memories.
        const walker::Case given = walker::random_case(
            engine, number % 2 == 0 ? walker::Limits{} : walker::with_bypasses());
        if (const std::optional<Analysis> exact = analysed(given, Timing::exact)) {
            SCOPED_TRACE("seed " + std::to_string(seed + number) + "\n" + to_yaml(given));
            check(given, *exact);
            ++checked;
        }
    }
    EXPECT_GT(checked, cases / 2);
}

TEST(TimeloopEstimate, IsNeverAboveTheExactCycles) {
    on_random_cases([](const walker::Case& given, const Analysis& exact) {
        const Analysis estimated = *analysed(given, Timing::timeloop);
        EXPECT_LE(estimated.cycles, exact.cycles);
        EXPECT_GE(estimated.cycles, exact.compute_cycles);
        EXPECT_EQ(sum_of(estimated.stack), estimated.cycles);
    });
}

TEST(MaestroEstimate, ComputesAsLongAsTheExactModelAndItsStackAddsUp) {
    on_random_cases([](const walker::Case& given, const Analysis& exact) {
        const Analysis estimated = *analysed(given, Timing::maestro);
        EXPECT_EQ(estimated.stack.compute, exact.compute_cycles);
        EXPECT_EQ(sum_of(estimated.stack), estimated.cycles);
        EXPECT_TRUE(estimated.counts == exact.counts);
    });
}

} // namespace
} // namespace counterpoint::analytical
