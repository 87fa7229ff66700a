#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <numeric>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "hw/mechanisms.hpp"
#include "sim/defect.hpp"
#include "sim/process.hpp"
#include "tests/sim/random_networks.hpp"
#include "tests/sim/same_work.hpp"
#include "tests/walker/case_text.hpp"
#include "tests/walker/generator.hpp"
#include "validation/network_text.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::sim {
namespace {

using hw::MemoryIndex;

constexpr std::uint64_t first_seed = 11'000'000;

std::optional<Simulation> simulated(const walker::Case& given) {
    Options options;
    options.check_capacity = false;
    try {
        return simulate(given.layer, given.hardware, given.mapping, options);
    } catch (const InputError&) { // sums that collide, with or without these networks
        return std::nullopt;
    } catch (const Defect& defect) {
        ADD_FAILURE() << defect.what();
        return std::nullopt;
    }
}

/// The case with its networks, which to_yaml() leaves out.
std::string text_of(const walker::Case& given) {
    std::string text = walker::to_yaml(given);
    for (const hw::Memory& memory : given.hardware.memories) {
        if (memory.fill.network) {
            text += memory.name + ": " + validation::network_text(*memory.fill.network);
        }
        if (memory.drain.network) {
            text += memory.name + ": " + validation::network_text(*memory.drain.network);
        }
    }
    return text;
}

void expect_sound(const std::optional<NetworkTraffic>& network, bool described, std::int64_t bytes,
                  std::int64_t busy_cycles) {
    ASSERT_EQ(network.has_value(), described);
    if (!network) {
        return;
    }
    EXPECT_EQ(network->bytes, bytes);
    EXPECT_EQ(network->cycles, busy_cycles);
    EXPECT_GE(network->extra.fragmentation, 0);
    EXPECT_GE(network->extra.narrow_links, 0);
    EXPECT_GE(network->extra.contention, 0);
    EXPECT_LE(network->extra.all(), network->cycles);
    EXPECT_GE(network->link_traversals, network->most_hops > 0 ? bytes : 0);
    for (const LinkTraffic& link : network->busiest) {
        EXPECT_LE(link.busy_cycles, network->link_busy_cycles);
    }
}

void check(const walker::Case& given) {
    walker::Case ideal_case = given;
    hw::strip_all(ideal_case.hardware);
    const auto real = simulated(given);
    const auto ideal = simulated(ideal_case);
    ASSERT_EQ(real.has_value(), ideal.has_value());
    if (!real) {
        return;
    }
    expect_same_work(*real, *ideal);
    EXPECT_GE(real->cycles, ideal->cycles);
    for (MemoryIndex b{1}; given.hardware.memories.contains(b); ++b.value) {
        const hw::Memory& memory = given.hardware.memories[b];
        expect_sound(real->fill_networks[b], memory.fill.network.has_value(), real->fill_bytes[b],
                     real->fill_busy_cycles[b]);
        expect_sound(real->drain_networks[b], memory.drain.network.has_value(),
                     real->drain_bytes[b], real->drain_busy_cycles[b]);
    }
    walker::Case decoupled_case = given;
    decoupled_case.hardware.pe.decoupled = true;
    const auto decoupled = simulated(decoupled_case);
    ASSERT_TRUE(decoupled.has_value());
    expect_same_work(*decoupled, *real);
    EXPECT_LE(decoupled->cycles, real->cycles);
    if (is_free_of_contention(given.hardware)) {
        walker::Case wide_case = given;
        widen(wide_case.hardware, 2);
        const auto wide = simulated(wide_case);
        ASSERT_TRUE(wide.has_value());
        EXPECT_LE(wide->cycles, real->cycles);
    }
}

std::int64_t all_of(const std::vector<std::int64_t>& numbers) {
    return std::accumulate(numbers.begin(), numbers.end(), std::int64_t{0});
}

/// The values that come out of the units are right, whatever way they took.
void expect_right_values(const walker::Case& given) {
    Options options;
    options.check_capacity = false;
    options.functional.emplace();
    try {
        const Simulation result = simulate(given.layer, given.hardware, given.mapping, options);
        ASSERT_TRUE(result.values.has_value());
        EXPECT_EQ(result.values->wrong, 0) << result.values->first_wrong;
    } catch (const Defect& defect) {
        ADD_FAILURE() << defect.what();
    }
}

/// Units that take elements from their neighbours leave the parents less to read, never the units
/// less to write.
void check_forwarding(const walker::Case& given, std::int64_t& forwarded) {
    walker::Case forwarding = given;
    for (hw::Memory& memory : forwarding.hardware.memories) {
        memory.fill.forwarding = true;
    }
    const auto with = simulated(forwarding);
    const auto without = simulated(given);
    ASSERT_EQ(with.has_value(), without.has_value());
    if (!with) {
        return;
    }
    EXPECT_EQ(with->macs, without->macs);
    expect_right_values(forwarding);
    for (MemoryIndex b{1}; given.hardware.memories.contains(b); ++b.value) {
        const MemoryIndex outer{b.value - 1};
        ASSERT_TRUE(with->fill_networks[b].has_value());
        const NetworkTraffic& fill = *with->fill_networks[b];
        forwarded += all_of(fill.forwarded);
        for (std::size_t t = 0; t < given.layer.tensors.size(); ++t) {
            EXPECT_EQ(with->counts[b][t].writes, without->counts[b][t].writes);
            EXPECT_EQ(with->counts[outer][t].reads + fill.saved_reads[t],
                      without->counts[outer][t].reads);
            EXPECT_LE(fill.saved_reads[t], fill.forwarded[t]);
        }
    }
}

/// COUNTERPOINT_CASES and COUNTERPOINT_SEED change how many there are and where they begin.
std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
    const char* text = std::getenv(variable); // NOLINT(concurrency-mt-unsafe)
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

TEST(Networks, DoTheSameWorkInNoLessTimeThanTheIdealChannel) {
    const std::uint64_t from = number_from("COUNTERPOINT_SEED", first_seed);
    const std::uint64_t cases = number_from("COUNTERPOINT_CASES", 1'200);
    for (std::uint64_t seed = from; seed < from + cases; ++seed) {
        std::mt19937_64 engine(seed);
        walker::Case given = walker::random_case(engine);
        walker::Random random(engine);
        add_random_networks(given, random);
        SCOPED_TRACE("COUNTERPOINT_SEED=" + std::to_string(seed) + '\n' + text_of(given));
        check(given);
        if (testing::Test::HasFailure()) {
            return;
        }
    }
}

TEST(Networks, DoTheSameWorkBehindNetworksThatArePassed) {
    const std::uint64_t from = number_from("COUNTERPOINT_SEED", first_seed);
    const std::uint64_t cases = number_from("COUNTERPOINT_CASES", 600);
    for (std::uint64_t seed = from; seed < from + cases; ++seed) {
        std::mt19937_64 engine(seed);
        walker::Case given = walker::random_case(engine, walker::with_bypasses());
        walker::Random random(engine);
        add_random_networks(given, random);
        for (MemoryIndex b{1}; b < given.hardware.innermost(); ++b.value) {
            given.hardware.memories[b].fill.network.reset(); // else tensors that pass are refused
            given.hardware.memories[b].drain.network.reset();
        }
        SCOPED_TRACE("COUNTERPOINT_SEED=" + std::to_string(seed) + '\n' + text_of(given));
        check(given);
        if (testing::Test::HasFailure()) {
            return;
        }
    }
}

TEST(Networks, ForwardingSavesReadsOfParentsAndNothingElse) {
    const std::uint64_t from = number_from("COUNTERPOINT_SEED", first_seed);
    const std::uint64_t cases = number_from("COUNTERPOINT_CASES", 1'200);
    std::int64_t forwarded = 0;
    for (std::uint64_t seed = from; seed < from + cases; ++seed) {
        std::mt19937_64 engine(seed);
        walker::Case given = walker::random_case(engine);
        walker::Random random(engine);
        if (random.chance(50)) {
            add_random_networks(given, random);
        }
        SCOPED_TRACE("COUNTERPOINT_SEED=" + std::to_string(seed) + '\n' + text_of(given));
        check_forwarding(given, forwarded);
        if (testing::Test::HasFailure()) {
            return;
        }
    }
    EXPECT_GT(forwarded, 0);
}

} // namespace
} // namespace counterpoint::sim
