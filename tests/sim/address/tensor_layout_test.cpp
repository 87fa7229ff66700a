#include "sim/address/tensor_layout.hpp"

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/address/run_finder.hpp"
#include "tests/sim/address/layouts.hpp"
#include "tests/walker/builders.hpp"
#include "tests/walker/layers.hpp"
#include "tests/walker/random.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::sim {
namespace {

using testing::HasSubstr;

using Runs = std::vector<AddressRun>;

/// One image of 20 channels, 4 rows and 5 columns.
workloads::Layer image() {
    return walker::fixed_layer(workloads::LayerType::conv2d, {{"C", 20}, {"P", 4}, {"Q", 5}});
}

constexpr TensorIndex stored{1};

TensorLayout input_layout(const workloads::Layer& layer, const std::vector<std::string>& levels,
                          std::int64_t base = 0, std::int64_t element_bytes = 1) {
    const hw::Layout layout = layout_of(levels);
    return {layer, layer.tensors[stored], &layout, base, element_bytes};
}

/// The elements of a box by axis: N, G, C, Y, X.
Runs runs_of(const TensorLayout& layout, const std::vector<Range>& box) {
    TensorPart part;
    for (const Range& range : box) {
        part.push_back(AxisPart{{range}, {}, {}});
    }
    Runs runs;
    RunFinder(layout).add_runs(part, runs);
    return runs;
}

TEST(TensorLayout, WithoutAWordTheAxesLieInTheirOrder) {
    const workloads::Layer layer = image();
    const TensorLayout layout(layer, layer.tensors[stored], nullptr, 1000, 2);
    EXPECT_EQ(layout.bytes(), 20 * 4 * 5 * 2);
    EXPECT_EQ(layout.address({0, 0, 0, 0, 0}), 1000);
    EXPECT_EQ(layout.address({0, 0, 3, 2, 1}), 1000 + 2 * ((3 * 4 + 2) * 5 + 1));
}

TEST(TensorLayout, ChannelsLastPutsChannelsNextToEachOther) {
    const workloads::Layer layer = image();
    const TensorLayout layout = input_layout(layer, {"N", "Y", "X", "C"});
    EXPECT_EQ(layout.address({0, 0, 7, 2, 3}), (2 * 5 + 3) * 20 + 7);
    EXPECT_EQ(runs_of(layout, {{0, 1}, {0, 1}, {4, 8}, {0, 1}, {0, 3}}),
              (Runs{{4, 4}, {24, 4}, {44, 4}}));
    EXPECT_EQ(runs_of(layout, {{0, 1}, {0, 1}, {0, 20}, {1, 3}, {0, 5}}), (Runs{{100, 200}}));
}

TEST(TensorLayout, TheLastBlockHasRoomForAWholeOne) {
    const workloads::Layer layer = image();
    const TensorLayout layout = input_layout(layer, {"C/8", "Y", "X", "C%8"});
    EXPECT_EQ(layout.bytes(), 24 * 4 * 5);
    EXPECT_EQ(layout.address({0, 0, 17, 0, 1}), 2 * 160 + 8 + 1);
    EXPECT_EQ(runs_of(layout, {{0, 1}, {0, 1}, {0, 16}, {0, 4}, {0, 5}}), (Runs{{0, 320}}))
        << "whole blocks have no gap";
    EXPECT_EQ(runs_of(layout, {{0, 1}, {0, 1}, {14, 20}, {1, 2}, {3, 5}}),
              (Runs{{160 + 40 + 24 + 6, 2},
                    {160 + 40 + 32 + 6, 2},
                    {320 + 40 + 24, 4},
                    {320 + 40 + 32, 4}}));
}

TEST(TensorLayout, ABlockMayBeLongerThanTheAxis) {
    const workloads::Layer layer = image();
    const TensorLayout layout = input_layout(layer, {"C/32", "Y", "X", "C%32"});
    EXPECT_EQ(layout.bytes(), 32 * 4 * 5);
    EXPECT_EQ(runs_of(layout, {{0, 1}, {0, 1}, {0, 20}, {0, 1}, {0, 2}}),
              (Runs{{0, 20}, {32, 20}}));
}

TEST(TensorLayout, BlocksNextToTheirInsideAreTheAxis) {
    const workloads::Layer layer = image();
    const TensorLayout layout = input_layout(layer, {"Y", "X", "C/8", "C%8"});
    EXPECT_EQ(runs_of(layout, {{0, 1}, {0, 1}, {1, 20}, {0, 1}, {0, 1}}), (Runs{{1, 19}}));
}

TEST(TensorLayout, OneElementIsOneRun) {
    const workloads::Layer layer = image();
    const TensorLayout layout = input_layout(layer, {"C/8", "Y", "X", "C%8"}, 64, 4);
    EXPECT_EQ(runs_of(layout, {{0, 1}, {0, 1}, {19, 20}, {3, 4}, {4, 5}}),
              (Runs{{64 + 4 * (2 * 160 + 19 * 8 + 3), 4}}));
    EXPECT_EQ(runs_of(layout, {{0, 1}, {0, 1}, {3, 3}, {0, 4}, {0, 5}}), Runs{}) << "none is none";
}

TEST(TensorLayout, AnAxisOfOneCoordinateMayBeLeftOutAndAnAbsentOneCountsForNothing) {
    const workloads::Layer layer = image();
    const TensorLayout layout = input_layout(layer, {"M", "Y", "X", "C"});
    EXPECT_EQ(layout.bytes(), 400);
    EXPECT_EQ(layout.address({0, 0, 1, 1, 1}), 121);
}

TEST(TensorLayout, TensorsFollowEachOtherAlignedToBursts) {
    const workloads::Layer layer = image();
    hw::Hardware hardware = walker::plain_hardware({"DRAM", "L1"});
    hw::Memory& memory = hardware.memories[MemoryIndex{0}];
    memory.dram = dram_of(2);
    memory.layouts["Input"] = layout_of({"Y", "X", "C"});
    hardware.element_bytes["Output"] = 4;
    const auto layouts = place_tensors(layer, hardware);
    EXPECT_EQ(layouts[TensorIndex{0}].base(), 0);
    EXPECT_EQ(layouts[TensorIndex{0}].bytes(), 20);
    EXPECT_EQ(layouts[TensorIndex{1}].base(), 64);
    EXPECT_EQ(layouts[TensorIndex{2}].base(), 512) << "400 bytes from 64 on end within a burst";
    EXPECT_EQ(layouts[TensorIndex{2}].bytes(), 80);
    EXPECT_EQ(layouts[TensorIndex{1}].address({0, 0, 1, 0, 0}), 65);
}

TEST(TensorLayout, TensorsBeyondTheDramAreRefusedWithTheNumbers) {
    const workloads::Layer layer =
        walker::fixed_layer(workloads::LayerType::fc, {{"N", 1}, {"K", 32}, {"C", 128}});
    hw::Hardware hardware = walker::plain_hardware({"DRAM", "L1"});
    hardware.memories[MemoryIndex{0}].place.path = "hardware.memories.DRAM";
    // Weight 4096, Input 128, Output 32 bytes.
    hardware.memories[MemoryIndex{0}].dram = dram_of(4);
    EXPECT_NO_THROW(place_tensors(layer, hardware));
    hardware.memories[MemoryIndex{0}].dram = dram_of(2);
    try {
        place_tensors(layer, hardware);
        FAIL() << "4256 bytes are more than 4096";
    } catch (const InputError& error) {
        const Problem& problem = error.problems().front();
        EXPECT_EQ(problem.place.path, "hardware.memories.DRAM");
        EXPECT_EQ(problem.expected, "at most 4096 bytes");
        EXPECT_EQ(problem.found, "4256 bytes: Weight 4096 + Input 128 + Output 32");
        EXPECT_THAT(problem.message, HasSubstr("do not fit into the DRAM of DRAM"));
    }
}

TEST(RunFinder, TheWorkGrowsWithTheRunsNotWithTheElements) {
    const workloads::Layer layer = walker::fixed_layer(
        workloads::LayerType::conv2d, {{"C", 16'000'000}, {"P", 1'000}, {"Q", 1'000}});
    const Range one{0, 1};
    const Range channels{0, 16'000'000};
    const Range rows{0, 1'000};
    constexpr std::int64_t all = 16'000'000'000'000;
    const TensorLayout plain = input_layout(layer, {"C", "Y", "X"});
    const TensorLayout blocked = input_layout(layer, {"C/16", "Y", "X", "C%16"});
    for (const TensorLayout& layout : {plain, blocked}) {
        EXPECT_EQ(runs_of(layout, {one, one, channels, rows, rows}), (Runs{{0, all}}));
        EXPECT_EQ(runs_of(layout, {one, one, {16, 1'600}, rows, rows}),
                  (Runs{{16'000'000, 1'584'000'000}}));
    }
    // The first 32 channels are new, all others are kept.
    TensorPart part{{{one}, {one}, {}},
                    {{one}, {one}, {}},
                    {{channels}, {{32, 16'000'000}}, {}},
                    {{rows}, {rows}, {}},
                    {{rows}, {rows}, {}}};
    Runs runs;
    EXPECT_EQ(RunFinder(blocked).add_runs(part, runs), 32'000'000);
    EXPECT_EQ(runs, (Runs{{0, 32'000'000}}));
}

/// Random ranges of an axis: ascending, with gaps.
std::vector<Range> random_ranges(walker::Random& random, std::int64_t extent) {
    std::vector<Range> ranges;
    std::int64_t at = random.chance(50) ? 0 : random.between(0, extent - 1);
    while (at < extent) {
        const std::int64_t high = random.chance(40) ? extent : random.between(at + 1, extent);
        ranges.push_back(Range{at, high});
        at = random.chance(50) ? extent : high + random.between(1, 3);
    }
    return ranges;
}

bool holds(const std::vector<Range>& ranges, std::int64_t coordinate) {
    return std::any_of(ranges.begin(), ranges.end(), [coordinate](const Range& range) {
        return range.low <= coordinate && coordinate < range.high;
    });
}

/// Some of the coordinates, in ranges that do not touch.
std::vector<Range> some_of(walker::Random& random, const std::vector<Range>& taken) {
    std::vector<Range> kept;
    for (const Range& range : taken) {
        if (random.chance(40)) {
            kept.push_back(range);
        } else if (random.chance(60)) {
            const std::int64_t low = random.between(range.low, range.high - 1);
            kept.push_back(Range{low, random.between(low + 1, range.high)});
        }
    }
    return kept;
}

TensorPart random_part(walker::Random& random, const std::vector<std::int64_t>& extents) {
    TensorPart part;
    for (const std::int64_t extent : extents) {
        std::vector<Range> taken = random_ranges(random, extent);
        std::vector<Range> kept = some_of(random, taken);
        part.push_back(AxisPart{std::move(taken), std::move(kept), {}});
    }
    return part;
}

/// Does the part have the element of this number, in C order?
bool has(const TensorPart& part, const std::vector<std::int64_t>& extents, std::int64_t element) {
    bool taken = true;
    bool kept = true;
    for (std::size_t axis = part.size(); axis-- > 0;) {
        const std::int64_t coordinate = element % extents[axis];
        element /= extents[axis];
        taken = taken && holds(part[axis].taken, coordinate);
        kept = kept && holds(part[axis].kept, coordinate);
    }
    return taken && !kept;
}

void check_random_part(walker::Random& random) {
    const workloads::Layer layer =
        walker::fixed_layer(workloads::LayerType::conv2d, {{"C", random.between(1, 9)},
                                                           {"P", random.between(1, 6)},
                                                           {"Q", random.between(1, 5)},
                                                           {"N", random.between(1, 2)}});
    const hw::Layout layout = random_layout(random, layer, layer.tensors[stored]);
    const TensorLayout tensor(layer, layer.tensors[stored], &layout, 128, 2);
    const TensorPart part = random_part(random, tensor.extents());
    const auto places = places_of(layer, layer.tensors[stored], &layout);
    std::vector<std::int64_t> wanted;
    for (std::size_t element = 0; element < places.size(); ++element) {
        if (has(part, tensor.extents(), static_cast<std::int64_t>(element))) {
            wanted.push_back(128 + 2 * places[element]);
        }
    }
    std::sort(wanted.begin(), wanted.end());
    Runs runs;
    ASSERT_EQ(RunFinder(tensor).add_runs(part, runs), static_cast<std::int64_t>(wanted.size()));
    std::vector<std::int64_t> found;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        ASSERT_TRUE(i == 0 || runs[i - 1].end() < runs[i].address) << "fewest, ascending";
        for (std::int64_t at = runs[i].address; at < runs[i].end(); at += 2) {
            found.push_back(at);
        }
    }
    ASSERT_EQ(found, wanted);
}

TEST(RunFinder, FindsEveryElementOfAnyPartOnceInTheFewestRuns) {
    constexpr std::uint64_t seed = 4'711;
    for (std::uint64_t number = 0; number < 8'000; ++number) {
        SCOPED_TRACE("seed " + std::to_string(seed + number));
        std::mt19937_64 engine(seed + number);
        walker::Random random(engine);
        check_random_part(random);
        ASSERT_FALSE(HasFatalFailure());
    }
}

} // namespace
} // namespace counterpoint::sim
