#include "sim/observation/occupancy.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/sim/observation/observed_case.hpp"
#include "tests/walker/nest.hpp"

namespace counterpoint::observation {
namespace {

using hw::MemoryIndex;
using sim::Occupancy;
using sim::OccupancyRecorder;
using sim::Room;
using walker::Case;
using walker::WalkResult;

constexpr std::size_t all_cycles = 10'000'000; ///< one point a cycle for every random case

Table<MemoryIndex, Occupancy> occupancy(const Case& given, std::size_t points) {
    sim::TraceOptions options;
    options.occupancy_points = points;
    return simulated(given, options).observed.occupancy;
}

/// When a phase of a memory no longer needs its slot.
std::int64_t freed(const walker::Nest& nest, const WalkResult& right, MemoryIndex b,
                   std::size_t phase) {
    const std::size_t last = nest.last_inside(b, phase);
    if (b == nest.hardware().innermost()) {
        return right.timeline.computes[last].done;
    }
    const MemoryIndex inner{b.value + 1};
    return right.timeline.fills[inner][nest.phase_around(inner, last)].sent;
}

/// Phases in flight in each cycle, from the times that the semantics give.
std::vector<std::int64_t> slots(const Case& given, const WalkResult& right, MemoryIndex b) {
    const walker::Nest nest(given.layer, given.hardware, given.mapping);
    std::vector<std::int64_t> slots(static_cast<std::size_t>(right.cycles));
    for (std::size_t phase = 0; phase < right.timeline.fills[b].size(); ++phase) {
        const std::int64_t until = freed(nest, right, b, phase);
        for (std::int64_t t = right.timeline.fills[b][phase].start; t < until; ++t) {
            ++slots[static_cast<std::size_t>(t)];
        }
    }
    return slots;
}

TEST(Occupancy, IsThePhasesInFlightInEveryCycle) {
    for_random_cases(200, [](const Case& given, const WalkResult& right) {
        const Table<MemoryIndex, Occupancy> found = occupancy(given, all_cycles);
        for (MemoryIndex b{1}; given.hardware.memories.contains(b); ++b.value) {
            ASSERT_EQ(found[b].cycles_per_point, 1);
            std::vector<std::int64_t> found_slots;
            for (const Room& room : found[b].points) {
                found_slots.push_back(room.slots);
            }
            EXPECT_EQ(found_slots, slots(given, right, b)) << given.hardware.memories[b].name;
        }
    });
}

std::int64_t bytes_of(const walker::Nest& nest, MemoryIndex b, std::size_t phase, bool only_new) {
    std::int64_t bytes = 0;
    const workloads::Layer& layer = nest.layer();
    for (workloads::TensorIndex t{0}; layer.tensors.contains(t); ++t.value) {
        const walker::Elements tile = nest.tile(b, phase, 0, t);
        const walker::Elements counted =
            only_new ? walker::minus(tile, nest.tile(b, phase - 1, 0, t)) : tile;
        bytes += walker::count(counted) * nest.hardware().bytes_of(layer.tensors[t].name);
    }
    return bytes;
}

TEST(Occupancy, IsTheOldestTilesAndWhatIsNewInLaterOnes) {
    for_random_cases(100, [](const Case& given, const WalkResult& right) {
        const Table<MemoryIndex, Occupancy> found = occupancy(given, all_cycles);
        const walker::Nest nest(given.layer, given.hardware, given.mapping);
        for (MemoryIndex b{1}; given.hardware.memories.contains(b); ++b.value) {
            const auto& fills = right.timeline.fills[b];
            std::vector<std::int64_t> want(static_cast<std::size_t>(right.cycles));
            std::int64_t before = 0; // until when older phases are in flight
            for (std::size_t phase = 0; phase < fills.size(); ++phase) {
                const std::int64_t oldest_from = std::max(before, fills[phase].start);
                const bool last = phase + 1 == fills.size();
                const std::int64_t until = freed(nest, right, b, phase);
                const std::int64_t stays =
                    last ? right.cycles : std::max(until, fills[phase + 1].start);
                for (std::int64_t t = fills[phase].start; t < stays; ++t) {
                    want[static_cast<std::size_t>(t)] +=
                        bytes_of(nest, b, phase, phase > 0 && t < oldest_from);
                }
                before = until;
            }
            std::vector<std::int64_t> found_bytes;
            for (const Room& room : found[b].points) {
                found_bytes.push_back(room.bytes);
            }
            EXPECT_EQ(found_bytes, want) << given.hardware.memories[b].name;
            EXPECT_LE(found[b].most.bytes, right.capacity[b].bytes);
        }
    });
}

TEST(Occupancy, KeepsEveryPeakInFewerPoints) {
    for_random_cases(50, [](const Case& given, const WalkResult& /*right*/) {
        const Table<MemoryIndex, Occupancy> fine = occupancy(given, all_cycles);
        const Table<MemoryIndex, Occupancy> coarse = occupancy(given, 10);
        for (MemoryIndex b{1}; fine.contains(b); ++b.value) {
            ASSERT_LE(coarse[b].points.size(), 10U);
            const auto step = static_cast<std::size_t>(coarse[b].cycles_per_point);
            std::vector<Room> want((fine[b].points.size() + step - 1) / step);
            for (std::size_t i = 0; i < fine[b].points.size(); ++i) {
                Room& room = want[i / step];
                room.slots = std::max(room.slots, fine[b].points[i].slots);
                room.bytes = std::max(room.bytes, fine[b].points[i].bytes);
            }
            EXPECT_EQ(coarse[b].points, want);
            EXPECT_EQ(coarse[b].most, fine[b].most);
        }
    });
}

TEST(OccupancyRecorder, DoesNotRecordWhatHoldsForNoCycle) {
    OccupancyRecorder recorder(4);
    recorder.change(2, {9, 9});
    recorder.change(2, {1, 5});
    const Occupancy occupancy = recorder.finish(4);
    EXPECT_EQ(occupancy.points, (std::vector<Room>{{0, 0}, {0, 0}, {1, 5}, {1, 5}}));
    EXPECT_EQ(occupancy.most, (Room{1, 5}));
}

TEST(OccupancyRecorder, HasNoPointsWithoutCycles) {
    EXPECT_TRUE(OccupancyRecorder(1).finish(0).points.empty());
}

TEST(OccupancyRecorder, PutsEverythingIntoOnePointIfNeedBe) {
    OccupancyRecorder recorder(1);
    recorder.change(0, {1, 7});
    recorder.change(1'000'000'000'000, {2, 3});
    const Occupancy occupancy = recorder.finish(1'000'000'000'001);
    EXPECT_EQ(occupancy.points, (std::vector<Room>{{2, 7}}));
    EXPECT_GE(occupancy.cycles_per_point, 1'000'000'000'001);
}

} // namespace
} // namespace counterpoint::observation
