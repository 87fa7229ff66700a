#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <random>
#include <string>

#include <gtest/gtest.h>

#include "analytical/analysis.hpp"
#include "tests/walker/case_text.hpp"
#include "tests/walker/cases.hpp"
#include "tests/walker/comparison.hpp"
#include "tests/walker/generator.hpp"
#include "tests/walker/walker.hpp"

namespace counterpoint {
namespace {

using analytical::Analysis;
using walker::Case;
using walker::WalkResult;

const std::string worked_cases = std::string(COUNTERPOINT_SHARED_DIR) + "/cases/semantics.jsonl";

std::uint64_t from_environment(const char* name, std::uint64_t fallback) {
    const char* value = std::getenv(name);
    return value == nullptr ? fallback : std::strtoull(value, nullptr, 10);
}

analytical::Options without_bounds() {
    analytical::Options options;
    options.check_capacity = false;
    return options;
}

/// Nothing where the hardware cannot run the mapping.
std::optional<Analysis> analysed(const Case& given) {
    try {
        return analytical::analyze(given.layer, given.hardware, given.mapping, without_bounds());
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

/// What is wrong with the analysis of a case, nothing if all is right.
std::string disagreement(const Case& given) {
    const std::optional<WalkResult> right = walked(given);
    const std::optional<Analysis> analysis = analysed(given);
    if (right.has_value() != analysis.has_value()) {
        return right ? "  analysis refuses a mapping that the hardware can run\n"
                     : "  analysis accepts a mapping that the hardware cannot run\n";
    }
    return right ? differences(walker::numbers_of(*analysis), *right, given) : "";
}

TEST(CrossCheck, AnalysisAgreesWithEveryWorkedCase) {
    if (!std::filesystem::exists(worked_cases)) {
        GTEST_SKIP() << worked_cases << " is not here";
    }
    std::size_t line = 0;
    for (const walker::WorkedCase& worked : walker::read_worked_cases(worked_cases)) {
        const Case& given = worked.given;
        ++line;
        const Analysis analysis =
            analytical::analyze(given.layer, given.hardware, given.mapping, without_bounds());
        const std::string differing =
            differences(walker::numbers_of(analysis), worked.want, given) + disagreement(given);
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

TEST(CrossCheck, AnalysisAgreesWithTheWalkerOnRandomCases) {
    cross_check(from_environment("COUNTERPOINT_CASES", 12'000), {});
}

/// Where loops run long enough for a repetition to be found, and to end again.
TEST(CrossCheck, AnalysisAgreesWithTheWalkerOnLongRandomCases) {
    walker::Limits limits;
    limits.least_phases = 200;
    limits.macs = 20'000;
    limits.phases = 3'000;
    limits.pes = 8;
    limits.unit_phases = 6'000;
    limits.tile_visits = 200'000;
    cross_check(from_environment("COUNTERPOINT_CASES", 1'000), limits);
}

} // namespace
} // namespace counterpoint
