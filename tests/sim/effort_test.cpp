#include "sim/effort.hpp"

#include <gtest/gtest.h>

#include "tests/walker/builders.hpp"
#include "tests/walker/layers.hpp"

namespace counterpoint::sim {
namespace {

/// 1,000 phases of N MACs on each of two PEs.
struct Case {
    explicit Case(std::int64_t n)
        : layer(walker::fixed_layer(workloads::LayerType::gemm, {{"M", 2}, {"N", n}, {"K", 1000}})),
          mapping(walker::MappingBuilder(layer, hardware)
                      .temporal("K", 1)
                      .spatial("M", 1, 2)
                      .store_all("L1")
                      .mapping()) {}

    [[nodiscard]] double seconds(const Options& options) const {
        return effort_of(layer, hardware, mapping, options).seconds;
    }

    workloads::Layer layer;
    hw::Hardware hardware = walker::plain_hardware({"DRAM", "L1"});
    mapping::Mapping mapping;
};

Options functional() {
    Options options;
    options.functional.emplace();
    return options;
}

TEST(Effort, CountsThePhasesWhateverIsAskedFor) {
    const Case one(1);
    EXPECT_DOUBLE_EQ(effort_of(one.layer, one.hardware, one.mapping, {}).phases, 1000);
    EXPECT_DOUBLE_EQ(effort_of(one.layer, one.hardware, one.mapping, functional()).phases, 1000);
}

TEST(Effort, OfValuesGrowsWithTheMacsAndThatOfCountsDoesNot) {
    const Case few(1);
    const Case many(1000);
    EXPECT_DOUBLE_EQ(many.seconds({}), few.seconds({}));
    EXPECT_GT(few.seconds(functional()), few.seconds({}));
    EXPECT_GT(many.seconds(functional()), 5 * few.seconds(functional()) / 4);
    const Case more(2000);
    const double added = many.seconds(functional()) - few.seconds(functional());
    EXPECT_NEAR(more.seconds(functional()) - many.seconds(functional()), added, added / 100);
    const Effort effort = effort_of(few.layer, few.hardware, few.mapping, functional());
    EXPECT_DOUBLE_EQ(effort.seconds - effort.seconds_of_values, few.seconds({}));
}

TEST(Effort, KnowsOfMemoriesThatTakeTime) {
    const Case ideal(1);
    Case banked(1);
    banked.hardware.memories[hw::MemoryIndex{1}].banks.emplace();
    Case dram(1);
    dram.hardware.memories[hw::MemoryIndex{0}].dram.emplace();
    EXPECT_GT(banked.seconds({}), ideal.seconds({}));
    EXPECT_GT(dram.seconds({}), banked.seconds({})) << "every phase fetches from it";
}

TEST(Effort, OfFilesGrowsWithWhatTheyShow) {
    const Case one(1);
    Options trace;
    trace.trace.trace_file = "trace.json";
    Options both = trace;
    both.trace.waveform_file = "waves.vcd";
    EXPECT_GT(one.seconds(trace), one.seconds({}));
    EXPECT_GT(one.seconds(both), one.seconds(trace));
    for (TraceOptions* options : {&trace.trace, &both.trace}) {
        const double whole = one.seconds(both);
        options->from = 100;
        options->to = 200;
        EXPECT_LE(one.seconds(both), whole);
    }
    EXPECT_LT(one.seconds(trace), one.seconds({}) * 2);
    trace.trace.to = 100; // nothing
    both.trace.to = 0;    // less than nothing
    both.trace.most_events = 0;
    EXPECT_DOUBLE_EQ(one.seconds(trace), one.seconds(both));
    EXPECT_GT(one.seconds(trace), one.seconds({})) << "they are watched all the same";
}

TEST(Effort, OfATraceIsBoundedByItsEvents) {
    const Case one(1);
    Options few;
    few.trace.trace_file = "trace.json";
    few.trace.most_events = 10;
    Options many = few;
    many.trace.most_events = 1'000'000;
    EXPECT_LT(one.seconds(few), one.seconds(many));
}

} // namespace
} // namespace counterpoint::sim
