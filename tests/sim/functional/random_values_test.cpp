#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>

#include <gtest/gtest.h>

#include "sim/functional/functional.hpp"
#include "sim/process.hpp"
#include "tests/walker/case_text.hpp"
#include "tests/walker/generator.hpp"
#include "tests/walker/walker.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::sim {
namespace {

using walker::Case;

std::uint64_t from_environment(const char* name, std::uint64_t fallback) {
    const char* value = std::getenv(name);
    return value == nullptr ? fallback : std::strtoull(value, nullptr, 10);
}

TensorValues as_floats(const TensorValues& integers) {
    TensorValues floats{true, {}};
    for (const Numbers& numbers : integers.by_tensor) {
        std::vector<float> values;
        for (const std::int32_t number : std::get<std::vector<std::int32_t>>(numbers)) {
            values.push_back(static_cast<float>(number) / 3);
        }
        floats.by_tensor.emplace_back(std::move(values));
    }
    return floats;
}

/// Values, and elements moved, for elements moved by sets.
void expect_right(const Case& given, const TensorValues& tensors, std::uint64_t seed) {
    Fault none;
    const auto functional = [&] {
        return run_functional(given.layer, given.hardware, given.mapping, tensors, none);
    };
    try {
        const walker::WalkResult walked = walker::walk(given.layer, given.hardware, given.mapping);
        const FunctionalResult result = functional();
        EXPECT_EQ(result.comparison.wrong, 0) << "seed " << seed;
        EXPECT_EQ(result.macs, walked.macs) << "seed " << seed;
        EXPECT_EQ(result.counts, walked.counts) << "seed " << seed;
    } catch (const walker::CannotRun&) {
        EXPECT_THROW(functional(), InputError) << "seed " << seed;
    }
}

void expect_right_in_random_cases(std::uint64_t first_seed, const walker::Limits& limits) {
    const std::uint64_t seed = from_environment("COUNTERPOINT_SEED", first_seed);
    const std::uint64_t cases = from_environment("COUNTERPOINT_CASES", 600);
    std::mt19937_64 engine(seed);
    for (std::uint64_t number = 0; number < cases && !testing::Test::HasFailure(); ++number) {
        const Case given = walker::random_case(engine, limits);
        SCOPED_TRACE("COUNTERPOINT_SEED=" + std::to_string(seed) + ", case " +
                     std::to_string(number) + "\n" + walker::to_yaml(given));
        const TensorValues tensors = seeded_tensors(given.layer, seed + number);
        expect_right(given, number % 4 == 0 ? as_floats(tensors) : tensors, seed);
    }
}

TEST(RandomValues, AreRightAndMoveAsTheSemanticsSay) {
    expect_right_in_random_cases(20, walker::Limits{});
}

TEST(RandomValues, AreRightWhereTensorsBypassMemories) {
    expect_right_in_random_cases(22, walker::with_bypasses());
}

TEST(RandomValues, MoveTheElementsThatTheSimulationCountsWithoutValues) {
    const std::uint64_t seed = from_environment("COUNTERPOINT_SEED", 21);
    std::mt19937_64 engine(seed);
    std::int64_t ran = 0;
    for (int number = 0; number < 100; ++number) {
        const Case given = walker::random_case(engine);
        SCOPED_TRACE("COUNTERPOINT_SEED=" + std::to_string(seed) + ", case " +
                     std::to_string(number) + "\n" + walker::to_yaml(given));
        Options without_bounds;
        without_bounds.check_capacity = false;
        try {
            const Simulation simulation =
                simulate(given.layer, given.hardware, given.mapping, without_bounds);
            const FunctionalResult result =
                run_functional(given.layer, given.hardware, given.mapping);
            EXPECT_EQ(result.counts, simulation.counts);
            EXPECT_EQ(result.macs, simulation.macs);
            EXPECT_EQ(result.comparison.wrong, 0);
            ++ran;
        } catch (const InputError&) {
            EXPECT_THROW(run_functional(given.layer, given.hardware, given.mapping), InputError);
        }
    }
    EXPECT_GT(ran, 50);
}

} // namespace
} // namespace counterpoint::sim
