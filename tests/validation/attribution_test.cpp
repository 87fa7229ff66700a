#include "validation/attribution/attribution.hpp"

#include <numeric>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "hw/mechanisms.hpp"
#include "tests/validation/designs.hpp"

namespace counterpoint::validation {
namespace {

using hw::Hardware;
using hw::MemoryIndex;
using testing::ElementsAre;
using testing::IsEmpty;

/// A mechanism that is present where memory 0 has this bit in its slots.
hw::Mechanism fake(const std::string& name, std::int64_t bit) {
    return {name,
            [bit](const Hardware& hardware) {
                return (hardware.memories[MemoryIndex{0}].slots & bit) != 0;
            },
            [bit](Hardware& hardware) { hardware.memories[MemoryIndex{0}].slots &= ~bit; }};
}

const std::vector<hw::Mechanism> three{fake("networks", 1), fake("scratchpads", 2),
                                       fake("DRAM", 4)};

Hardware with(std::int64_t bits) {
    Hardware hardware;
    hardware.memories = {hw::Memory{}, hw::Memory{}};
    hardware.memories[MemoryIndex{0}].slots = bits;
    return hardware;
}

std::vector<Contribution> attributed(std::int64_t bits, std::int64_t analytical,
                                     const std::vector<std::int64_t>& cycles_by_bits) {
    const std::vector<Stage> stages = stages_of(with(bits), three);
    return attribute(analytical, stages, [&](std::size_t stage) {
        return cycles_by_bits.at(
            static_cast<std::size_t>(stages.at(stage).hardware.memories[MemoryIndex{0}].slots));
    });
}

MATCHER_P2(Adds, mechanism, cycles, "") {
    return arg.mechanism == mechanism && arg.cycles == cycles;
}

TEST(Attribution, SwitchesMechanismsOnInTheirOrder) {
    EXPECT_THAT(attributed(7, 100, {100, 103, -1, 110, -1, -1, -1, 140}),
                ElementsAre(Adds("networks", 3), Adds("scratchpads", 7), Adds("DRAM", 30)));
}

TEST(Attribution, LeavesOutWhatTheHardwareDoesNotHave) {
    EXPECT_THAT(attributed(5, 100, {100, 90, -1, -1, -1, 95}),
                ElementsAre(Adds("networks", -10), Adds("DRAM", 5)));
}

TEST(Attribution, IsEmptyOnIdealHardware) { EXPECT_THAT(attributed(0, 100, {100}), IsEmpty()); }

TEST(Attribution, NamesWhatNoMechanismExplainsFirst) {
    EXPECT_THAT(attributed(0, 99, {100}), ElementsAre(Adds(unexplained, 1)));
    EXPECT_THAT(attributed(4, 99, {100, -1, -1, -1, 120}),
                ElementsAre(Adds(unexplained, 1), Adds("DRAM", 20)));
}

TEST(Attribution, AddsUpToTheGapWhateverTheMechanismsDo) {
    constexpr std::mt19937_64::result_type seed = 20261121;
    SCOPED_TRACE(seed);
    std::mt19937_64 engine(seed);
    for (int i = 0; i < 200; ++i) {
        std::vector<std::int64_t> cycles(8);
        for (std::int64_t& each : cycles) {
            each = static_cast<std::int64_t>(engine() % 1000);
        }
        const auto bits = static_cast<std::int64_t>(engine() % 8);
        const auto analytical = static_cast<std::int64_t>(engine() % 1000);
        std::int64_t sum = 0;
        for (const Contribution& contribution : attributed(bits, analytical, cycles)) {
            sum += contribution.cycles;
        }
        EXPECT_EQ(sum, cycles[static_cast<std::size_t>(bits)] - analytical);
    }
}

TEST(Attribution, OfAWholeRunAddsUpAndSimulatesEachStageOnce) {
    Plan plan = plan_of_text(three_gemms);
    plan.cases.front().hardware.memories[MemoryIndex{0}].slots = 7;
    Models models = disguised_models();
    const auto right = models.simulate;
    std::size_t jobs = 0;
    models.simulate = [&](const std::vector<sim::Job>& asked, const sim::Parallel& parallel) {
        jobs = asked.size();
        sim::Parallel slower = parallel;
        slower.finished = [&](std::size_t job, const sim::Outcome& outcome) {
            sim::Outcome changed = outcome;
            std::get<sim::Simulation>(changed).cycles +=
                10 * asked[job].hardware->memories[MemoryIndex{0}].slots;
            parallel.finished(job, changed);
        };
        return right(asked, slower);
    };
    RunOptions options;
    options.mechanisms = three;
    const Validation validation = run(plan, models, options);
    EXPECT_EQ(jobs, 2U * 4U) << "`first` and `third` are the same, ideal and three mechanisms";
    for (const LayerComparison& layer : validation.cases.front().layers) {
        EXPECT_THAT(layer.contributions,
                    ElementsAre(Adds("networks", 10), Adds("scratchpads", 20), Adds("DRAM", 40)));
        EXPECT_EQ(layer.simulated.cycles - layer.analytical.cycles, 70);
    }
}

TEST(Mechanisms, StripToHardwareThatHasNoneOfThem) {
    Hardware hardware = with(2);
    hardware.memories[MemoryIndex{0}].dram = hw::DramConfiguration{};
    hardware.memories[MemoryIndex{1}].banks = hw::Banks{};
    hardware.memories[MemoryIndex{1}].fill.network = hw::Tree{};
    hardware.pe.decoupled = true;
    for (const hw::Mechanism& mechanism : hw::mechanisms()) {
        EXPECT_TRUE(mechanism.is_present(hardware)) << mechanism.name;
        mechanism.strip(hardware);
        EXPECT_FALSE(mechanism.is_present(hardware)) << mechanism.name;
    }
}

} // namespace
} // namespace counterpoint::validation
