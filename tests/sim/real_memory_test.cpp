#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <random>
#include <string>

#include <gtest/gtest.h>

#include "hw/mechanisms.hpp"
#include "sim/defect.hpp"
#include "sim/dram/clock_ratio.hpp"
#include "sim/message.hpp"
#include "sim/process.hpp"
#include "tests/sim/real_memories.hpp"
#include "tests/sim/same_work.hpp"
#include "tests/walker/case_text.hpp"
#include "tests/walker/cross_check.hpp"
#include "tests/walker/generator.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::sim {
namespace {

using hw::MemoryIndex;
using workloads::TensorIndex;

constexpr std::uint64_t first_seed = 7'000'000;

std::optional<Simulation> simulated(const walker::Case& given) {
    Options options;
    options.check_capacity = false;
    try {
        return simulate(given.layer, given.hardware, given.mapping, options);
    } catch (const InputError&) { // the hardware cannot run it, whatever its memories
        return std::nullopt;
    } catch (const Defect& defect) {
        ADD_FAILURE() << defect.what();
        return std::nullopt;
    }
}

walker::Case ideal(walker::Case given) {
    hw::strip_all(given.hardware);
    return given;
}

/// The case with its memories, as far as to_yaml() leaves them out.
std::string text_of(const walker::Case& given) {
    std::string text = walker::to_yaml(given);
    for (const hw::Memory& memory : given.hardware.memories) {
        if (const auto& dram = memory.dram) {
            text += dram->standard.name + ", channels " + std::to_string(dram->channels) +
                    (dram->page == hw::PagePolicy::open ? ", open" : ", closed") +
                    (dram->scheduling == hw::DramScheduling::fcfs ? ", fcfs" : "") +
                    (dram->refresh == hw::RefreshMode::none ? ", no refresh" : "") +
                    (dram->coalesce ? "" : ", not coalesced") + ", queues of " +
                    std::to_string(dram->queues.read) + " and " +
                    std::to_string(dram->queues.write) + " at " +
                    std::to_string(given.hardware.clock_ghz) + " GHz\n";
        }
        if (const auto& banks = memory.banks) {
            text += memory.name + ": banks " + std::to_string(banks->count) + ", bytes " +
                    std::to_string(banks->bytes_per_cycle) + ", ports " +
                    std::to_string(banks->ports) + ", interleave " +
                    std::to_string(banks->interleave_bytes) + ", latency " +
                    std::to_string(banks->latency_cycles) + "\n";
        }
    }
    return text;
}

/// What the DRAM moves for each tensor is what was counted, in whole bursts.
void expect_dram_moves_what_is_counted(const walker::Case& given, const Simulation& real) {
    const DramTraffic& dram = *real.dram;
    std::int64_t moved = 0;
    for (TensorIndex tensor{0}; given.layer.tensors.contains(tensor); ++tensor.value) {
        const hw::Access& counted = real.counts[MemoryIndex{0}][tensor.value];
        const std::int64_t bytes = given.hardware.bytes_of(given.layer.tensors[tensor].name);
        const TensorTraffic& read = dram.read[tensor.value];
        const TensorTraffic& written = dram.written[tensor.value];
        EXPECT_EQ(read.needed, counted.reads * bytes) << given.layer.tensors[tensor].name;
        EXPECT_EQ(written.needed, counted.writes * bytes) << given.layer.tensors[tensor].name;
        moved += read.moved + written.moved;
        for (const TensorTraffic& each : {read, written}) {
            EXPECT_GE(each.moved, each.needed);
            EXPECT_EQ(each.moved,
                      dram.burst_bytes * (each.rows.hits + each.rows.misses + each.rows.conflicts));
        }
    }
    EXPECT_EQ(moved, dram.statistics.bursts() * dram.burst_bytes);
}

/// A layer takes at least as long as its bursts take on the data buses.
void expect_dram_within_its_peak(const walker::Case& given, const Simulation& real) {
    const hw::DramConfiguration& dram = *given.hardware.memories[MemoryIndex{0}].dram;
    const ClockRatio ratio(period_of(given.hardware.clock_ghz), dram.standard.clock);
    const std::int64_t buses = dram.channels * dram.standard.organisation.pseudo_channels;
    const DramStatistics& statistics = real.dram->statistics;
    const std::int64_t data = statistics.bursts() * dram.standard.burst_clocks();
    EXPECT_EQ(statistics.data_clocks, data);
    EXPECT_LE(data, real.dram->busy_clocks * buses);
    EXPECT_LE(real.dram->busy_clocks, statistics.end);
    EXPECT_LE(ratio.cycle_from(statistics.end), real.cycles);
}

void expect_sound_banks(const walker::Case& given, const Simulation& real) {
    for (MemoryIndex b{0}; given.hardware.memories.contains(b); ++b.value) {
        const auto& described = given.hardware.memories[b].banks;
        const auto& banks = real.banks[b];
        ASSERT_EQ(described.has_value(), banks.has_value());
        if (banks) {
            EXPECT_LE(banks->busy_cycles, real.cycles);
            EXPECT_LE(banks->accesses, banks->busy_cycles * described->count * described->ports);
        }
    }
}

void expect_same(const Simulation& one, const Simulation& other) {
    expect_same_work(one, other);
    EXPECT_EQ(one.cycles, other.cycles);
    EXPECT_EQ(one.stack.start, other.stack.start);
    EXPECT_EQ(one.stack.operands, other.stack.operands);
    EXPECT_EQ(one.stack.tail, other.stack.tail);
    EXPECT_EQ(one.stack.waiting, other.stack.waiting);
    EXPECT_EQ(one.fill_busy_cycles, other.fill_busy_cycles);
    EXPECT_EQ(one.drain_busy_cycles, other.drain_busy_cycles);
}

std::string message_of(const Simulation& simulation) {
    Writer writer;
    write(writer, simulation);
    return writer.bytes();
}

std::uint64_t cases(std::uint64_t usually) {
    const char* asked = std::getenv("COUNTERPOINT_CASES");
    return asked == nullptr ? usually : std::strtoull(asked, nullptr, 10);
}

std::uint64_t seed() {
    const char* asked = std::getenv("COUNTERPOINT_SEED");
    return asked == nullptr ? first_seed : std::strtoull(asked, nullptr, 10);
}

walker::Case random_real_case(std::uint64_t number, const walker::Limits& limits) {
    std::mt19937_64 engine(number);
    walker::Case given = walker::random_case(engine, limits);
    walker::Random random(engine);
    add_real_memories(given, random);
    return given;
}

void check_case(const walker::Case& given, bool twice) {
    const std::optional<Simulation> without = simulated(ideal(given));
    const std::optional<Simulation> real = simulated(given);
    ASSERT_FALSE(testing::Test::HasFailure());
    ASSERT_EQ(real.has_value(), without.has_value());
    if (!real) {
        return;
    }
    expect_same_work(*real, *without);
    EXPECT_GE(real->cycles, without->cycles);
    ASSERT_EQ(real->dram.has_value(), given.hardware.memories[MemoryIndex{0}].dram.has_value());
    if (real->dram) {
        expect_dram_moves_what_is_counted(given, *real);
        expect_dram_within_its_peak(given, *real);
    }
    expect_sound_banks(given, *real);
    if (twice) {
        EXPECT_EQ(message_of(*real), message_of(*simulated(given))) << "to the last number";
    }
}

void check_random_cases(std::uint64_t usually, const walker::Limits& limits) {
    const std::uint64_t from = seed();
    const std::uint64_t count = cases(usually);
    for (std::uint64_t number = from; number < from + count; ++number) {
        const walker::Case given = random_real_case(number, limits);
        ASSERT_NO_FATAL_FAILURE(check_case(given, number % 10 == 0));
        ASSERT_FALSE(testing::Test::HasFailure())
            << "again with COUNTERPOINT_CASES=1 COUNTERPOINT_SEED=" << number << "\n"
            << text_of(given);
    }
}

TEST(RealMemories, DoTheSameWorkAndAreNeverFasterThanIdealOnes) { check_random_cases(2'000, {}); }

TEST(RealMemories, DoTheSameWorkWhereTensorsBypassMemories) {
    const std::uint64_t from = seed();
    std::uint64_t refused = 0;
    for (std::uint64_t number = from; number < from + cases(1'000); ++number) {
        const walker::Case given = random_real_case(number, walker::with_bypasses());
        if (simulated(ideal(given)) && !simulated(given)) { // banks read by two fills, and such
            ++refused;
            continue;
        }
        ASSERT_NO_FATAL_FAILURE(check_case(given, number % 10 == 0));
        ASSERT_FALSE(HasFailure())
            << "again with COUNTERPOINT_CASES=1 COUNTERPOINT_SEED=" << number << "\n"
            << text_of(given);
    }
    EXPECT_LT(refused, cases(1'000) / 3 + 2);
}

TEST(RealMemories, DoTheSameWorkInLongRuns) { check_random_cases(150, walker::long_loops()); }

TEST(RealMemories, BanksThatNobodyWaitsForTakeNoTime) {
    const std::uint64_t from = seed();
    const std::uint64_t count = cases(1'000);
    for (std::uint64_t number = from; number < from + count; ++number) {
        std::mt19937_64 engine(number);
        walker::Case given = walker::random_case(engine);
        const std::optional<Simulation> without = simulated(given);
        if (!without) {
            continue;
        }
        for (MemoryIndex b{1}; given.hardware.memories.contains(b); ++b.value) {
            given.hardware.memories[b].banks = endless_banks();
        }
        const std::optional<Simulation> banked = simulated(given);
        expect_same(*banked, *without);
        for (const std::optional<BankTraffic>& banks : banked->banks) {
            EXPECT_TRUE(!banks || banks->lost == LostAccesses{});
        }
        ASSERT_FALSE(HasFailure())
            << "again with COUNTERPOINT_CASES=1 COUNTERPOINT_SEED=" << number << "\n"
            << text_of(given);
    }
}

/// One PE does everything, so what its memory's banks do is all that is counted.
TEST(RealMemories, OneBankOfAByteServesEveryByteThatAPeReadsOrWrites) {
    std::int64_t checked = 0;
    const std::uint64_t from = seed();
    for (std::uint64_t number = from; number < from + cases(2'000); ++number) {
        std::mt19937_64 engine(number);
        walker::Case given = walker::random_case(engine);
        const MemoryIndex innermost = given.hardware.innermost();
        given.hardware.memories[innermost].banks = hw::Banks{};
        const std::optional<Simulation> it = simulated(given);
        if (!it || it->pes > 1) {
            continue;
        }
        ++checked;
        std::int64_t bytes = 0;
        for (TensorIndex tensor{0}; given.layer.tensors.contains(tensor); ++tensor.value) {
            const hw::Access& access = it->counts[innermost][tensor.value];
            bytes += (access.reads + access.writes) *
                     given.hardware.bytes_of(given.layer.tensors[tensor].name);
        }
        ASSERT_EQ(it->banks[innermost]->accesses, bytes) << "seed " << number;
        ASSERT_GE(it->cycles, bytes);
    }
    EXPECT_GT(checked, 0);
}

TEST(RealMemories, WiderBanksNeverSlowDownAPeThatHasThemToItself) {
    const std::uint64_t from = seed();
    for (std::uint64_t number = from; number < from + cases(300); ++number) {
        std::mt19937_64 engine(number);
        walker::Case given = walker::random_case(engine);
        const MemoryIndex innermost = given.hardware.innermost();
        hw::Memory& memory = given.hardware.memories[innermost];
        memory.slots = 1; // fills and drains come between the phases
        const std::optional<Simulation> ideal = simulated(given);
        walker::Random random(engine);
        memory.banks = random_banks(random);
        if (!ideal) {
            continue;
        }
        std::int64_t operands = simulated(given)->stack.operands;
        for (int times = 0; times < 4; ++times) {
            memory.banks->bytes_per_cycle *= 2;
            const Simulation wider = *simulated(given);
            ASSERT_LE(wider.stack.operands, operands) << "seed " << number;
            operands = wider.stack.operands;
        }
        memory.banks->bytes_per_cycle = 1'000'000;
        ASSERT_EQ(simulated(given)->stack.operands, 0) << "seed " << number;
    }
}

TEST(RealMemories, ADrainThatIsWrittenBeforeAnEarlierOneIsNotOverBefore) {
    // Found by chance: the bursts of the last drain were served before one of the drain before it,
    // and the layer ended three cycles before its last result was in the DRAM.
    check_case(random_real_case(100'003'979, {}), true);
}

} // namespace
} // namespace counterpoint::sim
