#include <gtest/gtest.h>

#include "tests/sim/observation/observed_case.hpp"
#include "tests/sim/observation/trace_reader.hpp"

namespace counterpoint::observation {
namespace {

using hw::MemoryIndex;
using sim::Simulation;
using walker::Case;
using walker::WalkResult;

constexpr std::size_t random_cases = 300;

struct Traced {
    Simulation simulation;
    Trace trace;
};

Traced traced(const Case& given) {
    const TemporaryFolder folder;
    sim::TraceOptions options;
    options.trace_file = (folder / "trace.json").string();
    Traced traced{simulated(given, options), {}};
    traced.trace = read_trace(options.trace_file);
    EXPECT_EQ(folder.files(), 1U);
    return traced;
}

void expect_stack(const Traced& traced, const Case& given) {
    const hw::CycleStack& stack = traced.simulation.stack;
    const std::vector<Slice> pes = traced.trace.track("PEs");
    EXPECT_EQ(length(pes), traced.simulation.cycles);
    EXPECT_EQ(length(pes, "compute"), traced.simulation.compute_cycles);
    EXPECT_EQ(length(pes, "start"), stack.start);
    EXPECT_EQ(length(pes, "tail"), stack.tail);
    EXPECT_EQ(
        length(pes, "wait: operands " + given.hardware.memories[given.hardware.innermost()].name),
        stack.operands);
    for (MemoryIndex b{1}; given.hardware.memories.contains(b); ++b.value) {
        const std::string& memory = given.hardware.memories[b].name;
        EXPECT_EQ(length(pes, "wait: fill transfer " + memory), stack.waiting[b].fill_transfer);
        EXPECT_EQ(length(pes, "wait: fill latency " + memory), stack.waiting[b].fill_latency);
        EXPECT_EQ(length(pes, "wait: drain " + memory), stack.waiting[b].drain);
    }
}

TEST(ChromeTrace, ThePEsComputeOrWaitForANamedCauseInEveryCycle) {
    for_random_cases(random_cases, [](const Case& given, const WalkResult& right) {
        const Traced it = traced(given);
        EXPECT_EQ(it.trace.cycles, right.cycles);
        expect_stack(it, given);
        std::int64_t macs = 0;
        for (const Slice& slice : it.trace.track("PEs")) {
            macs += slice.name == "compute" ? slice.numbers.at("macs") : 0;
        }
        EXPECT_EQ(macs, right.macs);
    });
}

TEST(ChromeTrace, ThePEsWaitForOperandsThatTheBanksGiveTooSlowly) {
    std::int64_t waited = 0;
    for_random_cases(random_cases, [&](Case given, const WalkResult& right) {
        hw::Banks banks;
        banks.bytes_per_cycle = 4;
        given.hardware.memories[given.hardware.innermost()].banks = banks;
        const Traced it = traced(given);
        EXPECT_EQ(it.simulation.compute_cycles, right.compute_cycles);
        expect_stack(it, given);
        waited += it.simulation.stack.operands;
    });
    EXPECT_GT(waited, 0);
}

TEST(ChromeTrace, NetworksAreBusyWithEveryByteThatMoves) {
    for_random_cases(random_cases, [](const Case& given, const WalkResult& right) {
        const Traced it = traced(given);
        for (MemoryIndex b{1}; given.hardware.memories.contains(b); ++b.value) {
            const std::string& memory = given.hardware.memories[b].name;
            const std::vector<Slice> fill = it.trace.track("fill " + memory);
            const std::vector<Slice> drain = it.trace.track("drain " + memory);
            EXPECT_EQ(sum(fill, "bytes"), right.fill_bytes[b]);
            EXPECT_EQ(sum(drain, "bytes"), right.drain_bytes[b]);
            EXPECT_EQ(length(fill), it.simulation.fill_busy_cycles[b]);
            EXPECT_EQ(length(drain), it.simulation.drain_busy_cycles[b]);
        }
    });
}

/// Transfers in the order in which they were sent, by phase.
std::map<std::int64_t, Slice> by_phase(const std::vector<Slice>& slices) {
    std::map<std::int64_t, Slice> phases;
    for (const Slice& slice : slices) {
        phases[slice.numbers.at("phase")] = slice;
    }
    return phases;
}

std::map<std::int64_t, Slice> under_way(const Trace& trace, const std::string& name) {
    std::vector<Slice> slices;
    const auto lanes = trace.tracks.find(name + ", under way");
    if (lanes != trace.tracks.end()) {
        for (const std::vector<Slice>& lane : lanes->second) {
            slices.insert(slices.end(), lane.begin(), lane.end());
        }
    }
    return by_phase(slices);
}

TEST(ChromeTrace, EveryTransferStandsWhereTheSemanticsPutIt) {
    for_random_cases(random_cases, [](const Case& given, const WalkResult& right) {
        const Trace trace = traced(given).trace;
        for (MemoryIndex b{1}; given.hardware.memories.contains(b); ++b.value) {
            const std::string& memory = given.hardware.memories[b].name;
            const auto arriving = under_way(trace, "fill " + memory);
            for (const auto& [phase, fill] : by_phase(trace.track("fill " + memory))) {
                const auto& times = right.timeline.fills[b].at(static_cast<std::size_t>(phase));
                EXPECT_EQ(fill.from, times.start);
                EXPECT_EQ(fill.until, times.sent);
                const auto behind = arriving.find(phase);
                EXPECT_EQ(behind == arriving.end() ? fill.until : behind->second.until, times.here);
            }
            const auto kept = under_way(trace, "drain " + memory);
            const auto drains = by_phase(trace.track("drain " + memory));
            ASSERT_EQ(drains.size(), right.timeline.drains[b].size());
            for (const auto& times : right.timeline.drains[b]) {
                const auto phase = static_cast<std::int64_t>(times.phase);
                EXPECT_EQ(drains.at(phase).from, times.begin);
                EXPECT_EQ(drains.at(phase).until, times.over);
                EXPECT_EQ(kept.count(phase) == 0 ? times.over : kept.at(phase).until, times.kept);
            }
        }
    });
}

TEST(ChromeTrace, CountsNoMoreSlotsThanTheMemoryHas) {
    for_random_cases(random_cases, [](const Case& given, const WalkResult& /*right*/) {
        const Trace trace = traced(given).trace;
        for (MemoryIndex b{1}; given.hardware.memories.contains(b); ++b.value) {
            const hw::Memory& memory = given.hardware.memories[b];
            const auto& values = trace.counters.at(memory.name + " slots");
            for (const CounterValue& value : values) {
                EXPECT_GE(value.value, 0);
                EXPECT_LE(value.value, memory.slots);
            }
        }
    });
}

TEST(ChromeTrace, SeveralTransfersUnderWayLieOnTracksSideBySide) {
    Case given = small_case();
    given.hardware.memories[{2}].fill.latency_cycles = 60;
    const Trace trace = traced(given).trace;
    const auto slots = static_cast<std::size_t>(given.hardware.memories[{2}].slots);
    EXPECT_GT(trace.tracks.at("fill L1, under way").size(), 1U);
    EXPECT_LE(trace.tracks.at("fill L1, under way").size(), slots);
}

TEST(ChromeTrace, NamesOfAnyLettersAreWrittenAsJson) {
    Case given = small_case();
    given.layer.name = "a \"layer\"\n\\ \xff";
    given.hardware.memories[{1}].name = "L\t\"2\"";
    const Trace trace = traced(given).trace;
    EXPECT_EQ(trace.tracks.count("fill L\t\"2\""), 1U);
}

} // namespace
} // namespace counterpoint::observation
