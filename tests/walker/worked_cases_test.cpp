#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "tests/walker/case_text.hpp"
#include "tests/walker/cases.hpp"
#include "tests/walker/walker.hpp"

namespace counterpoint::walker {
namespace {

using hw::MemoryIndex;
using workloads::TensorIndex;

const std::string worked_cases = std::string(COUNTERPOINT_SHARED_DIR) + "/cases/semantics.jsonl";

void expect_counts(const hw::Counts& counts, const hw::Counts& want, const Case& given) {
    ASSERT_EQ(counts.size(), want.size());
    for (MemoryIndex b{0}; counts.contains(b); ++b.value) {
        for (TensorIndex tensor{0}; given.layer.tensors.contains(tensor); ++tensor.value) {
            const std::string where =
                given.hardware.memories[b].name + " " + given.layer.tensors[tensor].name;
            EXPECT_EQ(counts[b][tensor.value].reads, want[b][tensor.value].reads) << where;
            EXPECT_EQ(counts[b][tensor.value].writes, want[b][tensor.value].writes) << where;
        }
    }
}

void expect_as_wanted(const WalkResult& result, const Wanted& want, const Case& given) {
    EXPECT_EQ(result.cycles, want.cycles);
    EXPECT_EQ(result.compute_cycles, want.compute_cycles);
    EXPECT_EQ(result.macs, want.macs);
    EXPECT_EQ(result.pes, want.pes);
    for (MemoryIndex b{1}; given.hardware.memories.contains(b); ++b.value) {
        const std::string& name = given.hardware.memories[b].name;
        EXPECT_EQ(result.phases[b], want.phases.at(name)) << name;
        EXPECT_EQ(result.capacity[b].bytes, want.capacity.at(name)) << name;
    }
    expect_counts(result.counts, want.counts, given);
}

TEST(WorkedCases, WalkerFindsEveryNumber) {
    if (!std::filesystem::exists(worked_cases)) {
        GTEST_SKIP() << worked_cases << " is not here";
    }
    int line = 0;
    for (const WorkedCase& worked : read_worked_cases(worked_cases)) {
        const Case& given = worked.given;
        SCOPED_TRACE(worked_cases + ":" + std::to_string(++line));
        expect_as_wanted(walk(given.layer, given.hardware, given.mapping), worked.want, given);
        ASSERT_FALSE(::testing::Test::HasFailure()) << to_yaml(given);
    }
    EXPECT_EQ(line, 400);
}

} // namespace
} // namespace counterpoint::walker
