#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sim/observation/observed_case.hpp"
#include "tests/sim/observation/trace_reader.hpp"

namespace counterpoint::observation {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using walker::Case;

struct Bounded {
    sim::Simulation simulation;
    Trace trace;
};

Bounded traced(const Case& given, std::int64_t from, std::int64_t to, std::int64_t most_events) {
    const TemporaryFolder folder;
    sim::TraceOptions options;
    options.trace_file = (folder / "trace.json").string();
    options.from = from;
    options.to = to;
    options.most_events = most_events;
    Bounded bounded{simulated(given, options), {}};
    bounded.trace = read_trace(options.trace_file);
    return bounded;
}

constexpr std::int64_t no_end = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t many = 1'000'000;

TEST(TraceBounds, AWholeTraceLeavesNothingOut) {
    const Bounded whole = traced(small_case(), 0, no_end, many);
    EXPECT_THAT(whole.trace.left_out, IsEmpty());
    EXPECT_THAT(whole.simulation.observed.notes, IsEmpty());
    EXPECT_THAT(whole.trace.marks, IsEmpty());
}

TEST(TraceBounds, ShowsTheCyclesAskedForAndNoOthers) {
    const std::int64_t cycles = traced(small_case(), 0, no_end, many).trace.cycles;
    for (const auto& [from, to] : {std::pair<std::int64_t, std::int64_t>{0, 1},
                                   {cycles / 3, cycles / 2},
                                   {cycles - 1, no_end},
                                   {5, cycles}}) {
        const Bounded part = traced(small_case(), from, to, many);
        const std::int64_t end = std::min(to, cycles);
        EXPECT_EQ(length(part.trace.track("PEs")), end - from);
        for (const auto& [name, tracks] : part.trace.tracks) {
            for (const std::vector<Slice>& slices : tracks) {
                EXPECT_GE(slices.front().from, from) << name;
                EXPECT_LE(slices.back().until, end) << name;
            }
        }
        for (const auto& [name, values] : part.trace.counters) {
            EXPECT_EQ(values.front().at, from) << name;
            EXPECT_LT(values.back().at, end) << name;
        }
        EXPECT_THAT(part.trace.left_out,
                    ElementsAre(HasSubstr("shows cycles " + std::to_string(from) + " to " +
                                          std::to_string(end) + " of " + std::to_string(cycles))));
        EXPECT_EQ(part.simulation.observed.notes, part.trace.left_out);
    }
}

TEST(TraceBounds, CyclesAfterTheEndAreAnEmptyTrace) {
    const Bounded none = traced(small_case(), 1'000'000'000'000, no_end, many);
    EXPECT_EQ(none.trace.events, 0);
    EXPECT_EQ(none.trace.left_out.size(), 1U);
}

TEST(TraceBounds, LookingDoesNotChangeWhatHappens) {
    const Bounded part = traced(small_case(), 1'000'000'000'000, no_end, many);
    const sim::Simulation unseen = simulated(small_case(), {});
    EXPECT_EQ(part.simulation.cycles, unseen.cycles);
    EXPECT_EQ(part.simulation.pe_macs, unseen.pe_macs);
}

/// Slices that begin before a cycle.
std::size_t slices_before(const Trace& trace, std::int64_t cycle) {
    std::size_t slices = 0;
    for (const auto& [name, tracks] : trace.tracks) {
        for (const std::vector<Slice>& track : tracks) {
            slices += static_cast<std::size_t>(
                std::count_if(track.begin(), track.end(),
                              [cycle](const Slice& slice) { return slice.from < cycle; }));
        }
    }
    return slices;
}

TEST(TraceBounds, EndsAtTheGreatestNumberOfEventsAndSaysFromWhereOn) {
    const Trace whole = traced(small_case(), 0, no_end, many).trace;
    for (const std::int64_t most :
         {std::int64_t{0}, std::int64_t{1}, whole.events / 2, whole.events - 1}) {
        const Bounded part = traced(small_case(), 0, no_end, most);
        EXPECT_EQ(part.trace.events, most);
        ASSERT_EQ(part.trace.marks.size(), 1U);
        const std::int64_t complete = part.trace.marks.front();
        EXPECT_EQ(slices_before(part.trace, complete), slices_before(whole, complete));
        EXPECT_THAT(part.simulation.observed.notes,
                    ElementsAre(HasSubstr("complete up to cycle " + std::to_string(complete))));
    }
    EXPECT_THAT(traced(small_case(), 0, no_end, whole.events).trace.left_out, IsEmpty());
}

} // namespace
} // namespace counterpoint::observation
