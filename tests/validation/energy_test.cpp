#include "validation/energy.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/validation/designs.hpp"

namespace counterpoint::validation {
namespace {

using hw::MemoryIndex;

constexpr MemoryIndex in_l2{1};
constexpr MemoryIndex in_l1{2};

struct Sizes {
    std::int64_t m = 2;
    std::int64_t n = 2;
    std::int64_t k = 8;
};

/// Two units share the sums over K, in steps of 2, and M goes on inside: sums leave L1 after each
/// step. Memories as described.
std::string split_sums(const Sizes& sizes, const std::string& of_l2, const std::string& of_drain) {
    const auto text = [](std::int64_t number) { return std::to_string(number); };
    return "workload: {layers: [{name: layer, type: GEMM, dimensions: {M: " + text(sizes.m) +
           ", N: " + text(sizes.n) + ", K: " + text(sizes.k) +
           "}}]}\n"
           "hardware:\n"
           "  technology: eyeriss_relative\n"
           "  memories:\n"
           "    - {name: DRAM}\n"
           "    - {name: L2, fill: {bytes_per_cycle: 4}, drain: {bytes_per_cycle: 4}" +
           of_l2 +
           "}\n"
           "    - {name: L1, fill: {bytes_per_cycle: 4}, drain: {bytes_per_cycle: 4" +
           of_drain +
           "}}\n"
           "mapping:\n"
           "  - nodes:\n"
           "      - {store: [Weight, Input, Output], in: L2}\n"
           "      - {spatial: K, tile: " +
           text(sizes.k / 2) +
           ", units: 2}\n"
           "      - {temporal: K, tile: 2}\n"
           "      - {temporal: M, tile: 1}\n"
           "      - {store: [Weight, Input, Output], in: L1}\n";
}

LayerComparison compared(const std::string& design, const Models& models = both_models()) {
    return validated(plan_of_text(design), models).cases.front().layers.front();
}

/// What both models say; a failure where they differ.
std::int64_t additions_below(MemoryIndex memory, const std::string& design) {
    const LayerComparison layer = compared(design);
    EXPECT_EQ(layer.analytical.additions, layer.simulated.additions);
    return layer.analytical.additions[memory];
}

TEST(Additions, AreThoseOfTheNetworkAndOfTheMemoryThatAccumulates) {
    // Two units drain 2 · 2 sums after each of two steps: 16. Eight are added on the way to eight
    // of the other unit; in L2, four arrive at the second step that it has.
    EXPECT_EQ(additions_below(in_l1, split_sums({}, "", "")), 8 + 4);
    EXPECT_EQ(additions_below(in_l2, split_sums({}, "", "")), 0) << "finished outputs";
}

TEST(Additions, AreAllTheMemorysWithoutReduction) {
    EXPECT_EQ(additions_below(in_l1, split_sums({}, "", ", reduction: false")), 16 - 4);
}

TEST(Additions, AreThePesOwnWhereSumsComeBack) {
    EXPECT_EQ(additions_below(in_l1, split_sums({}, ", accumulate: false", "")), 8);
}

TEST(Additions, AreTheSameWhetherIterationsAreSkippedOrNot) {
    const std::string design = split_sums({40, 30, 64}, "", "");
    sim::Options every_phase;
    every_phase.fast_forward = false;
    const LayerComparison skipped = compared(design);
    const LayerComparison executed = compared(design, both_models(every_phase));
    EXPECT_EQ(skipped.simulated.additions, executed.simulated.additions);
    EXPECT_EQ(skipped.simulated.additions, skipped.analytical.additions);
    // 16 steps of two units, 1,200 sums each.
    EXPECT_EQ(skipped.simulated.additions[in_l1], 1200 * 16 + 1200 * 15);
}

TEST(EnergyComparison, DiffersExactlyWhereCountsDo) {
    const Plan plan = plan_of_text(split_sums({}, "", ""));
    const Validation same = validated(plan, disguised_models());
    EXPECT_EQ(energy_of(same.cases.front())->deviation(), 0.0);
    const Validation other = validated(plan, disguised_models([](hw::LayerNumbers& numbers) {
                                           numbers.counts[in_l2][0].reads += 7;
                                       }));
    const EnergyComparison energy = energy_of(other.cases.front()).value();
    EXPECT_EQ(energy.simulated.total - energy.analytical.total, 1000 * 6 * 7) << "7 reads of L2";
    for (const EnergyLine& line : energy_lines(energy, other.cases.front().hardware)) {
        const bool has_them = line.name == "energy.total" || line.name == "energy.memories.L2" ||
                              line.name == "energy.tensors.Weight" ||
                              line.name == "energy.causes.read";
        EXPECT_EQ(line.simulated - line.analytical, has_them ? 42'000 : 0) << line.name;
    }
}

TEST(EnergyComparison, IsThereOnlyWithATechnology) {
    const Validation validation = validated(plan_of_text(three_gemms), disguised_models());
    EXPECT_FALSE(energy_of(validation.cases.front()));
    EXPECT_FALSE(
        energy_of(validation.cases.front().layers.front(), validation.cases.front().hardware));
}

TEST(EnergyComparison, DoesNotChangeWhatIsComparedWithoutATechnology) {
    const Plan without = plan_of_text(three_gemms);
    for (const std::string& name :
         number_names(without.cases.front().layers.front().layer, without.cases.front().hardware)) {
        EXPECT_EQ(name.find("energy"), std::string::npos) << name;
    }
}

} // namespace
} // namespace counterpoint::validation
