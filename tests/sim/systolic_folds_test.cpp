#include <cstdint>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/process.hpp"
#include "sim/simulation.hpp"
#include "tests/walker/builders.hpp"
#include "tests/walker/layers.hpp"

namespace counterpoint::sim {
namespace {

constexpr hw::MemoryIndex l1{1};

struct Fold {
    std::int64_t rows = 1;
    std::int64_t columns = 1;
    std::int64_t stream = 1; ///< size of the dimension that passes through
};

/// An array of exactly the units that the fold takes, one byte a cycle into each row and column,
/// and slots enough for the whole skew.
hw::Hardware array_of(const Fold& fold, bool decoupled) {
    hw::Hardware hardware = walker::plain_hardware({"L2", "L1"});
    hw::Memory& memory = hardware.memories[l1];
    memory.slots = fold.rows + fold.columns + 2;
    hw::SystolicFill fill;
    fill.rows = fold.rows;
    fill.columns = fold.columns;
    memory.fill.network = fill;
    hw::SystolicDrain drain;
    drain.rows = fold.rows;
    drain.columns = fold.columns;
    memory.drain.network = drain;
    hardware.pe.decoupled = decoupled;
    return hardware;
}

/// The first dimension of the product lies along the rows, the second along the columns, the third
/// streams; the tensor stays.
std::int64_t last_mac(const Fold& fold, const std::vector<std::string>& dimensions,
                      const std::vector<std::string>& stays,
                      const std::vector<std::string>& streams, bool decoupled) {
    const hw::Hardware hardware = array_of(fold, decoupled);
    const workloads::Layer layer = walker::fixed_layer(
        workloads::LayerType::gemm,
        {{dimensions[0], fold.rows}, {dimensions[1], fold.columns}, {dimensions[2], fold.stream}});
    const mapping::Mapping mapping = walker::MappingBuilder(layer, hardware)
                                         .spatial(dimensions[0], 1, fold.rows)
                                         .spatial(dimensions[1], 1, fold.columns)
                                         .store(stays, "L1")
                                         .temporal(dimensions[2], 1)
                                         .store(streams, "L1")
                                         .mapping();
    Options options;
    options.check_capacity = false;
    const Simulation result = simulate(layer, hardware, mapping, options);
    return result.cycles - result.stack.tail;
}

/// Of one processing element an ideal channel brings the first operand in a cycle of its own.
std::int64_t load_cycle(const Fold& fold) { return fold.rows + fold.columns == 2 ? 1 : 0; }

const std::vector<Fold>& folds() {
    static const std::vector<Fold> all{{1, 1, 7},  {1, 5, 9},  {5, 1, 9},    {2, 2, 1}, {2, 3, 4},
                                       {4, 4, 50}, {8, 5, 20}, {16, 16, 50}, {3, 7, 1}};
    return all;
}

std::string text_of(const Fold& fold) {
    return std::to_string(fold.rows) + " x " + std::to_string(fold.columns) + ", stream of " +
           std::to_string(fold.stream);
}

// The fold times of a systolic array, nothing overlapped, to the last MAC: output-stationary
// K + R + C - 2, weight-stationary R + M + R + C - 2, input-stationary R + N + R + C - 2.

TEST(SystolicFolds, OutputStationaryTakesTheStreamAndTheSkew) {
    for (const Fold& fold : folds()) {
        for (const bool decoupled : {false, true}) {
            SCOPED_TRACE(text_of(fold));
            EXPECT_EQ(last_mac(fold, {"M", "N", "K"}, {"Output"}, {"Input", "Weight"}, decoupled),
                      fold.stream + fold.rows + fold.columns - 2 + load_cycle(fold));
        }
    }
}

TEST(SystolicFolds, WeightStationaryLoadsItsRowsFirst) {
    for (const Fold& fold : folds()) {
        for (const bool decoupled : {false, true}) {
            SCOPED_TRACE(text_of(fold));
            EXPECT_EQ(last_mac(fold, {"K", "N", "M"}, {"Weight"}, {"Input", "Output"}, decoupled),
                      fold.rows + fold.stream + fold.rows + fold.columns - 2 + load_cycle(fold));
        }
    }
}

TEST(SystolicFolds, InputStationaryLoadsItsRowsFirst) {
    for (const Fold& fold : folds()) {
        for (const bool decoupled : {false, true}) {
            SCOPED_TRACE(text_of(fold));
            EXPECT_EQ(last_mac(fold, {"K", "M", "N"}, {"Input"}, {"Weight", "Output"}, decoupled),
                      fold.rows + fold.stream + fold.rows + fold.columns - 2 + load_cycle(fold));
        }
    }
}

} // namespace
} // namespace counterpoint::sim
