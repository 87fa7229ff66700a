#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analytical/analysis.hpp"
#include "tests/mapping/scale_sim/reading.hpp"

namespace counterpoint::mapping::scale_sim {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using workloads::LayerType;

std::int64_t ceil_of(std::int64_t a, std::int64_t b) { return (a + b - 1) / b; }

analytical::Analysis analysis_of(const Design& design, std::size_t layer = 0) {
    return analytical::analyze(
        design.workload.layers[layer], design.hardware,
        bind(design.dataflow, design.workload.layers[layer], design.hardware));
}

/// Elements of a tensor read from a memory.
std::int64_t reads(const analytical::Analysis& analysis, std::size_t memory, std::size_t tensor) {
    return analysis.counts[hw::MemoryIndex{memory}][tensor].reads;
}

// A convolution is a product of its outputs by its window by its filters, in a batch of its groups.
TEST(Lowering, AConvolutionBecomesAProductOfTheSameMacs) {
    const Design design = design_of(convolution_header + "conv,13,11,3,2,4,6,2,\n"
                                                         "oneDP,9,9,3,3,8,1,1,\n"
                                                         "twoDP,9,9,3,3,8,2,1,\n"
                                                         "fc,1,1,1,1,64,10,1,\n",
                                    configuration_of(4, 4, "ws"));
    const auto& layers = design.workload.layers;
    EXPECT_EQ(layers[0].type, LayerType::gemm);
    EXPECT_EQ(size_of(layers[0], "M"), 6 * 5);
    EXPECT_EQ(size_of(layers[0], "N"), 6);
    EXPECT_EQ(size_of(layers[0], "K"), 4 * 3 * 2);
    EXPECT_EQ(layers[0].place.line, 2);
    EXPECT_EQ(layers[1].type, LayerType::batched_gemm);
    EXPECT_EQ(size_of(layers[1], "B"), 8);
    EXPECT_EQ(size_of(layers[1], "N"), 1);
    EXPECT_EQ(size_of(layers[1], "K"), 9);
    EXPECT_EQ(layers[2].type, LayerType::batched_gemm);
    EXPECT_EQ(size_of(layers[2], "N"), 2);
    EXPECT_EQ(size_of(layers[3], "M"), 1);
    const std::vector<std::int64_t> macs{6 * 5 * 6 * 24, 8 * 49 * 9, 8 * 49 * 9 * 2, 640};
    for (std::size_t i = 0; i < layers.size(); ++i) {
        EXPECT_EQ(analysis_of(design, i).macs, macs[i]);
    }
}

TEST(Lowering, LayersOfAnyFileAreLowered) {
    DesignTree tree;
    tree.take_text(
        "workload: {layers: [{name: a, type: CONV2D, dimensions: {N: 2, G: 3, K: 4, C: 5, "
        "Y: 7, X: 7, R: 3, S: 3}, dilation: {R: 2, S: 2}}, "
        "{name: b, type: FC, dimensions: {N: 2, K: 3, C: 4}}]}",
        "network.yaml");
    tree.take_text(configuration_of(4, 4, "os"), "array.cfg");
    const Design design = tree.read({}, analytical::residency_cost, Parts::all);
    EXPECT_EQ(size_of(design.workload.layers[0], "B"), 3);
    EXPECT_EQ(size_of(design.workload.layers[0], "M"), 2 * 3 * 3);
    EXPECT_EQ(design.workload.layers[1].type, LayerType::fc);
    EXPECT_EQ(analysis_of(design, 1).macs, 24);
    EXPECT_NE(tree.foreign_part("workload"), nullptr);
}

TEST(Lowering, AnEinsumIsRefused) {
    EXPECT_THAT(problem_texts([] {
                    DesignTree tree;
                    tree.take_text(
                        "workload: {layers: [{name: a, type: EINSUM, dimensions: {A: 2}, "
                        "tensors: {X: {axes: [A]}, Z: {axes: [A], output: true}}}]}",
                        "network.yaml");
                    tree.take_text(configuration_of(4, 4, "os"), "array.cfg");
                    tree.read({}, analytical::residency_cost, Parts::all);
                }),
                ElementsAre(HasSubstr("layer a is an EINSUM")));
}

TEST(Lowering, ItsSizesCanBeTooLarge) {
    EXPECT_THAT(problem_texts([] {
                    design_of(convolution_header + "c,9000000000000,9,1,1,2000000000000,1,1,\n",
                              configuration_of(4, 4, "os"));
                }),
                testing::SizeIs(testing::Ge(1U)));
}

struct Operands {
    const char* dataflow;
    std::int64_t ifmap;
    std::int64_t filter;
    std::int64_t ofmap_writes;
};

// What SCALE-Sim reads of its buffers: output-stationary M K ceil(N/C) and K N ceil(M/R);
// weight-stationary M K ceil(N/C), K N and M N ceil(K/R) written; input-stationary M K,
// K N ceil(M/C) and M N ceil(K/R).
TEST(Dataflow, BufferAccessesAreThoseOfScaleSim) {
    constexpr std::int64_t m = 20;
    constexpr std::int64_t n = 36;
    constexpr std::int64_t k = 50;
    constexpr std::int64_t rows = 8;
    constexpr std::int64_t columns = 6;
    const std::vector<Operands> all{
        {"os", m * k * ceil_of(n, columns), k * n * ceil_of(m, rows), m * n},
        {"ws", m * k * ceil_of(n, columns), k * n, m * n * ceil_of(k, rows)},
        {"is", m * k, k * n * ceil_of(m, columns), m * n * ceil_of(k, rows)}};
    for (const Operands& each : all) {
        SCOPED_TRACE(each.dataflow);
        const Design design = design_of(product_header + "a,20,36,50,\n",
                                        configuration_of(rows, columns, each.dataflow));
        const analytical::Analysis analysis = analysis_of(design);
        EXPECT_EQ(analysis.macs, m * n * k);
        EXPECT_EQ(reads(analysis, 1, 0), each.filter);
        EXPECT_EQ(reads(analysis, 1, 1), each.ifmap);
        EXPECT_EQ(analysis.counts[hw::MemoryIndex{1}][2].writes, each.ofmap_writes);
    }
}

TEST(Dataflow, BuffersThatHoldAllReadEverythingOnce) {
    for (const char* dataflow : {"os", "ws", "is"}) {
        SCOPED_TRACE(dataflow);
        const Design design =
            design_of(product_header + "a,20,36,50,\n", configuration_of(8, 6, dataflow));
        const analytical::Analysis analysis = analysis_of(design);
        EXPECT_EQ(reads(analysis, 0, 0), 36 * 50);
        EXPECT_EQ(reads(analysis, 0, 1), 20 * 50);
        EXPECT_EQ(reads(analysis, 0, 2), 0);
        EXPECT_EQ(analysis.counts[hw::MemoryIndex{0}][2].writes, 20 * 36);
    }
}

// 3 KB are too few for 2,000 x 64 sums: they come and go once for each fold of the rows.
TEST(Dataflow, PartialSumsThatDoNotFitGoToDram) {
    const Design design =
        design_of(product_header + "a,2000,64,64,\n", configuration_of(16, 16, "ws", 1));
    const analytical::Analysis analysis = analysis_of(design);
    EXPECT_EQ(reads(analysis, 0, 2), 3 * 2000 * 64);
    EXPECT_EQ(analysis.counts[hw::MemoryIndex{0}][2].writes, 4 * 2000 * 64);
    EXPECT_LE(analysis.capacity[hw::MemoryIndex{1}].bytes, 3 * 1024);
}

TEST(Dataflow, ATinyBufferRunsAndIsTold) {
    const Design design =
        design_of(product_header + "a,2000,640,640,\n", configuration_of(64, 64, "ws", 1));
    EXPECT_GT(analysis_of(design).capacity[hw::MemoryIndex{1}].bytes, 3 * 1024);
}

TEST(Dataflow, LayersThatShareTheirNodesShareAnEntry) {
    const Design design = design_of(product_header + "a*,20,36,50,\nb,40,36,50,\nc,20,36,50,\n",
                                    configuration_of(8, 8, "os", 1024));
    ASSERT_EQ(design.dataflow.entries.size(), 1U);
    EXPECT_THAT(design.dataflow.entries[0].layers, ElementsAre("a[*]", "b", "c"));
}

TEST(Dataflow, AnotherArrayMovesTheFolds) {
    const Design design =
        design_of(product_header + "a,20,36,50,\n", configuration_of(8, 8, "os"), false,
                  {{"hardware.pe.count", "24"},
                   {"hardware.memories.L1.fill.network.size", "4x6"},
                   {"hardware.memories.L1.drain.network.size", "4x6"}});
    EXPECT_EQ(analysis_of(design).pes, 24);
    EXPECT_THAT(problem_texts([] {
                    design_of(product_header + "a,20,36,50,\n", configuration_of(8, 8, "os"), false,
                              {{"hardware.memories.L1.fill.network", "{topology: bus}"}});
                }),
                ElementsAre(HasSubstr("needs its own array")));
}

} // namespace
} // namespace counterpoint::mapping::scale_sim
