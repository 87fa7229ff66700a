#include "sim/noc/systolic_drain.hpp"

#include <gtest/gtest.h>

#include "tests/sim/noc/transfers.hpp"

namespace counterpoint::sim::noc {

namespace {

SystolicDrainFabric array(std::int64_t rows, std::int64_t columns, std::int64_t link_bytes,
                          bool skewed) {
    Ends ends = ends_of({rows, columns}, 1000);
    ends.skewed = skewed;
    return {hw::SystolicDrain{rows, columns, link_bytes, true}, ends};
}

/// The units of a column.
std::vector<Unit> column(Unit rows, Unit columns, Unit number) {
    std::vector<Unit> units;
    for (Unit row = 0; row < rows; ++row) {
        units.push_back(row * columns + number);
    }
    return units;
}

TEST(SystolicDrain, ShiftsOutARowEachCycle) {
    for (const Unit rows : {1, 2, 5}) {
        const Passage passage = array(rows, 3, 1, false).carry(one_for_each(rows * 3, 1));
        EXPECT_EQ(passage.transfer_cycles, rows);
        EXPECT_EQ(passage.latency_cycles, 0);
        EXPECT_EQ(passage.link_traversals, 3 * rows * (rows + 1) / 2);
        EXPECT_EQ(passage.link_busy.back(), rows);
    }
}

TEST(SystolicDrain, SumsDownTheColumns) {
    const Messages sums = messages_of({{0, 1, column(4, 2, 0)}, {0, 1, column(4, 2, 1)}});
    const Passage passage = array(4, 2, 1, false).carry(sums);
    EXPECT_EQ(passage.transfer_cycles, 1);
    EXPECT_EQ(passage.latency_cycles, 3) << "from the first row to below the last";
    EXPECT_EQ(passage.most_hops, 4);
    EXPECT_EQ(passage.link_traversals, 8);
    EXPECT_EQ(passage.switch_traversals, 6);
}

TEST(SystolicDrain, LetsSumsComeByAsTheUnitsCompute) {
    const Messages sums = messages_of({{0, 1, column(4, 2, 0)}, {0, 1, column(4, 2, 1)}});
    EXPECT_EQ(array(4, 2, 1, true).carry(sums).latency_cycles, 0);
    const Messages upper_half = messages_of({{0, 1, {0, 2}}});
    EXPECT_EQ(array(4, 2, 1, true).carry(upper_half).latency_cycles, 2)
        << "from row 1 past rows 2 and 3";
}

TEST(SystolicDrain, AddsThePiecesOfSeveralColumnsAtTheEdge) {
    const Passage passage = array(2, 3, 1, false).carry(messages_of({{0, 4, neighbours(0, 6)}}));
    EXPECT_EQ(passage.transfer_cycles, 4) << "each column its own piece, at once";
    EXPECT_EQ(passage.link_busy, std::vector<std::int64_t>(6, 4));
    EXPECT_EQ(passage.extra.narrow_links, 3);
}

/// A column as a loop over cycles: in each, every unit sends down what it has, at most a link's
/// width.
std::int64_t cycles_to_empty(std::vector<std::int64_t> held, std::int64_t link_bytes) {
    std::int64_t cycles = 0;
    std::int64_t left = 0;
    for (const std::int64_t bytes : held) {
        left += bytes;
    }
    for (; left > 0; ++cycles) {
        for (std::size_t row = held.size(); row-- > 0;) {
            const std::int64_t moved = std::min(held[row], link_bytes);
            held[row] -= moved;
            if (row + 1 < held.size()) {
                held[row + 1] += moved;
            } else {
                left -= moved;
            }
        }
    }
    return cycles;
}

TEST(SystolicDrain, AgreesWithALoopOverCycles) {
    std::mt19937 random(31);
    for (int i = 0; i < 300; ++i) {
        const std::int64_t rows = draw(random, 1, 8);
        const std::int64_t link_bytes = draw(random, 1, 6);
        std::vector<Message> list;
        std::vector<std::int64_t> held(static_cast<std::size_t>(rows), 0);
        for (Unit row = 0; row < rows; ++row) {
            if (draw(random, 0, 1) == 1) {
                list.push_back({0, draw(random, 1, 20), {row}});
                held[static_cast<std::size_t>(row)] = list.back().bytes;
            }
        }
        const Passage passage = array(rows, 1, link_bytes, false).carry(messages_of(list));
        ASSERT_EQ(passage.transfer_cycles + passage.latency_cycles,
                  cycles_to_empty(held, link_bytes));
    }
}

TEST(SystolicDrain, NamesItsLinks) {
    const SystolicDrainFabric fabric = array(2, 3, 1, false);
    ASSERT_EQ(fabric.links(), 6U);
    EXPECT_EQ(fabric.link_name(5), "row 1 column 2 down");
}

} // namespace

} // namespace counterpoint::sim::noc
