#include "tests/walker/cross_check.hpp"

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <random>
#include <string>

#include <gtest/gtest.h>

#include "tests/walker/case_text.hpp"
#include "tests/walker/comparison.hpp"
#include "tests/walker/walker.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::walker {

namespace {

std::uint64_t from_environment(const char* name, std::uint64_t fallback) {
    const char* value = std::getenv(name);
    return value == nullptr ? fallback : std::strtoull(value, nullptr, 10);
}

std::optional<hw::LayerNumbers> said(const Model& model, const Case& given) {
    try {
        return model(given);
    } catch (const InputError&) {
        return std::nullopt;
    }
}

std::optional<WalkResult> walked(const Case& given) {
    try {
        return walk(given.layer, given.hardware, given.mapping);
    } catch (const CannotRun&) {
        return std::nullopt;
    }
}

/// What is wrong with what the model says of a case, nothing if all is right.
std::string disagreement(const Model& model, const Case& given) {
    const std::optional<WalkResult> right = walked(given);
    const std::optional<hw::LayerNumbers> numbers = said(model, given);
    if (right.has_value() != numbers.has_value()) {
        return right ? "  the model refuses a mapping that the hardware can run\n"
                     : "  the model accepts a mapping that the hardware cannot run\n";
    }
    return right ? differences(*numbers, *right, given) : "";
}

} // namespace

void check_worked_cases(const Model& model) {
    const std::string file = std::string(COUNTERPOINT_SHARED_DIR) + "/cases/semantics.jsonl";
    if (!std::filesystem::exists(file)) {
        GTEST_SKIP() << file << " is not here";
    }
    std::size_t line = 0;
    for (const WorkedCase& worked : read_worked_cases(file)) {
        ++line;
        const std::string differing = differences(model(worked.given), worked.want, worked.given) +
                                      disagreement(model, worked.given);
        ASSERT_EQ(differing, "") << file << ":" << line << "\n" << to_yaml(worked.given);
    }
}

void check_random_cases(const Model& model, std::uint64_t cases, const Limits& limits) {
    const std::uint64_t count = from_environment("COUNTERPOINT_CASES", cases);
    const std::uint64_t seed = from_environment("COUNTERPOINT_SEED", 20'240'229);
    for (std::uint64_t number = 0; number < count; ++number) {
        std::mt19937_64 engine(seed + number);
        const Case given = random_case(engine, limits);
        ASSERT_EQ(disagreement(model, given), "")
            << "again with COUNTERPOINT_CASES=1 COUNTERPOINT_SEED=" << seed + number << "\n"
            << to_yaml(given);
    }
}

Limits long_loops() {
    Limits limits;
    limits.least_phases = 200;
    limits.macs = 20'000;
    limits.phases = 3'000;
    limits.pes = 8;
    limits.unit_phases = 6'000;
    limits.tile_visits = 200'000;
    return limits;
}

} // namespace counterpoint::walker
