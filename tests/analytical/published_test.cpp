// What others' tools and closed forms say of the mappings in validation/published, on these very
// files.

#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "analytical/analysis.hpp"
#include "mapping/design.hpp"

namespace counterpoint::analytical {
namespace {

using hw::MemoryIndex;
using workloads::TensorIndex;

mapping::Design design_of(const std::vector<std::string>& files,
                          const std::vector<mapping::Override>& overrides = {}) {
    std::vector<std::string> paths;
    for (const std::string& file : files) {
        paths.push_back(COUNTERPOINT_SOURCE_DIR "/validation/published/" + file);
    }
    return mapping::read_design(paths, overrides);
}

Analysis analysed(const mapping::Design& design, const workloads::Layer& layer,
                  Timing timing = Timing::exact) {
    Options options;
    options.timing = timing;
    return analyze(layer, design.hardware, bind(design.dataflow, layer, design.hardware), options);
}

std::int64_t size_of(const workloads::Layer& layer, const std::string& name) {
    for (const workloads::Dimension& dimension : layer.dimensions) {
        if (dimension.name == name) {
            return dimension.size;
        }
    }
    return 1;
}

std::int64_t ceiling(std::int64_t a, std::int64_t b) { return (a + b - 1) / b; }

hw::Access access(const Analysis& analysis, const mapping::Design& design,
                  const std::string& memory, const std::string& tensor) {
    const workloads::Layer& layer = design.workload.layers.front();
    for (MemoryIndex b{0}; design.hardware.memories.contains(b); ++b.value) {
        for (TensorIndex t{0}; layer.tensors.contains(t); ++t.value) {
            if (design.hardware.memories[b].name == memory && layer.tensors[t].name == tensor) {
                return analysis.counts[b][t.value];
            }
        }
    }
    ADD_FAILURE() << "no " << tensor << " in " << memory;
    return {};
}

struct SmallCase {
    std::string name;
    std::string hardware;
    std::int64_t cycles;
};

std::ostream& operator<<(std::ostream& out, const SmallCase& each) { return out << each.name; }

class TimeloopSmallCases : public testing::TestWithParam<SmallCase> {};

TEST_P(TimeloopSmallCases, TakeTheCyclesThatTimeloopGives) {
    const SmallCase& expected = GetParam();
    const mapping::Design design =
        design_of({"timeloop/" + expected.name + ".yaml", "timeloop/" + expected.hardware});
    const workloads::Layer& layer = design.workload.layers.front();
    EXPECT_EQ(analysed(design, layer, Timing::timeloop).cycles, expected.cycles);
    EXPECT_GT(analysed(design, layer).cycles, expected.cycles); // a start and an end
}

INSTANTIATE_TEST_SUITE_P(
    References, TimeloopSmallCases,
    testing::Values(SmallCase{"a1", "one_level.yaml", 64}, SmallCase{"a2", "one_level.yaml", 64},
                    SmallCase{"a3", "two_levels.yaml", 128},
                    SmallCase{"a4", "two_levels.yaml", 128}, SmallCase{"a6", "one_level.yaml", 384},
                    SmallCase{"a7", "one_level.yaml", 384}, SmallCase{"a8", "one_level.yaml", 384},
                    SmallCase{"b1", "two_levels.yaml", 4608}),
    [](const auto& each) { return each.param.name; });

class Maeri : public testing::TestWithParam<std::int64_t> {};

TEST_P(Maeri, TakesMaestrosCyclesOnEveryLayerOfVgg16) {
    const std::int64_t pes = GetParam();
    const mapping::Design design = design_of(
        {"maeri/vgg16_unpadded.yaml", "maeri/unlimited.yaml", "maeri/virtual_neurons.yaml"},
        {{"hardware.pe.count", std::to_string(pes)}});
    ASSERT_EQ(design.workload.layers.size(), 13U);
    for (const workloads::Layer& layer : design.workload.layers) {
        const std::int64_t expected = size_of(layer, "C") * ceiling(size_of(layer, "K"), pes / 9) *
                                      size_of(layer, "P") * size_of(layer, "Q");
        EXPECT_EQ(analysed(design, layer, Timing::maestro).cycles, expected) << layer.name;
        EXPECT_EQ(analysed(design, layer, Timing::timeloop).cycles, expected) << layer.name;
        EXPECT_EQ(analysed(design, layer).compute_cycles, expected) << layer.name;
        if (pes == 64 && layer.name == "conv1") {
            EXPECT_EQ(expected, 1'478'520);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Pes, Maeri, testing::Values(64, 256));

class Systolic : public testing::Test {
  protected:
    static constexpr std::int64_t m = 20;
    static constexpr std::int64_t n = 36;
    static constexpr std::int64_t k = 50;
    static constexpr std::int64_t side = 16;

    void read(const std::string& dataflow) {
        design = design_of(
            {"systolic/gemm.yaml", "systolic/array_16x16.yaml", "systolic/" + dataflow + ".yaml"});
        analysis = analysed(design, design.workload.layers.front());
    }

    [[nodiscard]] std::int64_t reads(const std::string& tensor) const {
        return access(analysis, design, "L2", tensor).reads;
    }

    [[nodiscard]] std::int64_t output_writes() const {
        return access(analysis, design, "L2", "Output").writes;
    }

    mapping::Design design;
    Analysis analysis;
};

TEST_F(Systolic, OutputStationaryReadsEachOperandForEveryFoldOfTheOther) {
    read("output_stationary");
    EXPECT_EQ(reads("Input"), m * k * ceiling(n, side));
    EXPECT_EQ(reads("Weight"), k * n * ceiling(m, side));
    EXPECT_EQ(output_writes(), m * n);
    EXPECT_EQ(analysis.compute_cycles, ceiling(m, side) * ceiling(n, side) * k);
}

TEST_F(Systolic, WeightStationaryReadsEachWeightOnce) {
    read("weight_stationary");
    EXPECT_EQ(reads("Input"), m * k * ceiling(n, side));
    EXPECT_EQ(reads("Weight"), k * n);
    EXPECT_EQ(output_writes(), m * n * ceiling(k, side));
    EXPECT_EQ(analysis.compute_cycles, ceiling(k, side) * ceiling(n, side) * m);
}

TEST_F(Systolic, InputStationaryReadsEachInputOnce) {
    read("input_stationary");
    EXPECT_EQ(reads("Input"), m * k);
    EXPECT_EQ(reads("Weight"), k * n * ceiling(m, side));
    EXPECT_EQ(output_writes(), m * n * ceiling(k, side));
    EXPECT_EQ(analysis.compute_cycles, ceiling(k, side) * ceiling(m, side) * n);
}

TEST(Eyeriss, UsesAsManyPesAsWorkedOnTheChip) {
    const mapping::Design design =
        design_of({"eyeriss/alexnet_n4.yaml", "eyeriss/chip.yaml", "eyeriss/row_stationary.yaml"});
    const std::vector<std::int64_t> active = {154, 135, 156, 156, 156};
    const std::vector<workloads::Layer>& layers = design.workload.layers;
    ASSERT_EQ(layers.size(), active.size());
    for (std::size_t i = 0; i < layers.size(); ++i) {
        EXPECT_EQ(analysed(design, layers[i]).pes, active[i]) << layers[i].name;
    }
}

} // namespace
} // namespace counterpoint::analytical
