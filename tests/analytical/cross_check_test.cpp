#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "analytical/analysis.hpp"
#include "tests/walker/case_text.hpp"
#include "tests/walker/cases.hpp"
#include "tests/walker/generator.hpp"
#include "tests/walker/walker.hpp"

namespace counterpoint {
namespace {

using analytical::Analysis;
using hw::MemoryIndex;
using walker::Case;
using walker::WalkResult;
using workloads::TensorIndex;

const std::string worked_cases = std::string(COUNTERPOINT_SHARED_DIR) + "/cases/semantics.jsonl";

std::uint64_t from_environment(const char* name, std::uint64_t fallback) {
    const char* value = std::getenv(name);
    return value == nullptr ? fallback : std::strtoull(value, nullptr, 10);
}

/// Collects the numbers in which the analysis and what it is held against differ.
class Comparison {
  public:
    void same(const std::string& what, std::int64_t analysis, std::int64_t right) {
        if (analysis != right) {
            differing_ += fmt::format("  {}: analysis {}, should be {}\n", what, analysis, right);
        }
    }

    [[nodiscard]] const std::string& differing() const { return differing_; }

  private:
    std::string differing_;
};

void compare_counts(const hw::Counts& counts, const hw::Counts& right, const Case& given,
                    Comparison& comparison) {
    comparison.same("memories counted", static_cast<std::int64_t>(counts.size()),
                    static_cast<std::int64_t>(right.size()));
    for (MemoryIndex b{0}; counts.contains(b) && right.contains(b); ++b.value) {
        for (TensorIndex tensor{0}; given.layer.tensors.contains(tensor); ++tensor.value) {
            const std::string where =
                given.hardware.memories[b].name + " " + given.layer.tensors[tensor].name;
            comparison.same(where + " reads", counts[b].at(tensor.value).reads,
                            right[b].at(tensor.value).reads);
            comparison.same(where + " writes", counts[b].at(tensor.value).writes,
                            right[b].at(tensor.value).writes);
        }
    }
}

void compare_stacks(const hw::CycleStack& stack, const hw::CycleStack& right, const Case& given,
                    Comparison& comparison) {
    comparison.same("stack start", stack.start, right.start);
    comparison.same("stack compute", stack.compute, right.compute);
    comparison.same("stack tail", stack.tail, right.tail);
    for (MemoryIndex b{0}; given.hardware.memories.contains(b); ++b.value) {
        const std::string where = "stack " + given.hardware.memories[b].name;
        const hw::MemoryStalls stalls =
            stack.waiting.contains(b) ? stack.waiting[b] : hw::MemoryStalls{-1, -1, -1};
        comparison.same(where + " fill transfer", stalls.fill_transfer,
                        right.waiting[b].fill_transfer);
        comparison.same(where + " fill latency", stalls.fill_latency,
                        right.waiting[b].fill_latency);
        comparison.same(where + " drain", stalls.drain, right.waiting[b].drain);
    }
}

void compare_memories(const Analysis& analysis, const WalkResult& right, const Case& given,
                      Comparison& comparison) {
    for (MemoryIndex b{0}; given.hardware.memories.contains(b); ++b.value) {
        const std::string& name = given.hardware.memories[b].name;
        comparison.same(name + " phases", analysis.phases[b], right.phases[b]);
        comparison.same(name + " units", analysis.units[b], right.units[b]);
        comparison.same(name + " fill bytes", analysis.fill[b].bytes, right.fill_bytes[b]);
        comparison.same(name + " drain bytes", analysis.drain[b].bytes, right.drain_bytes[b]);
        comparison.same(name + " capacity", analysis.capacity[b].bytes, right.capacity[b].bytes);
        for (TensorIndex tensor{0}; given.layer.tensors.contains(tensor); ++tensor.value) {
            comparison.same(name + " capacity for " + given.layer.tensors[tensor].name,
                            analysis.capacity[b].by_tensor.at(tensor.value),
                            right.capacity[b].by_tensor[tensor.value]);
        }
    }
}

std::string differences(const Analysis& analysis, const WalkResult& right, const Case& given) {
    Comparison comparison;
    comparison.same("cycles", analysis.cycles, right.cycles);
    comparison.same("compute cycles", analysis.compute_cycles, right.compute_cycles);
    comparison.same("MACs", analysis.macs, right.macs);
    comparison.same("PEs", analysis.pes, right.pes);
    compare_memories(analysis, right, given, comparison);
    compare_counts(analysis.counts, right.counts, given, comparison);
    compare_stacks(analysis.stack, right.stack, given, comparison);
    return comparison.differing();
}

std::string differences(const Analysis& analysis, const walker::Wanted& want, const Case& given) {
    Comparison comparison;
    comparison.same("cycles", analysis.cycles, want.cycles);
    comparison.same("compute cycles", analysis.compute_cycles, want.compute_cycles);
    comparison.same("MACs", analysis.macs, want.macs);
    comparison.same("PEs", analysis.pes, want.pes);
    for (MemoryIndex b{1}; given.hardware.memories.contains(b); ++b.value) {
        const std::string& name = given.hardware.memories[b].name;
        comparison.same(name + " phases", analysis.phases[b], want.phases.at(name));
        comparison.same(name + " capacity", analysis.capacity[b].bytes, want.capacity.at(name));
    }
    compare_counts(analysis.counts, want.counts, given, comparison);
    return comparison.differing();
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
    return right ? differences(*analysis, *right, given) : "";
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
            differences(analysis, worked.want, given) + disagreement(given);
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
