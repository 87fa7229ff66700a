// A search finds what reading and analysing every design by itself finds, all numbers alike.

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "explore/search.hpp"
#include "tests/explore/small_space.hpp"
#include "tests/walker/random.hpp"

namespace counterpoint::explore {
namespace {

constexpr std::uint64_t seed = 20'261'122;

/// What the search and brute force both say.
struct Answer {
    Tally tally;
    std::vector<DesignFigures> valid;
    std::vector<DesignFigures> front;
};

Answer one_by_one(const SmallSpace& small, const Question& question) {
    Answer answer;
    for (std::int64_t number = 0; number < small.designs.size(); ++number) {
        const Lone lone =
            analysed_alone(small, number, *question.costs, question.limits, question.timing);
        answer.tally.illegal += lone.fate == Fate::illegal ? 1 : 0;
        answer.tally.too_small += lone.fate == Fate::too_small ? 1 : 0;
        answer.tally.too_large += lone.fate == Fate::beyond_limit ? 1 : 0;
        if (lone.fate == Fate::valid) {
            ++answer.tally.valid;
            answer.valid.push_back(lone.design);
        }
    }
    answer.front = compared_front(answer.valid, question.goals);
    return answer;
}

Answer searched(const Question& question, std::size_t threads, std::int64_t designs_at_once) {
    Answer answer;
    SearchState state{0, Findings(question.goals, question.best_by, question.best_wanted)};
    SearchOptions options;
    options.threads = threads;
    options.designs_at_once = designs_at_once;
    options.valid = [&](const std::vector<DesignFigures>& valid) {
        answer.valid.insert(answer.valid.end(), valid.begin(), valid.end());
    };
    EXPECT_TRUE(search(question, state, options));
    answer.tally = state.findings.tally;
    answer.front = state.findings.front.designs();
    return answer;
}

void expect_equal(const Answer& found, const Answer& wanted) {
    EXPECT_EQ(found.tally.illegal, wanted.tally.illegal);
    EXPECT_EQ(found.tally.too_small, wanted.tally.too_small);
    // Where the search sees it beforehand a design is pruned, otherwise evaluated.
    EXPECT_EQ(found.tally.too_large + found.tally.over_limit, wanted.tally.too_large);
    EXPECT_EQ(found.tally.valid, wanted.tally.valid);
    EXPECT_EQ(in_lines(found.valid), in_lines(wanted.valid));
    EXPECT_EQ(in_lines(found.front), in_lines(wanted.front));
}

/// An axis over one of the values, with a few random numbers.
std::string random_axis(walker::Random& random, const std::string& paths, std::int64_t least,
                        std::int64_t most) {
    std::string values;
    std::int64_t value = random.between(least, most);
    for (std::int64_t left = random.between(1, 4); left > 0; --left) {
        values += (values.empty() ? "" : ", ") + std::to_string(value);
        value += random.between(1, most - least + 1);
    }
    return "    - {set: " + paths + ", values: [" + values + "]}\n";
}

std::string random_axes(walker::Random& random, bool has_rows) {
    const std::string l1 = "hardware.memories.L1.";
    const std::string l2 = "hardware.memories.L2.";
    std::vector<std::string> candidates{
        random_axis(random, "hardware.pe.count", 4, 9),
        random_axis(random, "hardware.pe.lanes", 1, 2),
        random_axis(random, l1 + "slots", 1, 2),
        random_axis(random, l1 + "fill.latency", 0, 3),
        random_axis(random, l1 + "fill.bytes_per_cycle", 1, 3),
        random_axis(random, l1 + "drain.bytes_per_cycle", 1, 3),
        random_axis(random, "[" + l2 + "fill.bytes_per_cycle, " + l2 + "drain.bytes_per_cycle]", 1,
                    4),
        random_axis(random, l1 + "capacity_bytes", 20, 40),
        random_axis(random, l2 + "capacity_bytes", 100, 250),
        random_axis(random, "mapping.parameters.rows", 1, 4),
        random_axis(random, "mapping.parameters.columns", 1, 3),
        "    - {set: mapping.parameters.depth, values: [2, \"min(K, 3)\", pe.count]}\n",
        "    - {set: " + l1 + "fill.multicast, values: [true, false]}\n",
        "    - {set: [" + l1 + "capacity_bytes, hardware.clock_ghz], values: [20, 60, 80]}\n",
    };
    if (has_rows) {
        const std::string row = "hardware.memories.row.";
        candidates.push_back(random_axis(random, row + "fill.bytes_per_cycle", 1, 4));
        candidates.push_back(random_axis(random, row + "drain.bytes_per_cycle", 1, 4));
        candidates.push_back(random_axis(random, row + "capacity_bytes", 60, 120));
    }
    random.shuffle(candidates);
    std::string axes;
    bool has_capacity = false;
    std::int64_t left = random.between(1, 5);
    for (const std::string& axis : candidates) {
        const bool is_capacity = axis.find("L1.capacity_bytes") != std::string::npos;
        if (left > 0 && !(is_capacity && has_capacity)) {
            axes += axis;
            has_capacity = has_capacity || is_capacity;
            --left;
        }
    }
    return axes;
}

std::vector<Objective> random_objectives(walker::Random& random) {
    std::vector<Objective> all(all_objectives.begin(), all_objectives.end());
    random.shuffle(all);
    all.resize(static_cast<std::size_t>(random.between(1, 4)));
    return all;
}

TEST(Search, FindsWhatLookingAtEveryDesignByItselfFinds) {
    std::int64_t valid = 0;
    std::int64_t beyond = 0;
    for (std::uint64_t number = 0; number < 200 && !HasFailure(); ++number) {
        std::mt19937_64 engine(seed + number);
        walker::Random random(engine);
        const bool has_rows = random.chance(50);
        std::string text = has_rows ? product_on_rows_of_pes() : product_on_pes();
        if (random.chance(25)) { // a capacity that the mapping asks for
            text.replace(text.find("columns: 4"), 10,
                         "columns: \"min(4, L1.capacity_bytes / 10)\"");
        }
        const std::string axes = random_axes(random, has_rows);
        SmallSpace small(text, axes);
        const ExactCosts costs;
        Question question;
        question.designs = &small.designs;
        question.costs = &costs;
        question.goals = {random_objectives(random), 420};
        question.timing = random.pick(std::vector<analytical::Timing>{
            analytical::Timing::maestro, analytical::Timing::timeloop, analytical::Timing::exact});
        if (random.chance(40)) {
            question.limits.area = static_cast<double>(random.between(40, 200));
        }
        if (random.chance(40)) {
            question.limits.power = static_cast<double>(random.between(10, 60));
        }
        SCOPED_TRACE("seed " + std::to_string(seed + number) + "\n" + axes);
        const Answer wanted = one_by_one(small, question);
        const Answer found = searched(question, 1, 1 << 18);
        expect_equal(found, wanted);
        EXPECT_EQ(found.tally.searched(), small.designs.size());
        expect_equal(searched(question, 3, random.between(1, 9)), wanted);
        valid += wanted.tally.valid;
        beyond += wanted.tally.too_large;
    }
    EXPECT_GT(valid, 1000);
    EXPECT_GT(beyond, 100);
}

} // namespace
} // namespace counterpoint::explore
