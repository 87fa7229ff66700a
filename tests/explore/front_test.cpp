#include "explore/front.hpp"

#include <cstdint>
#include <random>

#include <gtest/gtest.h>

#include "explore/best.hpp"
#include "tests/explore/small_space.hpp"
#include "tests/walker/random.hpp"

namespace counterpoint::explore {
namespace {

DesignFigures design(std::int64_t number, double cycles, double energy) {
    return {number, {cycles, energy, 1, 1}};
}

TEST(Front, KeepsWhatNothingEqualsOrBeats) {
    const Goals goals{{Objective::cycles, Objective::energy}, 1};
    Front front(goals);
    front.add(design(0, 5, 5));
    front.add(design(1, 4, 6));
    front.add(design(2, 5, 6)); // beaten by both
    front.add(design(3, 3, 5)); // beats both
    EXPECT_EQ(in_lines(front.designs()), in_lines({design(3, 3, 5)}));
}

TEST(Front, KeepsTheLowestNumberOfEqualDesignsInAnyOrder) {
    const Goals goals{{Objective::cycles, Objective::energy}, 1};
    for (const bool lowest_first : {false, true}) {
        Front front(goals);
        front.add(design(lowest_first ? 2 : 7, 5, 5));
        front.add(design(lowest_first ? 7 : 2, 5, 5));
        EXPECT_EQ(in_lines(front.designs()), in_lines({design(2, 5, 5)}));
    }
}

TEST(Front, IsThatOfComparingAllWithAllInAnyOrder) {
    const std::uint64_t first_seed = 20'261'123;
    for (std::uint64_t number = 0; number < 300 && !testing::Test::HasFailure(); ++number) {
        SCOPED_TRACE("first_seed " + std::to_string(first_seed + number));
        std::mt19937_64 engine(first_seed + number);
        walker::Random random(engine);
        Goals goals{{Objective::cycles, Objective::energy, Objective::area, Objective::power}, 1};
        goals.objectives.resize(static_cast<std::size_t>(random.between(1, 4)));
        std::vector<DesignFigures> designs;
        for (std::int64_t i = random.between(0, 60); i > 0; --i) {
            const auto figure = [&] { return static_cast<double>(random.between(1, 6)); };
            designs.push_back({i, {figure(), figure(), figure(), figure()}});
        }
        random.shuffle(designs);
        Front one(goals);
        Front two(goals);
        for (std::size_t i = 0; i < designs.size(); ++i) {
            (i % 2 == 0 ? one : two).add(designs[i]);
        }
        one.add(two);
        EXPECT_EQ(in_lines(one.designs()), in_lines(compared_front(designs, goals)));
    }
}

TEST(Best, KeepsTheLeastValuesEachOnceByItsLowestNumber) {
    Best best(Objective::cycles, 1, 2);
    best.add(design(0, 9, 1));
    best.add(design(5, 4, 1));
    best.add(design(3, 4, 2));
    best.add(design(8, 7, 1));
    EXPECT_EQ(in_lines(best.designs()), in_lines({design(3, 4, 2), design(8, 7, 1)}));
}

} // namespace
} // namespace counterpoint::explore
