#include "cli/report.hpp"

#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "results/figures.hpp"
#include "tests/cli/sample_report.hpp"

namespace counterpoint::cli {
namespace {

using hw::MemoryIndex;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

TEST(NetworkTotal, SumsTheLayers) {
    NetworkReport report = sample_report();
    report.layers[0].numbers.stack.operands = 3;
    report.layers[1].numbers.stack.operands = 4;
    const NetworkTotal total = total_of(report);
    EXPECT_EQ(total.cycles, 158 + 6000);
    EXPECT_EQ(total.compute_cycles, 54 + 5400);
    EXPECT_EQ(total.macs, 216 + 21600);
    EXPECT_EQ(total.stack.start, 2 * 10);
    EXPECT_EQ(total.stack.waiting[MemoryIndex{1}].fill_transfer, 2 * 5);
    EXPECT_EQ(total.stack.operands, 3 + 4);
    EXPECT_EQ(total.stack.tail, 2 * 6);
    EXPECT_EQ(total.traffic_bytes[MemoryIndex{0}], 2 * (54 + 24 + 4 * 36));
    EXPECT_EQ(total.lane_cycles, (158.0 + 6000.0) * 8 * 2);
}

TEST(NetworkTotal, HasTheStackPartsAddUpToTheCycles) {
    const NetworkReport report = sample_report();
    const NetworkTotal total = total_of(report);
    std::int64_t sum = 0;
    for (const results::StackPart& part : results::parts_of(total.stack, report.hardware)) {
        sum += part.cycles;
    }
    EXPECT_EQ(sum, total.cycles);
}

TEST(NetworkTotal, AddsTensorsOfOneNameAndKeepsOthersApart) {
    NetworkReport report = sample_report();
    report.layers[1].layer.tensors[workloads::TensorIndex{0}].name = "Query";
    const NetworkTotal total = total_of(report);
    std::vector<std::string> names;
    for (const TensorTotal& tensor : total.counts[MemoryIndex{0}]) {
        names.push_back(tensor.tensor);
    }
    EXPECT_THAT(names, ElementsAre("Weight", "Input", "Output", "Query"));
    EXPECT_EQ(total.counts[MemoryIndex{0}][0].access.reads, 54);
    EXPECT_EQ(total.counts[MemoryIndex{0}][1].access.reads, 2 * 24);
}

TEST(NetworkTotal, RefusesASumBeyond64Bits) {
    NetworkReport report = sample_report();
    report.layers[0].numbers.cycles = most - 6000;
    EXPECT_EQ(total_of(report).cycles, most);
    report.layers[0].numbers.cycles += 1;
    EXPECT_THROW(total_of(report), InputError);
}

TEST(NetworkTotal, OfNoLayersIsNothing) {
    NetworkReport report = sample_report();
    report.layers.clear();
    EXPECT_EQ(total_of(report).cycles, 0);
}

TEST(Figures, TakePesFromTheHardwareOrElseFromTheMapping) {
    NetworkReport report = sample_report();
    EXPECT_EQ(results::figures_of(report.layers[0], report.hardware).pes_available, 8);
    EXPECT_DOUBLE_EQ(*results::figures_of(report.layers[0], report.hardware).utilization,
                     216.0 / (158 * 8 * 2));
    report.hardware.pe.count.reset();
    EXPECT_EQ(results::figures_of(report.layers[0], report.hardware).pes_available, 4);
}

TEST(Figures, CountUsesPerElementMoved) {
    const NetworkReport report = sample_report();
    const results::Figures figures = results::figures_of(report.layers[1], report.hardware);
    EXPECT_TRUE(figures.reuse[MemoryIndex{0}].empty());
    EXPECT_THAT(figures.reuse[MemoryIndex{2}],
                ElementsAre(21600.0 / 216, 21600.0 / 24, 21600.0 / 36));
}

TEST(Figures, HaveNoRatioToNothing) {
    NetworkReport report = sample_report();
    report.layers[0].numbers.counts[MemoryIndex{2}][0].writes = 0;
    report.layers[0].numbers.cycles = 0;
    const results::Figures figures = results::figures_of(report.layers[0], report.hardware);
    EXPECT_FALSE(figures.reuse[MemoryIndex{2}][0]);
    EXPECT_FALSE(figures.utilization);
}

TEST(Figures, FitUpToTheLastByte) {
    NetworkReport report = sample_report();
    auto& capacity = report.hardware.memories[MemoryIndex{2}].capacity_bytes;
    EXPECT_TRUE(results::figures_of(report.layers[0], report.hardware).too_small.empty());
    capacity = 64;
    EXPECT_THAT(results::figures_of(report.layers[0], report.hardware).too_small,
                ElementsAre(MemoryIndex{2}));
    capacity.reset();
    EXPECT_TRUE(results::figures_of(report.layers[0], report.hardware).too_small.empty());
}

TEST(Figures, RefuseTrafficBeyond64Bits) {
    NetworkReport report = sample_report();
    report.layers[0].numbers.counts[MemoryIndex{1}][2].reads = most / 2;
    try {
        results::figures_of(report.layers[0], report.hardware);
        FAIL() << "four bytes an element do not fit";
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), HasSubstr("the traffic of L2 in bytes for layer first"));
    }
}

} // namespace
} // namespace counterpoint::cli
