#include "sim/noc/systolic_fill.hpp"

#include <gtest/gtest.h>

#include "tests/sim/noc/systolic_array.hpp"
#include "tests/sim/noc/transfers.hpp"

namespace counterpoint::sim::noc {

namespace {

/// The array and the extents of a fold.
struct Fold {
    Unit rows = 1;
    Unit columns = 1;
    std::int64_t steps = 1; ///< of the dimension that streams
};

std::vector<Fold> folds() {
    std::vector<Fold> all;
    for (const Unit rows : {1, 2, 3, 4, 7}) {
        for (const Unit columns : {1, 2, 3, 5, 8}) {
            for (const std::int64_t steps : {1, 2, 3, 10, 21}) {
                all.push_back({rows, columns, steps});
            }
        }
    }
    return all;
}

/// An element of `tensor` for each row.
void add_rows(std::vector<Message>& list, std::size_t tensor, const Fold& fold) {
    for (Unit row = 0; row < fold.rows; ++row) {
        list.push_back({tensor, 1, neighbours(row * fold.columns, fold.columns)});
    }
}

/// An element of `tensor` for each column.
void add_columns(std::vector<Message>& list, std::size_t tensor, const Fold& fold) {
    for (Unit column = 0; column < fold.columns; ++column) {
        list.push_back({tensor, 1, {}});
        for (Unit row = 0; row < fold.rows; ++row) {
            list.back().units.push_back(row * fold.columns + column);
        }
    }
}

/// An element of `tensor` for each unit.
void add_units(std::vector<Message>& list, std::size_t tensor, const Fold& fold) {
    for (Unit unit = 0; unit < fold.rows * fold.columns; ++unit) {
        list.push_back({tensor, 1, {unit}});
    }
}

SystolicFillFabric array(const Fold& fold, const std::vector<bool>& stationary) {
    Ends ends = ends_of({fold.rows, fold.columns}, 1000);
    ends.stationary = stationary;
    return {hw::SystolicFill{fold.rows, fold.columns, 1, 0}, ends};
}

/// Transfers one after the other, a MAC in each unit for each: cycles to the last one.
std::int64_t cycles_with(const SystolicFillFabric& fabric, const std::vector<Message>& first,
                         const std::vector<Message>& others, std::int64_t steps) {
    std::int64_t cycles = 0;
    Passage last = fabric.carry(messages_of(first));
    cycles += last.transfer_cycles;
    for (std::int64_t step = 1; step < steps; ++step) {
        last = fabric.carry(messages_of(others));
        cycles += last.transfer_cycles;
    }
    return cycles + last.latency_cycles + 1;
}

std::int64_t output_stationary_cycles(const Fold& fold, const std::vector<bool>& stationary) {
    std::vector<Message> step;
    add_rows(step, 1, fold);
    add_columns(step, 0, fold);
    return cycles_with(array(fold, stationary), step, step, fold.steps);
}

/// `stays`: the tensor that is loaded first, the other one streams along the rows.
std::int64_t stationary_cycles(const Fold& fold, std::size_t stays,
                               const std::vector<bool>& stationary) {
    std::vector<Message> step;
    add_rows(step, 1 - stays, fold);
    std::vector<Message> first = step;
    add_units(first, stays, fold);
    return cycles_with(array(fold, stationary), first, step, fold.steps);
}

std::int64_t weight_stationary_cycles(const Fold& fold) {
    return stationary_cycles(fold, 0, {true, false});
}

std::int64_t input_stationary_cycles(const Fold& fold) {
    return stationary_cycles(fold, 1, {false, true});
}

/// A fabric's transfer takes a cycle also where the unit next to both edges is the only one, which
/// uses its operands in the cycle in which they enter. So 1 x 1 has one cycle more than a formula.
std::int64_t ideal_load(const Fold& fold) { return fold.rows == 1 && fold.columns == 1 ? 1 : 0; }

Matrix random_matrix(std::mt19937& random, std::int64_t rows, std::int64_t columns) {
    Matrix matrix{static_cast<std::size_t>(rows), static_cast<std::size_t>(columns), {}};
    for (std::int64_t i = 0; i < rows * columns; ++i) {
        matrix.values.push_back(draw(random, -9, 9));
    }
    return matrix;
}

TEST(SystolicFill, TakesAnOutputStationaryFoldsCycles) {
    for (const Fold& fold : folds()) {
        const std::int64_t formula = fold.steps + fold.rows + fold.columns - 2;
        EXPECT_EQ(output_stationary_cycles(fold, {false, false}), formula + ideal_load(fold))
            << fold.rows << " x " << fold.columns << ", K " << fold.steps;
    }
}

TEST(SystolicFill, TakesAWeightOrInputStationaryFoldsCycles) {
    for (const Fold& fold : folds()) {
        const std::int64_t formula = fold.rows + fold.steps + fold.rows + fold.columns - 2;
        EXPECT_EQ(weight_stationary_cycles(fold), formula + ideal_load(fold))
            << fold.rows << " x " << fold.columns << ", M " << fold.steps;
        EXPECT_EQ(input_stationary_cycles(fold), formula + ideal_load(fold))
            << fold.rows << " x " << fold.columns << ", N " << fold.steps;
    }
}

TEST(SystolicFill, TellsWhatIsStationaryFromTheMessages) {
    for (const Fold& fold : folds()) {
        if (fold.rows > 1 && fold.columns > 1) {
            EXPECT_EQ(stationary_cycles(fold, 0, {}), weight_stationary_cycles(fold));
            EXPECT_EQ(stationary_cycles(fold, 1, {}), input_stationary_cycles(fold));
        }
        EXPECT_EQ(output_stationary_cycles(fold, {}),
                  output_stationary_cycles(fold, {false, false}));
    }
}

TEST(SystolicFill, AgreesWithRegistersOutputStationary) {
    std::mt19937 random(16);
    for (const Fold& fold : folds()) {
        const Matrix a = random_matrix(random, fold.rows, fold.steps);
        const Matrix b = random_matrix(random, fold.steps, fold.columns);
        const ArrayRun run = output_stationary(a, b);
        EXPECT_EQ(run.result.values, product(a, b).values);
        EXPECT_EQ(run.shift_out, fold.rows);
        EXPECT_EQ(output_stationary_cycles(fold, {false, false}), run.last_mac + ideal_load(fold));
    }
}

TEST(SystolicFill, AgreesWithRegistersWeightStationary) {
    std::mt19937 random(17);
    for (const Fold& fold : folds()) {
        // Rows of units hold K, columns N, and M streams.
        const Matrix a = random_matrix(random, fold.steps, fold.rows);
        const Matrix b = random_matrix(random, fold.rows, fold.columns);
        const ArrayRun run = weight_stationary(a, b);
        EXPECT_EQ(run.result.values, product(a, b).values);
        EXPECT_EQ(weight_stationary_cycles(fold), run.last_mac + ideal_load(fold));
    }
}

TEST(SystolicFill, AgreesWithRegistersInputStationary) {
    std::mt19937 random(18);
    for (const Fold& fold : folds()) {
        // Rows of units hold K, columns M, and N streams.
        const Matrix a = random_matrix(random, fold.columns, fold.rows);
        const Matrix b = random_matrix(random, fold.rows, fold.steps);
        const ArrayRun run = weight_stationary(transposed(b), transposed(a));
        EXPECT_EQ(transposed(run.result).values, product(a, b).values);
        EXPECT_EQ(input_stationary_cycles(fold), run.last_mac + ideal_load(fold));
    }
}

/// Folds of a 20 x 36 x 50 product on 16 x 16 units, each as long as one with all units, as the
/// references have it.
TEST(SystolicFill, TakesTheReferencesExample) {
    const auto folds_of = [](std::int64_t a, std::int64_t b) {
        return ((a + 15) / 16) * ((b + 15) / 16);
    };
    const std::int64_t m = 20;
    const std::int64_t n = 36;
    const std::int64_t k = 50;
    // The figures there are one cycle short, as the text beside them says.
    EXPECT_EQ(folds_of(m, n) * output_stationary_cycles({16, 16, k}, {false, false}) - 1, 479);
    EXPECT_EQ(folds_of(k, n) * weight_stationary_cycles({16, 16, m}) - 1, 791);
    EXPECT_EQ(folds_of(k, m) * input_stationary_cycles({16, 16, n}) - 1, 655);
}

TEST(SystolicFill, ReachesEachUnitAfterItsWay) {
    std::vector<Message> step;
    const Fold fold{3, 3, 1};
    add_rows(step, 1, fold);
    add_columns(step, 0, fold);
    const Passage passage = array(fold, {}).carry(messages_of(step));
    EXPECT_EQ(passage.arrivals, (std::vector<std::int64_t>{1, 1, 2, 1, 2, 3, 2, 3, 4}));
    EXPECT_EQ(passage.most_hops, 3);
    EXPECT_EQ(passage.link_traversals, 3 * 3 + 3 * 3);
}

TEST(SystolicFill, AddsThePipelineToTheLatency) {
    const SystolicFillFabric fabric(hw::SystolicFill{4, 4, 1, 3}, ends_of({4, 4}, 8));
    std::vector<Message> step;
    add_rows(step, 1, {4, 4, 1});
    EXPECT_EQ(fabric.carry(messages_of(step)).latency_cycles, 4 + 4 - 3 + 3);
}

TEST(SystolicFill, HasASmallerLatencyForFewerUnits) {
    const SystolicFillFabric fabric(hw::SystolicFill{16, 16, 1, 0}, ends_of({2, 3}, 100));
    std::vector<Message> step;
    add_rows(step, 1, {2, 3, 1});
    EXPECT_EQ(fabric.carry(messages_of(step)).latency_cycles, 2 + 3 - 3);
}

TEST(SystolicFill, InjectsOtherMessagesOnceInEachRow) {
    const SystolicFillFabric fabric(hw::SystolicFill{4, 4, 1, 0}, ends_of({4, 4}, 100));
    const Passage passage = fabric.carry(messages_of({{1, 6, {0, 2, 5, 12}}}));
    EXPECT_EQ(passage.transfer_cycles, 6);
    EXPECT_EQ(passage.link_traversals, 6 * (3 + 2 + 1));
    EXPECT_EQ(passage.switch_traversals, 6 * (2 + 1 + 0));
    EXPECT_EQ(passage.extra.narrow_links, 5);
}

TEST(SystolicFill, LoadsBeforeItStreams) {
    const Passage passage =
        array({4, 4, 1}, {})
            .carry(messages_of({{0, 1, {0}}, {0, 1, {4}}, {0, 3, {9}}, {1, 5, {0, 1, 2, 3}}}));
    EXPECT_EQ(passage.transfer_cycles, 3 + 5);
    EXPECT_EQ(passage.extra.narrow_links, 4) << "5 cycles of row 0 instead of 1";
    EXPECT_EQ(passage.extra.contention, 3);
    EXPECT_EQ(passage.arrivals[9], 5) << "three cycles, and two rows down";
}

TEST(SystolicFill, NamesItsLinks) {
    const SystolicFillFabric fabric(hw::SystolicFill{2, 3, 1, 0}, ends_of({2, 3}, 1));
    ASSERT_EQ(fabric.links(), 12U);
    EXPECT_EQ(fabric.link_name(4), "row 1 column 1 from left");
    EXPECT_EQ(fabric.link_name(8), "row 0 column 2 from above");
}

} // namespace

} // namespace counterpoint::sim::noc
