#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/validation/designs.hpp"
#include "validation/memory_traffic.hpp"

namespace counterpoint::validation {
namespace {

using hw::MemoryIndex;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

constexpr MemoryIndex l2{1};
constexpr MemoryIndex l1{2};
constexpr std::size_t input = 1; // Weight and Input have elements of one byte

/// The plan with neighbours in L1 that forward.
Plan forwarding_plan() {
    Plan plan = plan_of_text(three_gemms);
    plan.cases.front().hardware.memories[l1].fill.forwarding = true;
    plan.cases.front().layers.resize(1);
    return plan;
}

/// A simulator in which neighbours in L1 save the reads of so many elements of Input, and that says
/// so of as many.
Models forwarding_models(std::int64_t saved, std::int64_t said) {
    Models models = both_models();
    models.simulate = [=](const std::vector<sim::Job>& jobs, const sim::Parallel& parallel) {
        std::vector<sim::Outcome> outcomes;
        for (const sim::Job& job : jobs) {
            sim::Simulation simulation;
            static_cast<hw::LayerNumbers&>(simulation) =
                analytical::analyze(job.layer, *job.hardware, job.mapping);
            if (job.hardware->memories[l1].fill.forwarding) {
                simulation.counts[l2][input].reads -= saved;
                simulation.fill_bytes[l1] -= saved;
                simulation.fill_networks =
                    Table<MemoryIndex, std::optional<sim::NetworkTraffic>>(3);
                sim::NetworkTraffic& traffic = simulation.fill_networks[l1].emplace();
                traffic.topology = "ideal";
                traffic.forwarded = {0, 2 * said, 0};
                traffic.saved_reads = {0, said, 0};
            }
            outcomes.emplace_back(std::move(simulation));
            parallel.finished(outcomes.size() - 1, outcomes.back());
        }
        return outcomes;
    };
    return models;
}

std::vector<std::string> broken(std::int64_t saved, std::int64_t said) {
    const Validation validation = validated(forwarding_plan(), forwarding_models(saved, said));
    std::vector<std::string> numbers;
    for (const Outcome& outcome : validation.cases.front().broken) {
        numbers.push_back(outcome.number);
    }
    return numbers;
}

TEST(Forwarding, ReadsAndWhatWasSavedAreTheAnalysedReads) {
    EXPECT_THAT(broken(0, 0), IsEmpty());
    EXPECT_THAT(broken(5, 5), IsEmpty());
    for (const std::int64_t wrong : {4, 6}) {
        EXPECT_THAT(broken(5, wrong),
                    UnorderedElementsAre("counts.L2.Input.reads_without_forwarding",
                                         "bandwidth.L1.fill.bytes_without_forwarding"));
    }
}

TEST(Forwarding, LeavesEveryOtherNumberExact) {
    Models models = forwarding_models(5, 5);
    const auto right = models.simulate;
    models.simulate = [right](const std::vector<sim::Job>& jobs, const sim::Parallel& parallel) {
        sim::Parallel silent = parallel;
        silent.finished = [](std::size_t, const sim::Outcome&) {};
        std::vector<sim::Outcome> outcomes = right(jobs, silent);
        for (std::size_t i = 0; i < outcomes.size(); ++i) {
            auto& simulation = std::get<sim::Simulation>(outcomes[i]);
            if (!simulation.fill_networks.empty()) {
                ++simulation.counts[l1][input].writes;
                ++simulation.counts[MemoryIndex{0}][input].reads;
            }
            parallel.finished(i, outcomes[i]);
        }
        return outcomes;
    };
    const Validation validation = validated(forwarding_plan(), models);
    std::vector<std::string> numbers;
    for (const Outcome& outcome : validation.cases.front().broken) {
        numbers.push_back(outcome.number);
    }
    EXPECT_THAT(numbers, UnorderedElementsAre("counts.L1.Input.writes", "counts.DRAM.Input.reads"));
}

TEST(Forwarding, IsToldByTensorInWhatTheNetworksDid) {
    sim::Simulation simulation;
    simulation.fill_networks = Table<MemoryIndex, std::optional<sim::NetworkTraffic>>(3);
    sim::NetworkTraffic& fill = simulation.fill_networks[l1].emplace();
    fill.topology = "mesh";
    fill.parents = 2;
    fill.links = 7;
    fill.cycles = 10;
    fill.extra = {1, 2, 3};
    fill.link_busy_cycles = 35;
    fill.busiest = {{"row 0 column 0 east", 12}};
    fill.forwarded = {0, 9, 0};
    fill.saved_reads = {0, 4, 0};
    simulation.drain_networks = Table<MemoryIndex, std::optional<sim::NetworkTraffic>>(3);
    simulation.drain_networks[l2].emplace().topology = "chain";
    const results::MemoryTraffic traffic =
        memory_traffic_of(simulation, plan_of_text(three_gemms).cases.front().layers.front().layer);
    ASSERT_EQ(traffic.networks.size(), 3U);
    EXPECT_FALSE(traffic.networks[l2].fill);
    EXPECT_EQ(traffic.networks[l2].drain->topology, "chain");
    EXPECT_FALSE(traffic.networks[l1].drain);
    const results::NetworkNumbers& network = *traffic.networks[l1].fill;
    EXPECT_EQ(network.forwarded.at(1).tensor, "Input");
    EXPECT_EQ(network.forwarded.at(1).elements, 9);
    EXPECT_EQ(network.forwarded.at(1).saved_reads, 4);
    EXPECT_EQ(network.fragmentation, 1);
    EXPECT_EQ(network.narrow_links, 2);
    EXPECT_EQ(network.contention, 3);
    const results::NetworkFigures figures = results::figures_of(network);
    EXPECT_DOUBLE_EQ(*figures.mean_link_utilization, 35.0 / (2 * 7 * 10));
    EXPECT_DOUBLE_EQ(figures.busiest_utilization.at(0), 12.0 / (2 * 10));
    EXPECT_FALSE(figures.links_per_byte) << "nothing moved";
}

} // namespace
} // namespace counterpoint::validation
