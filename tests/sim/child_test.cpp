#include "sim/child.hpp"

#include <atomic>
#include <new>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mman.h>

#include "sim/defect.hpp"
#include "sim/process.hpp"
#include "tests/sim/child_processes.hpp"
#include "tests/sim/small_products.hpp"

namespace counterpoint::sim {
namespace {

using hw::MemoryIndex;
using testing::HasSubstr;

/// Waits for the end.
Simulation result_of(Child& child) {
    while (child.listen()) {
    }
    return child.result();
}

std::string defect_of(Child& child) {
    try {
        result_of(child);
    } catch (const Defect& defect) {
        return defect.what();
    }
    return "no defect";
}

TEST(Child, BringsItsResultAndLeavesNothing) {
    const hw::Hardware hardware = three_memories();
    const Job job = sum_of("sum", 12, hardware);
    {
        Child child(job.layer, hardware, job.mapping, {});
        EXPECT_EQ(result_of(child).macs, 12);
        EXPECT_TRUE(no_child_is_left());
    }
    EXPECT_TRUE(no_child_is_left());
}

TEST(Child, CountsThePhasesInSharedMemory) {
    using Counter = std::atomic<std::int64_t>;
    void* memory =
        ::mmap(nullptr, sizeof(Counter), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    ASSERT_NE(memory, MAP_FAILED);
    auto* phases = new (memory) Counter(0);
    const hw::Hardware hardware = three_memories();
    const Job job = sum_of("sum", 12, hardware);
    Child child(job.layer, hardware, job.mapping, {}, phases);
    result_of(child);
    EXPECT_EQ(*phases, 12);
    ::munmap(memory, sizeof(Counter));
}

TEST(Child, ThatDiesOfASignalIsADefectThatSaysHow) {
    const hw::Hardware hardware = three_memories();
    const Job job = endless(hardware);
    Child crashed(job.layer, hardware, job.mapping, in_full());
    signal_children(SIGABRT); // sanitizers leave this one alone
    EXPECT_THAT(defect_of(crashed),
                testing::StartsWith("layer endless: the simulation died of signal 6 ("));
    Child killed(job.layer, hardware, job.mapping, in_full());
    signal_children(SIGKILL);
    EXPECT_THAT(defect_of(killed), HasSubstr("the memory of the machine is used up"));
    EXPECT_TRUE(no_child_is_left());
}

TEST(Child, ThatIsNotWaitedForIsEndedAndBuried) {
    const hw::Hardware hardware = three_memories();
    const Job job = endless(hardware);
    { const Child child(job.layer, hardware, job.mapping, in_full()); }
    EXPECT_TRUE(no_child_is_left());
}

TEST(Child, BringsTheProblemsOfTheInput) {
    hw::Hardware hardware = three_memories();
    const Job job = sum_of("sum", 12, hardware);
    hardware.memories[MemoryIndex{1}].capacity_bytes = 1;
    hardware.memories[MemoryIndex{2}].capacity_bytes = 1;
    hardware.memories[MemoryIndex{2}].place.line = 7;
    Child child(job.layer, hardware, job.mapping, {});
    try {
        result_of(child);
        FAIL() << "25 bytes fit into 1";
    } catch (const InputError& error) {
        ASSERT_EQ(error.problems().size(), 2U);
        EXPECT_THAT(error.problems()[0].message, HasSubstr("layer sum"));
        EXPECT_EQ(error.problems()[1].place.line, 7);
    }
    EXPECT_TRUE(no_child_is_left());
}

// A memory without a slot is no hardware that can be read from a file: nothing can ever be filled.
TEST(Child, ThatComesToAStandstillSaysWhichEngineWaitsForWhat) {
    hw::Hardware hardware = three_memories();
    const Job job = sum_of("sum", 12, hardware);
    hardware.memories[MemoryIndex{2}].slots = 0;
    Child inner(job.layer, hardware, job.mapping, {});
    EXPECT_EQ(defect_of(inner), "layer sum: nothing moves any more at cycle 1: "
                                "accelerator.fill_2 at phase 0 waits for a slot; "
                                "accelerator.pes at phase 0 waits for its tiles");
    hardware.memories[MemoryIndex{1}].slots = 0;
    Child both(job.layer, hardware, job.mapping, {});
    EXPECT_EQ(defect_of(both), "layer sum: nothing moves any more at cycle 0: "
                               "accelerator.fill_1 at phase 0 waits for a slot; "
                               "accelerator.fill_2 at phase 0 waits for a slot; "
                               "accelerator.pes at phase 0 waits for its tiles");
}

// A spatial node that does not cover its range breaks a rule that every reader checks.
TEST(Child, ThatLosesMacsSaysSo) {
    const hw::Hardware hardware = three_memories();
    Job job = sum_of("sum", 12, hardware);
    job.mapping = walker::MappingBuilder(job.layer, hardware)
                      .store_all("L2")
                      .spatial("K", 5, 2)
                      .store_all("L1")
                      .mapping();
    Child child(job.layer, hardware, job.mapping, {});
    EXPECT_EQ(defect_of(child), "layer sum: the PEs did 10 MACs, the layer has 12");
}

TEST(Simulate, HasOneChildAtATime) {
    const hw::Hardware hardware = three_memories();
    for (std::int64_t k = 1; k <= 5; ++k) {
        const Job job = sum_of("sum", k, hardware);
        EXPECT_EQ(simulate(job.layer, hardware, job.mapping).macs, k);
        EXPECT_TRUE(no_child_is_left());
    }
}

} // namespace
} // namespace counterpoint::sim
