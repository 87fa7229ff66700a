// Bandwidths of any network of any layer and mapping: random legal cases of the walker's generator.

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "explore/search.hpp"
#include "tests/explore/small_space.hpp"
#include "tests/walker/case_text.hpp"
#include "tests/walker/generator.hpp"
#include "tests/walker/random.hpp"

namespace counterpoint::explore {
namespace {

constexpr std::uint64_t seed_of_bandwidths = 20'261'124;

/// Two or three bandwidths of most networks.
std::string bandwidth_axes(const hw::Hardware& hardware, walker::Random& random) {
    std::string axes;
    for (std::size_t b = 1; b < hardware.memories.size(); ++b) {
        const std::string path = "hardware.memories." + hardware.memories[hw::MemoryIndex{b}].name;
        for (const std::string network : {"fill", "drain"}) {
            if (axes.empty() || random.chance(60)) {
                const std::int64_t first = random.between(1, 6);
                const std::int64_t second = first + random.between(1, 6);
                axes += "    - {set: " + path + "." + network + ".bytes_per_cycle, values: [" +
                        std::to_string(first) + ", " + std::to_string(second) +
                        (random.chance(40) ? ", " + std::to_string(second + 30) : "") + "]}\n";
            }
        }
    }
    return axes;
}

std::vector<DesignFigures> all_by_search(const Question& question) {
    std::vector<DesignFigures> all;
    SearchState state{0, Findings(question.goals, question.best_by, question.best_wanted)};
    SearchOptions options;
    options.valid = [&](const std::vector<DesignFigures>& valid) {
        all.insert(all.end(), valid.begin(), valid.end());
    };
    EXPECT_TRUE(search(question, state, options));
    return all;
}

std::vector<DesignFigures> all_alone(const SmallSpace& small, const Question& question) {
    std::vector<DesignFigures> all;
    for (std::int64_t number = 0; number < small.designs.size(); ++number) {
        const Lone lone =
            analysed_alone(small, number, *question.costs, question.limits, question.timing);
        if (lone.fate == Fate::valid) {
            all.push_back(lone.design);
        }
    }
    return all;
}

TEST(Search, HasTheCyclesOfAnyBandwidths) {
    std::size_t compared = 0;
    for (std::uint64_t number = 0; number < 150 && !testing::Test::HasFailure(); ++number) {
        std::mt19937_64 engine(seed_of_bandwidths + number);
        const walker::Case given = walker::random_case(
            engine, number % 2 == 0 ? walker::Limits{} : walker::with_bypasses());
        walker::Random random(engine);
        const std::string axes = bandwidth_axes(given.hardware, random);
        SCOPED_TRACE("seed " + std::to_string(seed_of_bandwidths + number) + "\n" + to_yaml(given) +
                     axes);
        const SmallSpace small(to_yaml(given), axes);
        const ExactCosts costs;
        Question question;
        question.designs = &small.designs;
        question.costs = &costs;
        question.goals = {{Objective::cycles, Objective::area}, 1};
        const std::vector<DesignFigures> found = all_by_search(question);
        EXPECT_EQ(in_lines(found), in_lines(all_alone(small, question)));
        compared += found.size();
    }
    EXPECT_GT(compared, 1000U);
}

} // namespace
} // namespace counterpoint::explore
