#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <random>
#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "sim/defect.hpp"
#include "sim/effort.hpp"
#include "sim/process.hpp"
#include "tests/sim/fast_forward/everything_of.hpp"
#include "tests/sim/random_networks.hpp"
#include "tests/sim/real_memories.hpp"
#include "tests/walker/case_text.hpp"
#include "tests/walker/generator.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::sim {
namespace {

using workloads::DimensionIndex;

constexpr std::uint64_t first_seed = 17'000'000;
constexpr double most_phases = 20'000;

std::optional<Simulation> simulated(const walker::Case& given, bool fast_forward) {
    Options options;
    options.check_capacity = false;
    options.fast_forward = fast_forward;
    try {
        return simulate(given.layer, given.hardware, given.mapping, options);
    } catch (const InputError&) { // the hardware cannot run it
        return std::nullopt;
    } catch (const Defect& defect) {
        ADD_FAILURE() << defect.what();
        return std::nullopt;
    }
}

/// Dimensions whose first node is a loop become longer, so that there is something to skip.
walker::Case lengthened(walker::Case given, walker::Random& random) {
    std::vector<bool> met(given.layer.dimensions.size(), false);
    for (const mapping::Node& node : given.mapping.nodes) {
        if (const auto* spatial = std::get_if<mapping::Spatial>(&node.what)) {
            met[spatial->dimension.value] = true;
        } else if (const auto* loop = std::get_if<mapping::Temporal>(&node.what)) {
            const bool first = !met[loop->dimension.value];
            met[loop->dimension.value] = true;
            if (first && random.chance(70)) {
                std::int64_t& size = given.layer.dimensions[loop->dimension].size;
                const std::int64_t longer = loop->tile * random.between(1, 40);
                size = std::max(size, longer - random.between(0, loop->tile - 1));
            }
        }
    }
    return given;
}

/// One that the simulator can run through in full, with or without what is beyond the contract.
walker::Case random_design(std::mt19937_64& engine, const walker::Limits& limits) {
    while (true) {
        const walker::Case small = walker::random_case(engine, limits);
        walker::Random random(engine);
        walker::Case given = lengthened(small, random);
        if (!mapping::broken_rules(given.mapping, given.layer, given.hardware).empty() ||
            effort_of(given.layer, given.hardware, given.mapping, {}).phases > most_phases) {
            continue;
        }
        if (random.chance(40)) {
            add_random_networks(given, random);
        }
        if (random.chance(30)) {
            add_real_memories(given, random);
        }
        given.hardware.pe.decoupled = random.chance(25);
        for (hw::Memory& memory : given.hardware.memories) {
            memory.fill.forwarding = random.chance(10);
        }
        return given;
    }
}

/// COUNTERPOINT_CASES and COUNTERPOINT_SEED change how many there are and where they begin.
std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
    const char* text = std::getenv(variable); // NOLINT(concurrency-mt-unsafe)
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

void expect_what_the_full_run_says(const walker::Limits& limits) {
    const std::uint64_t from = number_from("COUNTERPOINT_SEED", first_seed);
    const std::uint64_t cases = number_from("COUNTERPOINT_CASES", 1'500);
    std::int64_t phases = 0;
    std::int64_t skipped = 0;
    std::uint64_t designs = 0;
    for (std::uint64_t seed = from; seed < from + cases; ++seed) {
        std::mt19937_64 engine(seed);
        const walker::Case given = random_design(engine, limits);
        SCOPED_TRACE("COUNTERPOINT_SEED=" + std::to_string(seed) +
                     (given.hardware.pe.decoupled ? ", decoupled" : "") + '\n' +
                     walker::to_yaml(given));
        const auto fast = simulated(given, true);
        const auto full = simulated(given, false);
        ASSERT_EQ(fast.has_value(), full.has_value());
        if (!full) {
            continue;
        }
        EXPECT_EQ(fast->cycles, full->cycles);
        EXPECT_TRUE(fast->stack == full->stack);
        EXPECT_EQ(fast->counts, full->counts);
        EXPECT_TRUE(everything_of(*fast) == everything_of(*full));
        EXPECT_EQ(full->skipped.phases, 0);
        phases += full->phases.back();
        skipped += fast->skipped.phases;
        designs += fast->skipped.times > 0 ? 1U : 0U;
        if (testing::Test::HasFailure()) {
            return;
        }
    }
    std::cout << "skipped " << skipped << " of " << phases << " phases, in " << designs << " of "
              << cases << " designs\n";
    EXPECT_GT(skipped, cases < 100 ? -1 : phases / 4);
}

TEST(FastForward, OfRandomDesignsSaysWhatTheFullRunSays) {
    expect_what_the_full_run_says(walker::Limits{});
}

TEST(FastForward, OfDesignsWithBypassesSaysWhatTheFullRunSays) {
    expect_what_the_full_run_says(walker::with_bypasses());
}

} // namespace
} // namespace counterpoint::sim
