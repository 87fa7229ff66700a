#include "tests/mapping/timeloop/reference_cases.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "analytical/analysis.hpp"

namespace counterpoint::mapping::timeloop {
namespace {

using hw::MemoryIndex;
using workloads::TensorIndex;

/// The place of a name in a table.
template <class I, class Items>
I index_of(const Items& items, const std::string& name) {
    I index{0};
    while (items.contains(index) && items[index].name != name) {
        ++index.value;
    }
    EXPECT_TRUE(items.contains(index)) << name;
    return index;
}

void expect_measured(const ReferenceCase& given, const hw::LayerNumbers& numbers,
                     const Design& design) {
    const workloads::Layer& layer = design.workload.layers.front();
    for (const Measured& measured : given.measured) {
        SCOPED_TRACE(measured.tensor + " in " + measured.level);
        const auto memory = index_of<MemoryIndex>(design.hardware.memories, measured.level);
        const auto tensor = index_of<TensorIndex>(layer.tensors, measured.tensor);
        const hw::Access ours = numbers.counts[memory][tensor.value];
        // Timeloop does not count the read that drains a tile of the output upwards: one for each
        // element that the memory outside gets, unless the sums of several units are added up.
        const bool drains = tensor == layer.output && memory.value > 0 && measured.drained < 0;
        const std::int64_t drained =
            drains ? numbers.counts[MemoryIndex{memory.value - 1}][tensor.value].writes
                   : std::max(measured.drained, std::int64_t{0});
        if (measured.reads >= 0) {
            EXPECT_EQ(ours.reads - drained, measured.reads);
        }
        if (measured.fills >= 0 && measured.updates >= 0) {
            EXPECT_EQ(ours.writes, measured.fills + measured.updates);
        } else if (measured.updates >= 0) {
            EXPECT_EQ(ours.writes, measured.updates);
        }
    }
}

void expect_measured(const std::vector<ReferenceCase>& cases) {
    for (const ReferenceCase& given : cases) {
        SCOPED_TRACE(given.name);
        const Design design = design_of(given.files);
        const workloads::Layer& layer = design.workload.layers.front();
        const analytical::Analysis analysis = analytical::analyze(
            layer, design.hardware, bind(design.dataflow, layer, design.hardware));
        EXPECT_EQ(analysis.stack.compute, given.cycles);
        expect_measured(given, analysis, design);
    }
}

TEST(TimeloopReferenceCases, CountsAndComputeCyclesAreTimeloops) {
    ASSERT_EQ(reference_cases().size(), 8U);
    expect_measured(reference_cases());
}

TEST(TimeloopReferenceCases, SoTheyAreInItsExercises) { expect_measured(exercise_cases()); }

// Where R begins again for the next K, 14 of 16 inputs are still there; Timeloop fetches all 16.
TEST(TimeloopReferenceCases, SlidingLoopsThatBeginAgainKeepWhatTheyHave) {
    const Design design = design_of(exercise_cases().back().files);
    const workloads::Layer& layer = design.workload.layers.front();
    const analytical::Analysis analysis =
        analytical::analyze(layer, design.hardware, bind(design.dataflow, layer, design.hardware));
    constexpr std::int64_t tile = 16;
    constexpr std::int64_t slides = 3 - 1;
    constexpr std::int64_t rounds = 32;
    constexpr std::int64_t timeloops = 2 * rounds * (tile + slides);
    EXPECT_EQ(timeloops, 1152);
    const std::int64_t ours = 2 * (tile + slides + (rounds - 1) * (slides + slides));
    EXPECT_EQ(analysis.counts[MemoryIndex{2}][1].writes, 16 * ours);
    EXPECT_EQ(analysis.counts[MemoryIndex{1}][1].reads, 16 * ours);
}

} // namespace
} // namespace counterpoint::mapping::timeloop
