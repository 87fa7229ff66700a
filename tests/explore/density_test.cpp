#include "explore/density.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <random>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "explore/checkpoint.hpp"
#include "explore/maestro_costs.hpp"
#include "explore/search.hpp"
#include "tests/explore/small_space.hpp"

namespace counterpoint::explore {
namespace {

using Points = std::vector<std::pair<double, double>>;

Points spread_over(double octaves, std::size_t count, std::uint64_t start) {
    std::mt19937_64 random(start);
    std::uniform_real_distribution<double> octave(0, octaves);
    Points points;
    for (std::size_t i = 0; i < count; ++i) {
        points.emplace_back(std::exp2(octave(random)), 0.01 * std::exp2(octave(random)));
    }
    return points;
}

Density counted(const Points& points) {
    Density density;
    DensityCounter counter;
    for (const auto& [column, row] : points) {
        counter.count(column, row);
    }
    counter.give_to(density);
    return density;
}

/// How many of the points lie between the ends of a cell, one by one.
std::int64_t inside(const Points& points, const Density& density,
                    const std::pair<std::int64_t, std::int64_t>& cell) {
    const auto [column, row] = cell;
    return std::count_if(points.begin(), points.end(),
                         [&, column = column, row = row](auto& point) {
                             return point.first >= density.least_of(column) &&
                                    point.first < density.least_of(column + 1) &&
                                    point.second >= density.least_of(row) &&
                                    point.second < density.least_of(row + 1);
                         });
}

TEST(Density, CountsEveryDesignInTheCellThatItLiesIn) {
    for (const double octaves : {0.5, 6.0, 40.0}) {
        const Points points = spread_over(octaves, 6000, 11);
        const Density density = counted(points);
        std::int64_t all = 0;
        for (const auto& [cell, count] : density.cells()) {
            ASSERT_EQ(count, inside(points, density, cell)) << octaves << " octaves";
            all += count;
        }
        EXPECT_EQ(all, 6000);
        EXPECT_LE(density.cells().size(), Density::most_cells);
    }
}

TEST(Density, HasThirtyTwoCellsToAnOctaveUntilThereAreTooMany) {
    EXPECT_EQ(counted(spread_over(1, 5000, 1)).coarser(), 0);
    EXPECT_EQ(Density::finest_cell(3) - Density::finest_cell(1.5), 32);
    EXPECT_EQ(Density::finest_cell(1) - Density::finest_cell(std::nextafter(1, 0)), 1);
    EXPECT_GT(counted(spread_over(30, 50'000, 1)).coarser(), 0);
}

TEST(Density, DoesNotDependOnTheOrderOrOnHowItIsPutTogether) {
    for (std::uint64_t start = 0; start < 5; ++start) {
        Points points = spread_over(20, 20'000, start);
        const Density density = counted(points);
        EXPECT_GT(density.coarser(), 0);
        std::shuffle(points.begin(), points.end(), std::mt19937_64(start));
        Density parts;
        const auto third = static_cast<std::ptrdiff_t>(points.size() / 3);
        for (auto begin = points.begin(); begin < points.end(); begin += third) {
            parts.add(counted({begin, std::min(begin + third, points.end())}));
        }
        EXPECT_EQ(parts.coarser(), density.coarser()) << "start of the random numbers " << start;
        EXPECT_EQ(parts.cells(), density.cells()) << "start of the random numbers " << start;
    }
}

TEST(Density, OfASearchIsThatOfItsValidDesignsInTheFirstTwoObjectives) {
    const SmallSpace small(
        product_on_pes(), "    - {set: mapping.parameters.depth, values: [1, 2, 5]}\n"
                          "    - {set: hardware.memories.L2.fill.bytes_per_cycle, from: 1, to: 9}\n"
                          "    - {set: hardware.memories.L2.capacity_bytes, from: 1, to: 900}\n");
    const MaestroCosts costs;
    Question question;
    question.designs = &small.designs;
    question.costs = &costs;
    question.goals = {{Objective::throughput_per_area, Objective::cycles, Objective::energy}, 420};
    for (const bool wanted : {true, false}) {
        question.wants_density = wanted;
        for (const std::size_t threads : {1U, 3U}) {
            Points valid;
            SearchState state{0, Findings(question.goals, question.best_by, 0)};
            SearchOptions options;
            options.threads = threads;
            options.designs_at_once = 1000;
            options.valid = [&](const std::vector<DesignFigures>& found) {
                for (const DesignFigures& design : found) {
                    const double cycles = design.figures.cycles;
                    valid.emplace_back(420 / (cycles * design.figures.area), cycles);
                }
            };
            ASSERT_TRUE(search(question, state, options));
            ASSERT_GT(valid.size(), 100U);
            EXPECT_LT(valid.size(), 3 * 9 * 900U);
            EXPECT_EQ(state.findings.density.cells(),
                      wanted ? counted(valid).cells() : Density().cells());
        }
    }
}

TEST(Density, IsTheSameAfterASearchWasPutDownAndTakenUpAgain) {
    const Goals goals{{Objective::cycles, Objective::area}, 1};
    const Points points = spread_over(20, 20'000, 3);
    const auto third = static_cast<std::ptrdiff_t>(points.size() / 3);
    Checkpoint saved{"asked", {5, Findings(goals, Objective::cycles, 0)}, {}};
    saved.state.findings.density = counted({points.begin(), points.begin() + third});
    Checkpoint resumed{"asked", {0, Findings(goals, Objective::cycles, 0)}, {}};
    read_checkpoint(checkpoint_text(saved), "c.json", resumed);
    Density& density = resumed.state.findings.density;
    EXPECT_EQ(density.cells(), saved.state.findings.density.cells());
    EXPECT_EQ(density.coarser(), saved.state.findings.density.coarser());
    density.add(counted({points.begin() + third, points.end()}));
    EXPECT_EQ(density.cells(), counted(points).cells());
}

TEST(Density, OfNothingIsEmpty) {
    EXPECT_TRUE(counted({}).cells().empty());
    EXPECT_EQ(counted({{1, 1}}).cells().size(), 1U);
}

} // namespace
} // namespace counterpoint::explore
