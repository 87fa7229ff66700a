#include <cstdint>
#include <iostream>
#include <ostream>

#include <gtest/gtest.h>

#include "analytical/analysis.hpp"
#include "tests/shipped/shipped.hpp"

namespace counterpoint::shipped {

std::ostream& operator<<(std::ostream& out, const Combination& combination) {
    return out << name_of(combination);
}

namespace {

using analytical::Analysis;

/// The same accelerator with networks that take no time from end to end.
hw::Hardware without_latencies(hw::Hardware hardware) {
    for (hw::Memory& memory : hardware.memories) {
        memory.fill.latency_cycles = 0;
        memory.drain.latency_cycles = 0;
    }
    return hardware;
}

/// What data need from DRAM to the first MAC and from the last one back.
std::int64_t sum_of_latencies(const hw::Hardware& hardware) {
    std::int64_t sum = 0;
    for (const hw::Memory& memory : hardware.memories) {
        sum += memory.fill.latency_cycles + memory.drain.latency_cycles;
    }
    return sum;
}

class Shipped : public testing::TestWithParam<Combination> {
  protected:
    const mapping::Design design_ = design_of(GetParam());
    const hw::Hardware& hardware_ = design_.hardware;
};

TEST_P(Shipped, FitsWithEveryLayerAndWithinThePes) {
    std::int64_t macs = 0;
    std::int64_t cycles = 0;
    for (const workloads::Layer& layer : design_.workload.layers) {
        const auto mapping = mapping::bind(design_.dataflow, layer, hardware_);
        const Analysis analysis = analytical::analyze(layer, hardware_, mapping);
        EXPECT_LE(analysis.pes, hardware_.pe.count.value()) << layer.name;
        EXPECT_GE(analysis.cycles * hardware_.pe.count.value(), analysis.macs) << layer.name;
        macs += analysis.macs;
        cycles += analysis.cycles;
    }
    const double utilization = static_cast<double>(macs) / static_cast<double>(cycles) /
                               static_cast<double>(hardware_.pe.count.value());
    std::cout << "    " << cycles << " cycles, utilization " << utilization << '\n';
}

// A layer pays each latency once, on the way in and on the way out; slots hide the rest. Three
// hundredths are for the few tiles that are shorter than the comments beside the slots assume.
TEST_P(Shipped, HidesTheLatenciesBehindItsSlots) {
    const hw::Hardware immediate = without_latencies(hardware_);
    std::int64_t cycles = 0;
    std::int64_t cycles_without = 0;
    std::int64_t paid_once = 0;
    for (const workloads::Layer& layer : design_.workload.layers) {
        const auto mapping = mapping::bind(design_.dataflow, layer, hardware_);
        cycles += analytical::analyze(layer, hardware_, mapping).cycles;
        cycles_without += analytical::analyze(layer, immediate, mapping).cycles;
        paid_once += sum_of_latencies(hardware_);
    }
    EXPECT_LE(cycles, cycles_without + paid_once + 3 * cycles_without / 100);
}

INSTANTIATE_TEST_SUITE_P(Inputs, Shipped, testing::ValuesIn(combinations()),
                         [](const auto& test) { return name_of(test.param); });

constexpr hw::MemoryIndex dram{0};
constexpr hw::MemoryIndex l2{1};
constexpr hw::MemoryIndex l1{2};
constexpr std::size_t weight = 0;
constexpr std::size_t input = 1;
constexpr std::size_t output = 2;

/// conv2_1_3x3 of ResNet-50: 64 channels to 64, 56 x 56, on the edge device.
Analysis analysis_with(const std::string& dataflow) {
    const mapping::Design design = design_of({"resnet50", "edge_256", dataflow});
    const workloads::Layer& layer = design.workload.layers.at(2);
    return analytical::analyze(layer, design.hardware,
                               mapping::bind(design.dataflow, layer, design.hardware));
}

constexpr std::int64_t outputs = std::int64_t{64} * 56 * 56;

TEST(Dataflows, MoveALayerThatFitsL2OnceOverTheDramNetwork) {
    for (const std::string& dataflow : dataflows()) {
        const Analysis analysis = analysis_with(dataflow);
        EXPECT_EQ(analysis.counts[dram][weight].reads, 64 * 64 * 3 * 3) << dataflow;
        EXPECT_EQ(analysis.counts[dram][input].reads, 64 * 58 * 58) << dataflow;
        EXPECT_EQ(analysis.counts[dram][output].reads, 0) << dataflow;
        EXPECT_EQ(analysis.counts[dram][output].writes, outputs) << dataflow;
    }
}

TEST(OutputStationary, SendsEachOutputOnceFromItsPe) {
    EXPECT_EQ(analysis_with("output_stationary").counts[l2][output].writes, outputs);
    EXPECT_GT(analysis_with("row_stationary").counts[l2][output].writes, outputs);
}

TEST(WeightStationary, FillsPesWithFewerWeightsThanTheOthers) {
    const std::int64_t fills = analysis_with("weight_stationary").counts[l1][weight].writes;
    for (const char* other : {"output_stationary", "input_stationary", "nvdla_like"}) {
        EXPECT_LT(fills, analysis_with(other).counts[l1][weight].writes) << other;
    }
}

TEST(InputStationary, FillsPesWithFewerInputsThanTheOthers) {
    const std::int64_t fills = analysis_with("input_stationary").counts[l1][input].writes;
    for (const char* other : {"output_stationary", "weight_stationary", "nvdla_like"}) {
        EXPECT_LT(fills, analysis_with(other).counts[l1][input].writes) << other;
    }
}

TEST(RowStationary, ReadsInputRowsOnceForAllKernelRows) {
    const Analysis rows = analysis_with("row_stationary");
    EXPECT_LT(rows.counts[l2][input].reads,
              analysis_with("weight_stationary").counts[l2][input].reads);
    EXPECT_GT(rows.counts[l1][input].writes, 2 * rows.counts[l2][input].reads);
}

} // namespace
} // namespace counterpoint::shipped
