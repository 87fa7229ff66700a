#include "sim/parallel.hpp"

#include <array>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "tests/sim/child_processes.hpp"
#include "tests/sim/small_products.hpp"

namespace counterpoint::sim {
namespace {

using testing::ElementsAre;
using testing::StartsWith;

std::vector<std::int64_t> macs_of(const std::vector<Outcome>& outcomes) {
    std::vector<std::int64_t> macs;
    for (const Outcome& outcome : outcomes) {
        const auto* simulation = std::get_if<Simulation>(&outcome);
        macs.push_back(simulation != nullptr ? simulation->macs : -1);
    }
    return macs;
}

Parallel with(std::size_t processes) {
    Parallel parallel;
    parallel.processes = processes;
    return parallel;
}

/// Sums of 3, 30,000, 5 and 20,000 numbers.
std::vector<Job> four_jobs(const hw::Hardware& hardware) {
    return {sum_of("a", 3, hardware), sum_of("b", 30'000, hardware), sum_of("c", 5, hardware),
            sum_of("d", 20'000, hardware)};
}

TEST(Parallel, OutcomesHaveTheOrderOfTheJobs) {
    const hw::Hardware hardware = three_memories();
    for (const std::size_t processes : {1U, 2U, 9U}) {
        EXPECT_THAT(
            macs_of(simulate_all(four_jobs(hardware), hardware, in_full(), with(processes))),
            ElementsAre(3, 30'000, 5, 20'000));
        EXPECT_TRUE(no_child_is_left());
    }
}

TEST(Parallel, OfNoJobsHasNoOutcome) {
    EXPECT_TRUE(simulate_all({}, three_memories(), {}, with(2)).empty());
}

TEST(Parallel, BeginsWithTheJobsThatTakeLongest) {
    const hw::Hardware hardware = three_memories();
    Parallel parallel = with(1);
    std::vector<double> done; // phases when so many jobs are over
    parallel.report = [&](const Progress& progress) {
        EXPECT_EQ(progress.jobs, 4U);
        EXPECT_EQ(progress.phases, 50'008);
        if (progress.jobs_done == done.size() + 1) {
            done.push_back(progress.phases_done);
        }
    };
    simulate_all(four_jobs(hardware), hardware, in_full(), parallel);
    ASSERT_EQ(done.size(), 4U);
    // At a report the next job may already have computed some of its phases.
    EXPECT_GE(done[0], 30'000);
    EXPECT_LE(done[0], 50'000);
    EXPECT_GE(done[1], 50'000);
    EXPECT_LE(done[2], 50'008);
    EXPECT_EQ(done[3], 50'008);
}

TEST(Parallel, AJobWhoseProcessDiesDoesNotTouchTheOthers) {
    const hw::Hardware hardware = three_memories();
    std::vector<Job> jobs = four_jobs(hardware);
    jobs.insert(jobs.begin() + 2, endless(hardware));
    Parallel parallel = with(2);
    parallel.report_interval = std::chrono::milliseconds(20);
    parallel.report = [](const Progress& progress) {
        if (progress.jobs_done == progress.jobs - 1) {
            signal_children(SIGKILL);
        }
    };
    const std::vector<Outcome> outcomes = simulate_all(jobs, hardware, in_full(), parallel);
    EXPECT_THAT(macs_of(outcomes), ElementsAre(3, 30'000, -1, 5, 20'000));
    EXPECT_THAT(std::get<Failure>(outcomes[2]).message,
                StartsWith("layer endless: the simulation died of signal 9 ("));
    EXPECT_TRUE(no_child_is_left());
}

TEST(Parallel, AJobThatIsRefusedOrAtAStandstillDoesNotTouchTheOthers) {
    hw::Hardware hardware = three_memories();
    std::vector<Job> jobs = four_jobs(hardware);
    hardware.memories[hw::MemoryIndex{1}].capacity_bytes = 30; // bytes of a whole layer: 2 K + 1
    const std::vector<Outcome> refused = simulate_all(jobs, hardware, in_full(), with(2));
    EXPECT_THAT(macs_of(refused), ElementsAre(3, -1, 5, -1));
    EXPECT_EQ(std::get<std::vector<Problem>>(refused[1]).size(), 1U);
    hardware.memories[hw::MemoryIndex{2}].slots = 0;
    for (const Outcome& outcome : simulate_all(jobs, hardware, in_full(), with(3))) {
        EXPECT_FALSE(std::holds_alternative<Simulation>(outcome));
    }
    EXPECT_TRUE(no_child_is_left());
}

TEST(Parallel, ThatIsInterruptedLeavesNoChild) {
    const hw::Hardware hardware = three_memories();
    const std::vector<Job> jobs(3, endless(hardware));
    std::array<int, 2> ends{};
    ASSERT_EQ(::pipe(ends.data()), 0);
    Parallel parallel = with(2);
    parallel.interruption = ends[0];
    parallel.report_interval = std::chrono::milliseconds(20);
    int reports = 0;
    parallel.report = [&](const Progress& progress) {
        EXPECT_EQ(progress.jobs_done, 0U);
        EXPECT_FALSE(no_child_is_left());
        if (++reports == 3) {
            EXPECT_EQ(::write(ends[1], "!", 1), 1);
        }
    };
    EXPECT_THROW(simulate_all(jobs, hardware, in_full(), parallel), Interrupted);
    EXPECT_EQ(reports, 3);
    EXPECT_TRUE(no_child_is_left());
    ::close(ends[0]);
    ::close(ends[1]);
}

} // namespace
} // namespace counterpoint::sim
