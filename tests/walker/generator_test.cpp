#include "tests/walker/generator.hpp"

#include <map>
#include <optional>
#include <random>
#include <string>

#include <gtest/gtest.h>

#include "mapping/design.hpp"
#include "mapping/mapping.hpp"
#include "tests/walker/case_text.hpp"
#include "tests/walker/walker.hpp"

namespace counterpoint::walker {
namespace {

using hw::MemoryIndex;
using workloads::TensorIndex;

constexpr std::uint64_t seed = 7'000'000;
constexpr std::uint64_t cases = 1000;

/// Every second case has tensors that bypass memories.
Case numbered(std::uint64_t number) {
    std::mt19937_64 engine(seed + number);
    return random_case(engine, number % 2 == 0 ? Limits{} : with_bypasses());
}

std::string shown(std::uint64_t number) {
    return "seed " + std::to_string(seed + number) + "\n" + to_yaml(numbered(number));
}

bool any_bypass(const Case& given) {
    for (const mapping::Node& node : given.mapping.nodes) {
        const auto* store = std::get_if<mapping::Store>(&node.what);
        if (store != nullptr && !store->bypassed.empty()) {
            return true;
        }
    }
    return false;
}

std::optional<WalkResult> walked(const Case& given) {
    try {
        return walk(given.layer, given.hardware, given.mapping);
    } catch (const CannotRun&) {
        return std::nullopt;
    }
}

TEST(Generator, OneSeedMeansOneCase) {
    EXPECT_EQ(to_yaml(numbered(1)), to_yaml(numbered(1)));
    EXPECT_NE(to_yaml(numbered(1)), to_yaml(numbered(2)));
}

TEST(Generator, MappingsAreLegal) {
    for (std::uint64_t number = 0; number < cases; ++number) {
        const Case given = numbered(number);
        const auto broken = mapping::broken_rules(given.mapping, given.layer, given.hardware);
        ASSERT_TRUE(broken.empty()) << to_string(broken.front()) << "\n" << shown(number);
    }
}

TEST(Generator, TheInputFileOfACaseReadsBackAsTheCase) {
    for (std::uint64_t number = 0; number < cases; ++number) {
        const std::string text = to_yaml(numbered(number));
        const mapping::Design design = mapping::read_design_text(text, "case.yaml");
        Case read;
        read.layer = design.workload.layers.front();
        read.hardware = design.hardware;
        read.mapping = mapping::bind(design.dataflow, read.layer, read.hardware);
        ASSERT_EQ(to_yaml(read), text);
    }
}

TEST(Generator, EdgesAreFrequent) {
    std::map<std::string, int> seen;
    for (std::uint64_t number = 0; number < cases; ++number) {
        const Case given = numbered(number);
        ++seen["layer type " + std::to_string(static_cast<int>(given.layer.type))];
        ++seen[std::to_string(given.hardware.memories.size()) + " memories"];
        const std::optional<WalkResult> result = walked(given);
        if (!result) {
            ++seen["cannot run"];
            continue;
        }
        const std::size_t output = given.layer.output.value;
        seen["one PE"] += result->pes == 1 ? 1 : 0;
        seen["many PEs"] += result->pes > 4 ? 1 : 0;
        seen["bypasses"] += any_bypass(given) ? 1 : 0;
        seen["one phase"] += result->phases.back() == 1 ? 1 : 0;
        seen["many phases"] += result->phases.back() > 50 ? 1 : 0;
        seen["reload"] += result->counts[MemoryIndex{0}][output].reads > 0 ? 1 : 0;
        for (const hw::MemoryStalls& stalls : result->stack.waiting) {
            seen["wait for transfer"] += stalls.fill_transfer > 0 ? 1 : 0;
            seen["wait for latency"] += stalls.fill_latency > 0 ? 1 : 0;
            seen["wait for drain"] += stalls.drain > 0 ? 1 : 0;
        }
    }
    EXPECT_EQ(seen.size(), 6U + 3U + 10U);
    for (const auto& [edge, times] : seen) {
        EXPECT_GE(times, 30) << edge;
    }
}

TEST(WalkerLaws, EveryPartialSumThatIsWrittenIsReadOnce) {
    for (std::uint64_t number = 0; number < cases; ++number) {
        const Case given = numbered(number);
        const std::optional<WalkResult> result = walked(given);
        if (!result) {
            continue;
        }
        const std::size_t output = given.layer.output.value;
        std::int64_t outputs = 1;
        for (const workloads::Axis& axis : given.layer.tensors[given.layer.output].axes) {
            outputs *= given.layer.dimensions[axis.front().dimension].size;
        }
        for (MemoryIndex b{0}; given.hardware.memories.contains(b); ++b.value) {
            const hw::Access access = result->counts[b][output];
            ASSERT_EQ(access.writes - access.reads, b.value == 0 ? outputs : 0) << shown(number);
        }
    }
}

TEST(WalkerLaws, NothingIsReadOfAnInputThatNobodyTakes) {
    for (std::uint64_t number = 0; number < cases; ++number) {
        const Case given = numbered(number);
        const std::optional<WalkResult> result = walked(given);
        if (!result || any_bypass(given)) {
            continue;
        }
        for (TensorIndex tensor{0}; given.layer.tensors.contains(tensor); ++tensor.value) {
            if (tensor == given.layer.output) {
                continue;
            }
            const MemoryIndex innermost = given.hardware.innermost();
            ASSERT_EQ(result->counts[innermost][tensor.value].reads, result->macs);
            for (MemoryIndex b{1}; b.value <= innermost.value; ++b.value) {
                const std::int64_t taken = result->counts[b][tensor.value].writes;
                const std::int64_t sent =
                    result->counts[MemoryIndex{b.value - 1}][tensor.value].reads;
                if (given.hardware.memories[b].fill.multicast) {
                    ASSERT_LE(sent, taken) << shown(number);
                } else {
                    ASSERT_EQ(sent, taken) << shown(number);
                }
            }
        }
    }
}

/// Slots, bandwidth and latency are all there is to ideal time: none of them may hurt.
TEST(WalkerLaws, BetterHardwareIsNeverSlower) {
    for (std::uint64_t number = 0; number < cases; ++number) {
        const Case given = numbered(number);
        const std::optional<WalkResult> result = walked(given);
        if (!result) {
            continue;
        }
        Case better = given;
        for (hw::Memory& memory : better.hardware.memories) {
            memory.slots += 1;
            memory.fill.bytes_per_cycle += 1;
            memory.drain.latency_cycles /= 2;
        }
        const std::optional<WalkResult> faster = walked(better);
        ASSERT_TRUE(faster) << shown(number);
        ASSERT_LE(faster->cycles, result->cycles) << shown(number);
        ASSERT_GE(faster->cycles, faster->compute_cycles) << shown(number);
        ASSERT_TRUE(faster->counts == result->counts) << shown(number);
    }
}

} // namespace
} // namespace counterpoint::walker
