#include "sim/walk.hpp"

#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

#include "tests/walker/builders.hpp"

namespace counterpoint::sim {
namespace {

/// A convolution along one axis: one filter of `taps` over one channel, `outputs` results.
workloads::Layer line(std::int64_t outputs, std::int64_t taps) {
    const DimensionIndex p{0};
    const DimensionIndex r{1};
    workloads::Layer layer;
    layer.name = "line";
    layer.dimensions = {{"P", outputs}, {"R", taps}};
    layer.tensors = {{"Weight", {{{1, r}}}}, {"Input", {{{1, p}, {1, r}}}}, {"Output", {{{1, p}}}}};
    layer.output = TensorIndex{2};
    return layer;
}

TEST(PhaseWalk, VisitsEveryPieceAndShortensTheLast) {
    const workloads::Layer layer = line(7, 1);
    const hw::Hardware hardware = walker::plain_hardware({"DRAM", "L1"});
    const mapping::Mapping mapping =
        walker::MappingBuilder(layer, hardware).temporal("P", 3).store_all("L1").mapping();
    const Program program = build_program(layer, hardware, mapping);
    PhaseWalk walk(program, MemoryIndex{1});
    const DimensionIndex p{0};
    walk.watch(p, 1);
    std::vector<std::int64_t> lengths;
    std::vector<std::int64_t> bases;
    do {
        const Position position = walk.position(p, 1);
        bases.push_back(position.base);
        lengths.push_back(walk.form(p, 1, position.form).front().length());
    } while (walk.advance());
    EXPECT_EQ(bases, (std::vector<std::int64_t>{0, 3, 6}));
    EXPECT_EQ(lengths, (std::vector<std::int64_t>{3, 3, 1}));
    EXPECT_EQ(walk.phase(), 2);
}

TEST(PhaseWalk, UnitsRunOutBeforeUnitZero) {
    // Pieces of 4 and 3, each visited two at a time.
    const workloads::Layer layer = line(7, 1);
    const hw::Hardware hardware = walker::plain_hardware({"DRAM", "L1"});
    const mapping::Mapping mapping = walker::MappingBuilder(layer, hardware)
                                         .spatial("P", 4, 2)
                                         .temporal("P", 2)
                                         .store_all("L1")
                                         .mapping();
    const Program program = build_program(layer, hardware, mapping);
    EXPECT_EQ(program.units[MemoryIndex{1}], 2);
    PhaseWalk walk(program, MemoryIndex{1});
    const DimensionIndex p{0};
    walk.watch(p, 2);
    EXPECT_EQ(walk.form(p, 2, walk.position(p, 2).form), (std::vector<Range>{{0, 2}, {4, 6}}));
    ASSERT_TRUE(walk.advance());
    EXPECT_TRUE(walk.moved(p, 2));
    EXPECT_FALSE(walk.moved(p, 1));
    EXPECT_EQ(walk.position(p, 2).base, 2);
    EXPECT_EQ(walk.form(p, 2, walk.position(p, 2).form), (std::vector<Range>{{0, 2}, {4, 5}}));
    EXPECT_FALSE(walk.advance());
}

TEST(PhaseWalk, ATileLargerThanTheRangeMovesNothing) {
    const workloads::Layer layer = line(5, 1);
    const hw::Hardware hardware = walker::plain_hardware({"DRAM", "L1"});
    const mapping::Mapping mapping =
        walker::MappingBuilder(layer, hardware).temporal("P", 9).store_all("L1").mapping();
    const Program program = build_program(layer, hardware, mapping);
    PhaseWalk walk(program, MemoryIndex{1});
    EXPECT_FALSE(walk.advance());
}

/// P in pieces of 12, spread over units in pieces of 5, visited 2 at a time.
mapping::Mapping pieces_of_pieces(const workloads::Layer& layer, const hw::Hardware& hardware) {
    return walker::MappingBuilder(layer, hardware)
        .temporal("P", 12)
        .spatial("P", 5, 3)
        .temporal("P", 2)
        .store_all("L1")
        .mapping();
}

TEST(PhaseWalk, KnowsHowFarPiecesLookAlike) {
    const workloads::Layer layer = line(100, 1);
    const hw::Hardware hardware = walker::plain_hardware({"DRAM", "L1"});
    const Program program = build_program(layer, hardware, pieces_of_pieces(layer, hardware));
    const PhaseWalk walk(program, MemoryIndex{1});
    EXPECT_EQ(walk.last_alike(0, 0), 7); // 8 x 12 of 100; the ninth is short
    EXPECT_EQ(walk.last_alike(0, 8), 8);
    // Units have 5, 5 and 2: in the second iteration the third one has nothing any more.
    EXPECT_EQ(walk.last_alike(1, 0), 0);
    EXPECT_EQ(walk.last_alike(1, 1), 1);
    EXPECT_EQ(walk.last_alike(1, 2), 2);
}

TEST(PhaseWalk, ThatSkipsStandsWhereItWouldHaveComeTo) {
    const workloads::Layer layer = line(100, 1);
    const hw::Hardware hardware = walker::plain_hardware({"DRAM", "L1"});
    const Program program = build_program(layer, hardware, pieces_of_pieces(layer, hardware));
    const DimensionIndex p{0};
    PhaseWalk stepping(program, MemoryIndex{1});
    PhaseWalk skipping(program, MemoryIndex{1});
    for (PhaseWalk* walk : {&stepping, &skipping}) {
        walk->watch(p, 3);
        walk->advance();
        walk->advance();
        walk->advance();
        walk->advance();
    }
    skipping.skip(0, 5);
    for (int phase = 0; phase < 5 * 3; ++phase) {
        ASSERT_TRUE(stepping.advance());
    }
    bool more = true;
    while (more) {
        const Position a = stepping.position(p, 3);
        const Position b = skipping.position(p, 3);
        EXPECT_EQ(a.base, b.base);
        EXPECT_EQ(stepping.form(p, 3, a.form), skipping.form(p, 3, b.form));
        EXPECT_EQ(stepping.indices(), skipping.indices());
        more = stepping.advance();
        EXPECT_EQ(skipping.advance(), more);
    }
}

} // namespace
} // namespace counterpoint::sim
