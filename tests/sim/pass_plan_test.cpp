#include "sim/pass_plan.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include <gtest/gtest.h>

#include "sim/walk.hpp"
#include "tests/walker/builders.hpp"

namespace counterpoint::sim {
namespace {

using workloads::DimensionIndex;

/// Two loops over M around one over K: pieces of 4, then of 2, of five rows; two columns.
struct Nest {
    workloads::Layer layer;
    hw::Hardware hardware = walker::plain_hardware({"DRAM", "L2", "L1"});
    Program program;

    Nest() {
        layer.name = "nest";
        layer.dimensions = {{"M", 5}, {"K", 2}};
        layer.tensors = {{"Weight", {{{1, DimensionIndex{1}}}}},
                         {"Input", {{{1, DimensionIndex{0}}}, {{1, DimensionIndex{1}}}}},
                         {"Output", {{{1, DimensionIndex{0}}}}}};
        layer.output = TensorIndex{2};
        program = build_program(layer, hardware,
                                walker::MappingBuilder(layer, hardware)
                                    .store({"Output"}, "L2", {"Weight", "Input"})
                                    .temporal("M", 4)
                                    .temporal("K", 1)
                                    .temporal("M", 2)
                                    .store_all("L1")
                                    .mapping());
    }
};

LoopState state_of(const PhaseWalk& walk) { return {walk.indices(), walk.trips()}; }

/// By phase, whether one of the dimensions moved at the place of a tensor in L1.
std::vector<LoopIndices> moves(const Nest& nest, const std::vector<std::size_t>& dimensions) {
    std::vector<LoopIndices> found;
    PhaseWalk walk(nest.program, MemoryIndex{2});
    while (walk.advance()) {
        bool moved = false;
        for (const std::size_t d : dimensions) {
            const std::size_t steps = nest.program.depth({d}, nest.program.end);
            moved = moved || walk.moved({d}, steps);
        }
        if (moved) {
            found.push_back(walk.indices());
        }
    }
    return found;
}

void expect_foreseen(const Nest& nest, const std::vector<std::size_t>& dimensions,
                     const std::vector<std::size_t>& loops) {
    const std::vector<LoopIndices> expected = moves(nest, dimensions);
    std::size_t next = 0;
    PhaseWalk walk(nest.program, MemoryIndex{2});
    do {
        while (next < expected.size() && expected[next] <= walk.indices()) {
            ++next;
        }
        const std::optional<LoopIndices> foreseen = next_move(state_of(walk), loops);
        ASSERT_EQ(foreseen.has_value(), next < expected.size());
        if (foreseen) {
            EXPECT_EQ(*foreseen, expected[next]) << "seen from phase " << walk.phase();
        }
    } while (walk.advance());
}

TEST(PassPlan, ForeseesEveryMoveFromTheLoopsAlone) {
    const Nest nest;
    expect_foreseen(nest, {0},
                    {2, 0}); // rows: the inner loop makes one trip only in the last piece
    expect_foreseen(nest, {1}, {1});
    expect_foreseen(nest, {0, 1}, {2, 1, 0});
}

TEST(PassPlan, ALoopThatMakesOneTripMovesNothing) {
    EXPECT_EQ(next_move({{0, 0}, {1, 1}}, {1, 0}), std::nullopt);
    EXPECT_EQ(next_move({{0, 0}, {3, 1}}, {1}), std::nullopt);
    EXPECT_EQ(next_move({{}, {}}, {}), std::nullopt);
}

TEST(PassPlan, ALoopAtItsEndGoesBackWithTheNextStepOfOneAroundIt) {
    EXPECT_EQ(next_move({{1, 2}, {3, 3}}, {1}), (LoopIndices{2, 0}));
    EXPECT_EQ(next_move({{2, 2}, {3, 3}}, {1}), std::nullopt);
}

TEST(PassPlan, KnowsWhoPassesWhichNetwork) {
    const Nest nest;
    const PassPlan plan(nest.program, nest.layer, MemoryIndex{2}, MemoryIndex{1}, false);
    EXPECT_EQ(plan.next({{0, 0, 0}, {2, 2, 2}}), (LoopIndices{0, 0, 1})) << "inputs of other rows";
    EXPECT_EQ(plan.next({{1, 0, 0}, {2, 2, 1}}), (LoopIndices{1, 1, 0}));
    EXPECT_EQ(plan.next({{1, 1, 0}, {2, 2, 1}}), std::nullopt);
}

} // namespace
} // namespace counterpoint::sim
