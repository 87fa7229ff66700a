#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <random>
#include <string>

#include <gtest/gtest.h>

#include "sim/process.hpp"
#include "tests/walker/case_text.hpp"
#include "tests/walker/cases.hpp"
#include "tests/walker/comparison.hpp"
#include "tests/walker/generator.hpp"
#include "tests/walker/walker.hpp"

namespace counterpoint {
namespace {

using sim::Simulation;
using walker::Case;
using walker::WalkResult;

const std::string worked_cases = std::string(COUNTERPOINT_SHARED_DIR) + "/cases/semantics.jsonl";

std::uint64_t from_environment(const char* name, std::uint64_t fallback) {
    const char* value = std::getenv(name);
    return value == nullptr ? fallback : std::strtoull(value, nullptr, 10);
}

sim::Options without_bounds() {
    sim::Options options;
    options.check_capacity = false;
    return options;
}

/// Nothing where the hardware cannot run the mapping.
std::optional<Simulation> simulated(const Case& given) {
    try {
        return sim::simulate(given.layer, given.hardware, given.mapping, without_bounds());
    } catch (const InputError&) {
        return std::nullopt;
    }
}

std::optional<WalkResult> walked(const Case& given) {
    try {
        return walker::walk(given.layer, given.hardware, given.mapping);
    } catch (const walker::CannotRun&) {
        return std::nullopt;
    }
}

/// What is wrong with the simulation of a case, nothing if all is right.
std::string disagreement(const Case& given) {
    const std::optional<WalkResult> right = walked(given);
    const std::optional<Simulation> simulation = simulated(given);
    if (right.has_value() != simulation.has_value()) {
        return right ? "  simulation refuses a mapping that the hardware can run\n"
                     : "  simulation accepts a mapping that the hardware cannot run\n";
    }
    return right ? differences(walker::numbers_of(*simulation), *right, given) : "";
}

TEST(CrossCheck, SimulationAgreesWithEveryWorkedCase) {
    if (!std::filesystem::exists(worked_cases)) {
        GTEST_SKIP() << worked_cases << " is not here";
    }
    std::size_t line = 0;
    for (const walker::WorkedCase& worked : walker::read_worked_cases(worked_cases)) {
        const Case& given = worked.given;
        ++line;
        const Simulation simulation =
            sim::simulate(given.layer, given.hardware, given.mapping, without_bounds());
        const std::string differing =
            differences(walker::numbers_of(simulation), worked.want, given) + disagreement(given);
        ASSERT_EQ(differing, "") << worked_cases << ":" << line << "\n" << walker::to_yaml(given);
    }
}

/// Every case has a seed of its own, so that a failing one can be run alone.
void cross_check(std::uint64_t cases, const walker::Limits& limits) {
    const std::uint64_t seed = from_environment("COUNTERPOINT_SEED", 20'240'229);
    for (std::uint64_t number = 0; number < cases; ++number) {
        std::mt19937_64 engine(seed + number);
        const Case given = walker::random_case(engine, limits);
        ASSERT_EQ(disagreement(given), "")
            << "again with COUNTERPOINT_CASES=1 COUNTERPOINT_SEED=" << seed + number << "\n"
            << walker::to_yaml(given);
    }
}

TEST(CrossCheck, SimulationAgreesWithTheWalkerOnRandomCases) {
    cross_check(from_environment("COUNTERPOINT_CASES", 5'000), {});
}

/// Where loops run long enough for engines to fall far behind each other.
TEST(CrossCheck, SimulationAgreesWithTheWalkerOnLongRandomCases) {
    walker::Limits limits;
    limits.least_phases = 200;
    limits.macs = 20'000;
    limits.phases = 3'000;
    limits.pes = 8;
    limits.unit_phases = 6'000;
    limits.tile_visits = 200'000;
    cross_check(from_environment("COUNTERPOINT_CASES", 500), limits);
}

} // namespace
} // namespace counterpoint
